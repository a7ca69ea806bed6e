import { useId } from "react";
import { createAxis } from "@/components/charts/plot";
import type { CurvePoint, MatchAxes } from "@/lib/exercises/kinds/match";
import styles from "./match.module.css";

export interface SparklineScale extends MatchAxes {
  xDomain: readonly [number, number];
  yDomain: readonly [number, number];
}

const width = 240;
const height = 120;
const left = 34;
const bottom = 24;
const top = 18;

/** A small curve with the ends of its axes, on the scale of all curves of its exercise. */
export function Sparkline({
  points,
  scale,
}: {
  points: readonly CurvePoint[];
  scale: SparklineScale;
}) {
  const clipId = useId();
  const { xDomain, yDomain, isLogY = false } = scale;
  const x = createAxis({ domain: xDomain, range: [left, width - 6] });
  const y = createAxis({ domain: yDomain, range: [height - bottom, top], isLog: isLogY, count: 2 });
  const path = points.map(([at, value]) => `${x.place(at)},${y.place(value)}`).join(" ");
  const base = height - bottom;
  return (
    <svg viewBox={`0 0 ${width} ${height}`} className={styles.sparkline} aria-hidden="true">
      {y.ticks.map(({ value, label }) => (
        <g key={value}>
          <line x1={left} x2={width - 6} y1={y.place(value)} y2={y.place(value)} />
          <text x={left - 6} y={y.place(value)} dy="0.32em" textAnchor="end">
            {label}
          </text>
        </g>
      ))}
      <line x1={left} x2={width - 6} y1={base} y2={base} className={styles.axis} />
      <text x={0} y={9}>
        {scale.y}
      </text>
      <text x={left} y={height - 8}>
        {x.ticks[0]?.label}
      </text>
      <text x={width - 6} y={height - 8} textAnchor="end">
        {scale.x} {xDomain[1]}
      </text>
      <clipPath id={clipId}>
        <rect x={left} y={top} width={width - left} height={base - top + 1} />
      </clipPath>
      <polyline points={path} clipPath={`url(#${clipId})`} className={styles.curve} />
    </svg>
  );
}

/** The scale that holds all curves. */
export function findScale(
  axes: MatchAxes,
  curves: readonly (readonly CurvePoint[])[],
): SparklineScale {
  const xs = curves.flatMap((points) => points.map(([x]) => x));
  const ys = curves.flatMap((points) => points.map(([, y]) => y));
  const { isLogY = false, yMax = Math.max(...ys) } = axes;
  return {
    ...axes,
    xDomain: [Math.min(...xs), Math.max(...xs)],
    yDomain: [isLogY ? Math.min(...ys) : Math.min(0, ...ys), yMax],
  };
}
