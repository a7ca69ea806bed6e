import { createAxis } from "@/components/charts/plot";
import { LayerRows, rowHeight, rowLeft, rowsWidth } from "./layer-rows";
import styles from "./probes.module.css";

interface Props {
  /** One for each layer; null where there is none. */
  values: readonly (number | null)[];
  /** Those of another network, hollow behind them. */
  others?: readonly (number | null)[];
  domain: readonly [number, number];
  /** Values that are written on the axis. */
  ticks: readonly number[];
  format(value: number): string;
}

const labelRoom = 62;

/** A number for each layer on a log axis. One of 0 has no place there and stands at its foot. */
export function LayerScale({ values, others = [], domain, ticks, format }: Props) {
  const left = rowLeft + 16;
  const x = createAxis({ domain, range: [left, rowsWidth - labelRoom], isLog: true });
  const place = (value: number) =>
    value === 0 ? rowLeft + 5 : x.place(Math.min(Math.max(value, domain[0]), domain[1]));
  const floor = values.length * rowHeight;
  const labels = x.ticks.filter(({ value }) => ticks.includes(value));
  return (
    <LayerRows
      count={values.length}
      footHeight={18}
      foot={
        <g className={styles.axis}>
          <line x1={left} x2={rowsWidth - labelRoom} y1={floor} y2={floor} />
          <text x={rowLeft + 5} y={floor + 14} textAnchor="middle">
            0
          </text>
          {labels.map(({ value, label }) => (
            <g key={value}>
              <line x1={x.place(value)} x2={x.place(value)} y1={floor} y2={floor + 3} />
              <text x={x.place(value)} y={floor + 14} textAnchor="middle">
                {label}
              </text>
            </g>
          ))}
        </g>
      }
      renderRow={(index, middle) => {
        const value = values[index] ?? null;
        const other = others[index] ?? null;
        return (
          <>
            <line
              className={styles.guide}
              x1={left}
              x2={rowsWidth - labelRoom}
              y1={middle}
              y2={middle}
            />
            {other !== null && (
              <circle className={styles.other} cx={place(other)} cy={middle} r={4.5} />
            )}
            {value !== null && (
              <circle className={styles.value} cx={place(value)} cy={middle} r={4.5} />
            )}
            <text x={rowsWidth} y={middle + 4} textAnchor="end">
              {value === null ? "–" : format(value)}
            </text>
          </>
        );
      }}
    />
  );
}
