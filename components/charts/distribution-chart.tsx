import styles from "./distribution-chart.module.css";
import { createAxis } from "./plot";

export interface DistributionChartProps {
  description: string;
  xLabel: string;
  /** Ends of the axis, in powers of ten. */
  xDomain: readonly [number, number];
  values: readonly number[];
  /** A value to compare with, as a line with its label. */
  threshold?: { value: number; label: string };
  /** One value among the others. */
  mark?: { value: number; label: string };
  /** For values that no longer hold. */
  isFaint?: boolean;
}

const width = 420;
const height = 176;
const margin = { top: 24, right: 14, bottom: 42, left: 14 };
const binCount = 48;

/** How often values fall into bins that are equally wide in the logarithm. What lies beyond the ends counts there. */
export function DistributionChart({
  description,
  xLabel,
  xDomain,
  values,
  threshold,
  mark,
  isFaint = false,
}: DistributionChartProps) {
  const x = createAxis({
    domain: xDomain,
    range: [margin.left, width - margin.right],
    isLog: true,
  });
  const bins = countBins(values, xDomain);
  const most = Math.max(...bins, 1);
  const room = height - margin.top - margin.bottom;
  const binWidth = (width - margin.left - margin.right) / binCount;
  const floor = height - margin.bottom;
  return (
    <svg
      className={`${styles.distribution} ${isFaint ? styles.faint : ""}`}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={description}
    >
      {bins.map((count, bin) => {
        const left = margin.left + bin * binWidth;
        return (
          count > 0 && (
            <rect
              key={left}
              className={styles.bar}
              x={left + 0.5}
              width={binWidth - 1}
              y={floor - (room * count) / most}
              height={(room * count) / most}
            />
          )
        );
      })}
      <line
        className={styles.floor}
        x1={margin.left}
        x2={width - margin.right}
        y1={floor}
        y2={floor}
      />
      {x.ticks.map(({ value, label }) => (
        <text key={value} x={x.place(value)} y={floor + 22} textAnchor="middle">
          {/* The first bar holds what lies beyond this end as well. */}
          {value === xDomain[0] ? `≤ ${label}` : label}
        </text>
      ))}
      <text className={styles.title} x={width - margin.right} y={height - 3} textAnchor="end">
        {xLabel}
      </text>
      {threshold && (
        <g className={styles.threshold}>
          <line
            x1={x.place(threshold.value)}
            x2={x.place(threshold.value)}
            y1={margin.top - 10}
            y2={floor}
          />
          <text x={x.place(threshold.value) - 5} y={margin.top - 12} textAnchor="end">
            {threshold.label}
          </text>
        </g>
      )}
      {mark && mark.value > 0 && Number.isFinite(mark.value) && (
        <g className={styles.mark}>
          <path d={`M${x.place(clamp(mark.value, xDomain))} ${floor + 1}l-5 8h10z`} />
          {/* Under the mark itself the numbers of the axis stand. */}
          <path d={`M${margin.left + 5} ${height - 12}l-5 8h10z`} />
          <text x={margin.left + 14} y={height - 3}>
            {mark.label}
          </text>
        </g>
      )}
    </svg>
  );
}

function clamp(value: number, [from, to]: readonly [number, number]): number {
  return Math.min(Math.max(value, from), to);
}

function countBins(values: readonly number[], domain: readonly [number, number]): number[] {
  const bins = new Array<number>(binCount).fill(0);
  const [from, to] = domain.map(Math.log10) as [number, number];
  for (const value of values) {
    const share =
      (Math.log10(clamp(Number.isFinite(value) ? value : domain[1], domain)) - from) / (to - from);
    const bin = Math.min(Math.floor(share * binCount), binCount - 1);
    bins[bin] = (bins[bin] as number) + 1;
  }
  return bins;
}
