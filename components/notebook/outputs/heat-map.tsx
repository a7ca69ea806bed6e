import { formatShort } from "@/lib/format";
import { findExtent } from "./domain";
import { paintField } from "./paint-field";
import styles from "./tensor.module.css";

interface HeatMapProps {
  /** Row by row; of the last row some may be missing. */
  values: readonly number[];
  columns: number;
  /** The value that has the strongest colour. */
  largest: number;
}

/** A matrix as a picture: one square for each value, as large as the place allows. */
export function HeatMap({ values, columns, largest }: HeatMapProps) {
  const rows = Math.ceil(values.length / columns);
  const side = Math.min(24, 480 / columns, 400 / rows);
  const [low, high] = findExtent(values) ?? [0, 0];
  return (
    // biome-ignore lint/performance/noImgElement: a small picture, made here
    <img
      className={styles.heatMap}
      src={paintField(values, columns, largest)}
      alt={`Heat map of ${rows} rows and ${columns} columns, from ${formatShort(low)} to ${formatShort(high)}`}
      style={{ width: `${Math.max(1, side * columns)}px`, aspectRatio: `${columns} / ${rows}` }}
    />
  );
}
