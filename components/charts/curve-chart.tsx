import { type ComponentType, lazy, type ReactNode, Suspense, useId } from "react";
import { reloadWhenOutdated } from "../layout/reload-when-outdated";
import styles from "./curve-chart.module.css";
import type { CurveInspectorProps } from "./curve-inspector";
import { createAxis, decimate, linePath } from "./plot";

export interface Series {
  /** Stands at the end of the curve. */
  label: string;
  kind: "training" | "test" | "ghost" | "plain";
  points: readonly (readonly [number, number])[];
}

export interface CurveChartProps {
  /** What the picture shows, for those who do not see it. */
  description: string;
  xLabel: string;
  yLabel: string;
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
  isLog?: boolean;
  series: readonly Series[];
  /** Many curves of one kind, faint and without labels, behind the others. */
  fan?: readonly Series["points"][];
  /** In units of which a text line has about 15; a narrower picture has larger text. */
  width?: number;
  height?: number;
  /** At rest a curve can be read off, point by point; Recharts is loaded for that. */
  isInspectable?: boolean;
  children?: (place: { x(value: number): number; y(value: number): number }) => ReactNode;
}

export const chartMargin = { top: 24, right: 58, bottom: 34, left: 50 };
const maxPoints = 400;
const fanPoints = 80;

/** Reading values off is a comfort: where its code cannot be had, the curves stand without it. */
const Inspector = lazy<ComponentType<CurveInspectorProps>>(() =>
  import("./curve-inspector").catch(async (error: unknown) => {
    if (!(await reloadWhenOutdated(error))) throw error;
    return { default: () => null };
  }),
);

/**
 * Curves over a common axis as plain SVG, cheap enough to be drawn anew on every frame, with direct
 * labels instead of a legend.
 */
export function CurveChart({
  description,
  xLabel,
  yLabel,
  xDomain,
  yDomain,
  isLog = false,
  series,
  fan = [],
  width = 420,
  height = 220,
  isInspectable = false,
  children,
}: CurveChartProps) {
  const { top, right, bottom, left } = chartMargin;
  const x = createAxis({ domain: xDomain, range: [left, width - right], count: width / 100 });
  const y = createAxis({ domain: yDomain, range: [height - bottom, top], isLog, count: 3 });
  const labels = placeLabels(series, y.place, height);
  const clipId = useId();

  return (
    <div className={styles.chart}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={description}>
        <g className={styles.axis}>
          {y.ticks.map(({ value, label }) => (
            <g key={value}>
              <line x1={left} x2={width - right} y1={y.place(value)} y2={y.place(value)} />
              <text x={left - 7} y={y.place(value) + 4} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {x.ticks.map(({ value, label }) => (
            <text key={value} x={x.place(value)} y={height - bottom + 16} textAnchor="middle">
              {label}
            </text>
          ))}
          <text className={styles.title} x={left - 36} y={11}>
            {yLabel}
          </text>
          <text className={styles.title} x={width - right} y={height - 3} textAnchor="end">
            {xLabel}
          </text>
        </g>
        {fan.length > 0 && (
          <>
            {/* Other curves may go where these axes do not. */}
            <clipPath id={clipId}>
              <rect x={left} y={top} width={width - right - left} height={height - bottom - top} />
            </clipPath>
            <path
              className={`${styles.curve} ${styles.fan}`}
              clipPath={`url(#${clipId})`}
              d={fan.map((points) => linePath(decimate(points, fanPoints), x, y)).join("")}
            />
          </>
        )}
        <g>
          {series.map(({ label, kind, points }) => (
            <path
              key={label}
              className={`${styles.curve} ${styles[kind]}`}
              d={linePath(decimate(points, maxPoints), x, y)}
            />
          ))}
          {labels.map(({ label, kind, px, py }) => (
            <text
              key={label}
              className={`${styles.label} ${styles[kind]}`}
              x={Math.min(x.place(px) + 6, width - right + 6)}
              y={py}
            >
              {label}
            </text>
          ))}
          {children?.({ x: x.place, y: y.place })}
        </g>
      </svg>
      {isInspectable && (
        <Suspense>
          <Inspector
            series={series.map((one) => ({ ...one, points: decimate(one.points, 200) }))}
            xLabel={xLabel}
            xDomain={xDomain}
            yDomain={yDomain}
            isLog={isLog}
            viewBox={[width, height]}
          />
        </Suspense>
      )}
    </div>
  );
}

const labelHeight = 14;

/** Labels at the curves' ends, moved apart where two would stand on each other. */
function placeLabels(
  series: readonly Series[],
  placeY: (value: number) => number,
  height: number,
): { label: string; kind: Series["kind"]; px: number; py: number }[] {
  const labels = series
    .flatMap(({ label, kind, points }) => {
      const end = points.findLast(([, value]) => Number.isFinite(value));
      return end ? [{ label, kind, px: end[0], py: placeY(end[1]) + 4 }] : [];
    })
    .sort((a, b) => b.py - a.py);
  let floor = height - chartMargin.bottom;
  return labels.map((label) => {
    const py = Math.min(label.py, floor);
    floor = py - labelHeight;
    return { ...label, py };
  });
}
