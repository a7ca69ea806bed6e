"use client";

import { useEffect, useRef, useState } from "react";
import { Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { formatNumber, formatShort } from "@/lib/format";
import { type CurveChartProps, chartMargin, type Series } from "./curve-chart";
import styles from "./curve-inspector.module.css";

export interface CurveInspectorProps
  extends Pick<CurveChartProps, "xLabel" | "xDomain" | "yDomain" | "isLog"> {
  series: readonly Series[];
  /** Width and height of the picture underneath, in its own units. */
  viewBox: readonly [number, number];
}

const tooltipStyle = {
  background: "var(--paper)",
  border: "1px solid var(--hairline)",
  borderRadius: "3px",
  padding: "0.3rem 0.55rem",
  fontFamily: "var(--sans)",
  fontSize: "0.8125rem",
  fontVariantNumeric: "tabular-nums",
};

/**
 * Lies over a CurveChart and lets its values be read: under the pointer, or with the arrow keys.
 * It draws no curve of its own, so nothing moves when it appears.
 */
export default function CurveInspector({
  series,
  xLabel,
  xDomain,
  yDomain,
  isLog = false,
  viewBox,
}: CurveInspectorProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => setWidth(entry?.contentRect.width ?? 0));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  const scale = width / viewBox[0];
  const shown = series.filter(({ kind }) => kind !== "ghost");
  const rows = toRows(shown);

  return (
    <div ref={frame} className={styles.frame}>
      {width > 0 && (
        <LineChart
          width={width}
          height={viewBox[1] * scale}
          data={rows}
          title={`Values by ${xLabel}; arrow keys move along the curves`}
          margin={{
            top: chartMargin.top * scale,
            right: chartMargin.right * scale,
            bottom: chartMargin.bottom * scale,
            left: chartMargin.left * scale,
          }}
        >
          <XAxis dataKey="x" type="number" domain={[...xDomain]} hide allowDataOverflow />
          <YAxis
            type="number"
            domain={[...yDomain]}
            scale={isLog ? "log" : "linear"}
            hide
            width={0}
            allowDataOverflow
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ stroke: "var(--ink-faint)", strokeWidth: 1 }}
            labelFormatter={(value) => `${xLabel} ${formatShort(Number(value))}`}
            formatter={(value) => formatNumber(Number(value))}
            contentStyle={tooltipStyle}
            itemStyle={{ color: "var(--ink)", padding: 0 }}
            labelStyle={{ color: "var(--ink-soft)" }}
          />
          {shown.map(({ label, kind }) => (
            <Line
              key={label}
              dataKey={label}
              stroke="transparent"
              dot={false}
              activeDot={{
                r: 4,
                fill: kind === "test" ? "var(--paper)" : "var(--training)",
                stroke: kind === "test" ? "var(--test)" : "var(--training)",
                strokeWidth: 2,
              }}
              isAnimationActive={false}
            />
          ))}
        </LineChart>
      )}
    </div>
  );
}

function toRows(series: readonly Series[]): Record<string, number>[] {
  const rows = new Map<number, Record<string, number>>();
  for (const { label, points } of series) {
    for (const [x, y] of points) {
      const row = rows.get(x) ?? { x };
      row[label] = y;
      rows.set(x, row);
    }
  }
  return [...rows.values()].sort((a, b) => (a.x as number) - (b.x as number));
}
