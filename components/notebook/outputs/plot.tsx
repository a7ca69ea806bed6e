import { useMemo } from "react";
import { decimate, linePath } from "@/components/charts/plot";
import { formatShort } from "@/lib/format";
import type { PlotView } from "@/lib/notebook/output";
import outputStyles from "./outputs.module.css";
import styles from "./plot.module.css";
import {
  layOutPlot,
  type PlotLayout,
  type PlottedSeries,
  plotBottom,
  plotHeight,
  plotWidth,
  shortenName,
} from "./plot-layout";

/** Curves, paths and clouds of points over common axes, with their names at their ends. */
export function Plot({ view }: { view: PlotView }) {
  const layout = useMemo(() => layOutPlot(view), [view]);
  if (!layout) {
    return (
      <p className={outputStyles.note}>
        {view.isLogarithmic
          ? "There is nothing to plot: a logarithmic axis has no place for values of 0 or below, or for what is not a number."
          : "There is nothing to plot: no point has two finite numbers."}
      </p>
    );
  }
  const { x, y, series, labels, left, right } = layout;
  return (
    <div className={styles.plot}>
      {view.title && <p className={styles.title}>{view.title}</p>}
      <svg
        viewBox={`0 0 ${plotWidth} ${plotHeight}`}
        role="img"
        aria-label={describePlot(view, series)}
      >
        <g className={styles.axis}>
          {y.ticks.map(({ value, label }) => (
            <g key={value}>
              <line
                className={value === 0 ? styles.zero : undefined}
                x1={left}
                x2={right}
                y1={y.place(value)}
                y2={y.place(value)}
              />
              <text x={left - 8} y={y.place(value) + 4} textAnchor="end">
                {label}
              </text>
            </g>
          ))}
          {x.ticks.map(({ value, label }) => (
            <text key={value} x={x.place(value)} y={plotBottom + 17} textAnchor="middle">
              {label}
            </text>
          ))}
          {view.yLabel && (
            <text x={0} y={11}>
              {view.yLabel}
            </text>
          )}
          {view.xLabel && (
            <text x={right} y={plotHeight - 3} textAnchor="end">
              {view.xLabel}
            </text>
          )}
        </g>
        {series.map((one, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two series may have one name
          <Mark key={index} series={one} layout={layout} />
        ))}
        {(isNamedByAxis(view) ? [] : labels).map((label, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two series may have one name
          <g key={index} className={findClass(label.series)}>
            {label.series.mark === "points" && (
              <Points series={label.series} places={[[label.x + 4, label.y - 4]]} />
            )}
            <text
              className={styles.label}
              x={label.x + (label.series.mark === "points" ? 13 : 0)}
              y={label.y}
            >
              {shortenName(label.series.name)}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}

/** The axis says what a single curve is. */
function isNamedByAxis({ series, yLabel }: PlotView): boolean {
  return series.length === 1 && yLabel !== undefined;
}

/** More than the picture has room for would only make it slow. */
const mostPoints = 400;

function Mark({ series, layout: { x, y } }: { series: PlottedSeries; layout: PlotLayout }) {
  const places = series.points
    .map(([px, py]) => [x.place(px), y.place(py)] as const)
    .filter(([, py]) => Number.isFinite(py));
  if (series.mark === "points") {
    return (
      <g className={findClass(series)}>
        <Points series={series} places={places} />
      </g>
    );
  }
  const isPath = series.mark === "path";
  const shown = isPath ? series.points : decimate(series.points, mostPoints);
  return (
    <g className={findClass(series)}>
      <path className={styles.line} d={linePath(shown, x, y)} />
      {isPath && places.length <= 200 && <path className={styles.stops} d={writeDots(places)} />}
      {isPath && <path className={styles.start} d={writeDots(places.slice(0, 1))} />}
      {isPath && <path className={styles.hole} d={writeDots(places.slice(0, 1))} />}
      {isPath && <path className={styles.end} d={writeDots(places.slice(-1))} />}
    </g>
  );
}

type Places = readonly (readonly [number, number])[];

/** Each series has a shape of its own beside its colour. */
function Points({ series, places }: { series: PlottedSeries; places: Places }) {
  const shape = shapes[series.look];
  return (
    <path
      className={`${styles.points} ${series.isTwin ? styles.hollow : ""}`}
      d={places.map(([px, py]) => `M${px} ${py}${shape}`).join("")}
    />
  );
}

const circle = "m-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z";
const square = "m-3 -3h6v6h-6z";
const shapes: Record<PlottedSeries["look"], string> = {
  positive: circle,
  negative: square,
  0: circle,
  1: square,
  2: "m0 -4.5l4.5 4.5l-4.5 4.5l-4.5 -4.5z",
  3: "m0 -4l4 7h-8z",
  4: "m0 4l4 -7h-8z",
};

function writeDots(places: Places): string {
  return places.map(([px, py]) => `M${px} ${py}h0`).join("");
}

function findClass({ look, isTwin }: PlottedSeries): string {
  const name = typeof look === "number" ? `look${look}` : look;
  return `${styles[name]} ${isTwin ? styles.twin : ""}`;
}

function describePlot(view: PlotView, series: readonly PlottedSeries[]): string {
  const what = [
    view.title ?? "Plot",
    view.yLabel && `of ${view.yLabel}`,
    view.xLabel && `by ${view.xLabel}`,
  ];
  const parts = series.slice(0, 12).map(({ name, mark, points }) => {
    const end = points.at(-1);
    if (!end || mark === "points") return `${name || "points"}: ${points.length} points`;
    return `${name || mark}: ends at ${formatShort(end[0])}, ${formatShort(end[1])}`;
  });
  return `${what.filter(Boolean).join(" ")}. ${parts.join("; ")}.`;
}
