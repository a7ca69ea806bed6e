import type { ReactNode } from "react";
import { nameLayer } from "./describe";
import styles from "./probes.module.css";

/** In units of which the text has 12; shared by all probes, so that their layers stand in line. */
export const rowsWidth = 260;
export const rowLeft = 52;
export const rowHeight = 22;

interface Props {
  count: number;
  /** Beneath the rows. */
  foot?: ReactNode;
  footHeight?: number;
  renderRow(index: number, middle: number): ReactNode;
}

/** A row for each layer, from the first to the output. */
export function LayerRows({ count, foot, footHeight = 0, renderRow }: Props) {
  const height = count * rowHeight + footHeight;
  return (
    <svg className={styles.rows} viewBox={`0 0 ${rowsWidth} ${height}`} aria-hidden="true">
      {Array.from({ length: count }, (_, index) => {
        const middle = (index + 0.5) * rowHeight;
        const name = nameLayer(index, count).replace("the ", "");
        return (
          <g key={name}>
            <text className={styles.layer} x={0} y={middle + 4}>
              {name}
            </text>
            {renderRow(index, middle)}
          </g>
        );
      })}
      {foot}
    </svg>
  );
}
