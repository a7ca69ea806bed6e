import { contourPaths, descend, loss, type Point, toBox } from "./landscape";
import styles from "./lead-drawing.module.css";

const width = 660;
const height = 560;
const learningRate = 0.1;
const steps = 60;
/** Where, at this height, the starts that end in the left valley and in the right one meet. */
const startX = -0.361;
const levels = [0.1, 0.18, 0.28, 0.4, 0.54, 0.7, 0.9, 1.15, 1.45, 1.8, 2.2, 2.7, 3.3, 4, 5];

/** Two descents from starts a hair apart that end in different valleys; drawn at build time. */
export function LeadDrawing() {
  const outlines = contourPaths(levels, width, height);
  const left = descend({ x: startX - 0.04, y: 1.62 }, learningRate, steps);
  const right = descend({ x: startX + 0.04, y: 1.62 }, learningRate, steps);
  return (
    <figure className={styles.figure}>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={`A landscape with two valleys, in contour lines. Two paths start close together at the top. Step by step downhill, one ends in the left valley, at a loss of ${lossAt(left)}, the other in the right one, at ${lossAt(right)}.`}
        className={styles.drawing}
      >
        <radialGradient id="fade" cx="0.5" cy="0.5" r="0.56">
          <stop offset="0.6" stopColor="#fff" />
          <stop offset="1" stopColor="#000" />
        </radialGradient>
        <mask id="edge">
          <rect width={width} height={height} fill="url(#fade)" />
        </mask>
        <g mask="url(#edge)">
          {outlines.map((d, index) => (
            <path key={levels[index]} d={d} className={styles.contour} />
          ))}
        </g>
        <Path points={left} className={styles.left} />
        <Path points={right} className={styles.right} />
      </svg>
      <figcaption className={styles.caption}>
        Two starts, a hair apart, and one rule: feel the slope, step downhill, repeat. Each dot is a
        step of gradient descent. Where the ground is flat the steps are short, and where the paths
        part, nothing but the slope underfoot decides.
      </figcaption>
    </figure>
  );
}

function Path({ points, className }: { points: Point[]; className?: string }) {
  const places = points.map((point) => toBox(point, width, height));
  const end = places.at(-1) as Point;
  return (
    <g className={className}>
      <polyline points={places.map(({ x, y }) => `${x},${y}`).join(" ")} className={styles.line} />
      {places.slice(0, -1).map(({ x, y }, index) => (
        <circle
          key={`${x} ${y}`}
          cx={x}
          cy={y}
          r={index === 0 ? 6 : 3.4}
          className={styles.step}
          style={{ animationDelay: `${index * 40}ms` }}
        />
      ))}
      <circle cx={end.x} cy={end.y} r={8} className={styles.end} />
      <text x={end.x} y={end.y + 34} className={styles.label}>
        loss {lossAt(points)}
      </text>
    </g>
  );
}

function lossAt(points: Point[]): string {
  return loss(points.at(-1) as Point).toFixed(2);
}
