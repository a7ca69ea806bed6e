import { contours } from "d3-contour";
import { useMemo } from "react";
import { type Axis, createAxis } from "@/components/charts/plot";
import { formatShort } from "@/lib/format";
import { type FieldView, fromNumeric } from "@/lib/notebook/output";
import { ColorScale } from "./color-scale";
import styles from "./field.module.css";
import { findLargest, paintField } from "./paint-field";

const top = 8;
const left = 44;
const longestSide = 300;

/** Values over a rectangle as a picture in the book's two hues, the line where they are 0, and points. */
export function Field({ view }: { view: FieldView }) {
  const { picture, largest, boundary } = useMemo(() => drawField(view), [view]);
  const [width, height] = measureArea(view);
  const [xFrom, xTo, yFrom, yTo] = view.range ?? [0, view.columns, view.rows, 0];
  const x = createAxis({ domain: [xFrom, xTo], range: [left, left + width], count: width / 60 });
  const y = createCountedAxis([yFrom, yTo], height);
  return (
    <div className={styles.field}>
      {view.title && <p className={styles.title}>{view.title}</p>}
      <svg
        viewBox={`0 0 ${left + width + 10} ${top + height + 24}`}
        style={{ maxWidth: `${(left + width + 10) * 1.2}px` }}
        role="img"
        aria-label={describeField(view, largest)}
      >
        <image
          className={view.range ? undefined : styles.squares}
          href={picture}
          x={left}
          y={top}
          width={width}
          height={height}
          preserveAspectRatio="none"
        />
        {boundary && (
          <path
            className={styles.boundary}
            transform={`translate(${left} ${top}) scale(${width / view.columns} ${height / view.rows})`}
            d={boundary}
          />
        )}
        <Points view={view} x={x} y={y} />
        <rect className={styles.frame} x={left} y={top} width={width} height={height} />
        <g className={styles.axis}>
          {x.ticks.map(({ value, label }) => (
            <text key={value} x={x.place(value)} y={top + height + 17} textAnchor="middle">
              {label}
            </text>
          ))}
          {y.ticks.map(({ value, label }) => (
            <text key={value} x={left - 7} y={y.place(value) + 4} textAnchor="end">
              {label}
            </text>
          ))}
        </g>
      </svg>
      <ColorScale largest={largest} />
    </div>
  );
}

interface PointsProps {
  view: FieldView;
  x: Axis;
  y: Axis;
}

/** As on the book's planes: what is above 0 is round and blue, the others square and orange; test points are hollow. */
function Points({ view, x, y }: PointsProps) {
  const paths = { positive: "", negative: "", positiveTest: "", negativeTest: "" };
  const [xFrom, xTo, yFrom, yTo] = view.range ?? [0, view.columns, 0, view.rows];
  for (const point of view.points ?? []) {
    if (point.x < xFrom || point.x > xTo || point.y < yFrom || point.y > yTo) continue;
    const sign = point.label > 0 ? "positive" : "negative";
    paths[point.isTest ? (`${sign}Test` as const) : sign] +=
      `M${x.place(point.x)} ${y.place(point.y)}h0`;
  }
  return (["positive", "negative"] as const).map((sign) => (
    <g key={sign} className={styles[sign]}>
      <path className={styles.rim} d={paths[sign] + paths[`${sign}Test`]} />
      <path className={styles.dot} d={paths[sign] + paths[`${sign}Test`]} />
      <path className={styles.hole} d={paths[`${sign}Test`]} />
    </g>
  ));
}

function drawField(view: FieldView) {
  const { columns, rows, range } = view;
  const values = view.values.map(fromNumeric);
  const largest = findLargest(values);
  const hasBoundary =
    range && columns > 1 && rows > 1 && values.some((v) => v > 0) && values.some((v) => v < 0);
  return {
    largest,
    picture: paintField(values, columns, largest),
    boundary: hasBoundary ? drawBoundary(values, columns, rows) : undefined,
  };
}

/** Where the values are 0, in columns and rows. */
function drawBoundary(values: number[], columns: number, rows: number): string {
  const { coordinates } = contours().size([columns, rows]).contour(values, 0);
  return coordinates
    .flat()
    .map((ring) => openRing(ring as [number, number][], columns, rows))
    .join("");
}

/** A ring without its stretches along the edges, which are only there to close it. */
function openRing(ring: readonly [number, number][], columns: number, rows: number): string {
  const isOnEdge = ([x, y]: readonly [number, number]) =>
    x <= 0.5 || y <= 0.5 || x >= columns - 0.5 || y >= rows - 0.5;
  let path = "";
  ring.forEach((point, index) => {
    const before = ring[index - 1];
    const isMove = !before || (isOnEdge(before) && isOnEdge(point));
    path += `${isMove ? "M" : "L"}${point[0].toFixed(2)} ${point[1].toFixed(2)}`;
  });
  return path;
}

/** Of the picture: as wide and high as its range, within limits; else square by square. */
function measureArea({ range, columns, rows }: FieldView): [width: number, height: number] {
  const ratio = range ? (range[1] - range[0]) / (range[3] - range[2]) : columns / rows;
  const shape = Math.min(Math.max(ratio, 0.3), 3);
  return shape >= 1 ? [longestSide, longestSide / shape] : [longestSide * shape, longestSide];
}

/** From bottom to top; rows that are only counted run from top to bottom. */
function createCountedAxis([from, to]: [number, number], height: number): Axis {
  const isCounted = from > to;
  return createAxis({
    domain: isCounted ? [to, from] : [from, to],
    range: isCounted ? [top, top + height] : [top + height, top],
    count: height / 60,
  });
}

function describeField({ title, columns, rows, points }: FieldView, largest: number): string {
  const count = points?.length ? `, with ${points.length} points on it` : "";
  return `${title ?? "Field"}: ${columns} × ${rows} values between ${formatShort(-largest)} and ${formatShort(largest)}${count}`;
}
