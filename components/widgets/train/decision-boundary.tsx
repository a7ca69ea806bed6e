import { contours } from "d3-contour";
import { memo, useMemo } from "react";
import styles from "./decision-boundary.module.css";

export interface DecisionBoundaryProps {
  /** The network's output over [−6, 6]², row by row from the bottom left: a square number of values. */
  field: Float32Array | readonly number[];
  train: LabelledPoints;
  /** Shown hollow, where given. */
  test?: LabelledPoints;
  description: string;
}

export interface LabelledPoints {
  /** Shape `[count, 2]`. */
  points: ArrayLike<number>;
  labels: ArrayLike<number>;
}

/** Half a pixel or less, so that paths can be written in whole numbers. */
const size = 720;
const halfWidth = 6;
const levels = [0.1, 0.3, 0.5, 0.7, 0.9];

/** The plane as the network sees it: bands of its output, the line where it is 0, and the points. */
export function DecisionBoundary({ field, train, test, description }: DecisionBoundaryProps) {
  const bands = useMemo(() => createBands(field), [field]);
  return (
    <svg
      className={styles.plane}
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={description}
    >
      <g className={styles.positive}>
        {bands.positive.map((path, index) => (
          <path key={levels[index]} d={path} />
        ))}
      </g>
      <g className={styles.negative}>
        {bands.negative.map((path, index) => (
          <path key={levels[index]} d={path} />
        ))}
      </g>
      <path className={styles.boundary} d={bands.boundary} />
      <Points {...train} />
      {test && <Points {...test} isHollow />}
      <rect className={styles.frame} x={0.5} y={0.5} width={size - 1} height={size - 1} />
    </svg>
  );
}

/** Classes are told apart by shape as well: +1 round and blue, −1 square and orange. */
const Points = memo(function Points({
  points,
  labels,
  isHollow = false,
}: LabelledPoints & { isHollow?: boolean }) {
  const shapes = { positive: "", negative: "" };
  for (let row = 0; row < labels.length; row += 1) {
    const label = labels[row] as number;
    shapes[label >= 0 ? "positive" : "negative"] +=
      `M${place(points[2 * row] as number)} ${place(-(points[2 * row + 1] as number))}h0`;
  }
  const hollow = isHollow ? styles.hollow : "";
  return (
    <g className={styles.points}>
      {(["positive", "negative"] as const).map((sign) => (
        <g key={sign} className={`${styles[`${sign}Points`]} ${hollow}`}>
          <path className={styles.rim} d={shapes[sign]} />
          <path className={styles.dot} d={shapes[sign]} />
          {isHollow && <path className={styles.hole} d={shapes[sign]} />}
        </g>
      ))}
    </g>
  );
});

function place(coordinate: number): number {
  return Math.round(((coordinate + halfWidth) / (2 * halfWidth)) * size);
}

function createBands(field: Float32Array | readonly number[]) {
  const cells = Math.sqrt(field.length);
  const values = Array.from(field);
  const draw = contours().size([cells, cells]);
  const path = (signed: number[], level: number) =>
    draw
      .contour(signed, level)
      .coordinates.flat()
      .map((ring) => ringPath(ring, cells))
      .join("");
  const negated = values.map((value) => -value);
  return {
    positive: levels.map((level) => path(values, level)),
    negative: levels.map((level) => path(negated, level)),
    boundary: path(values, 0),
  };
}

/**
 * A closed path in steps from point to point, which is half as long as one in places. The samples lie
 * at the middle of d3's cells, the outermost ones on the edge of the plane.
 */
function ringPath(ring: readonly number[][], cells: number): string {
  const scale = size / (cells - 1);
  let path = "";
  let [lastX, lastY] = [0, 0];
  for (const [x = 0, y = 0] of ring) {
    const px = Math.round((x - 0.5) * scale);
    const py = Math.round(size - (y - 0.5) * scale);
    path += `${path === "" ? "M" : "l"}${px - lastX} ${py - lastY}`;
    [lastX, lastY] = [px, py];
  }
  return `${path}z`;
}
