import { formatNumber } from "@/lib/format";
import styles from "./network-drawing.module.css";

export interface NetworkDrawingProps {
  inputs: readonly string[];
  /** Units of each layer, the output last. */
  units: readonly number[];
  /** Flat, in the order of `Network`; undefined before any are known. Those of another shape are not drawn. */
  weights: ArrayLike<number> | undefined;
}

const width = 225;
const height = 165;
const margin = { top: 30, right: 14, bottom: 10, left: 34 };
/** A wider layer is drawn by its first units. */
const maxUnits = 8;
/** A weight of this size gets the widest line. */
const fullWeight = 3;
const widest = 5;

interface Edge {
  from: [number, number];
  to: [number, number];
  weight: number;
}

/**
 * The network as units and connections: a line is as wide as its weight is large, blue where it is
 * positive, orange and dashed where it is negative.
 */
export function NetworkDrawing({ inputs, units, weights: given }: NetworkDrawingProps) {
  const counts = [inputs.length, ...units];
  const weights = given?.length === countWeights(counts) ? given : undefined;
  const places = counts.map((count, layer) => placeUnits(count, layer, counts.length));
  const edges = weights ? listEdges(counts, places, weights) : [];
  const largest = edges.reduce((most, { weight }) => Math.max(most, Math.abs(weight)), 0);
  const isCut = counts.some((count) => count > maxUnits);
  return (
    <svg
      className={styles.network}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={
        weights
          ? `The network and its weights: ${counts.join(", ")} units; the largest weight is ${formatNumber(largest)}.`
          : `The network: ${counts.join(", ")} units.`
      }
    >
      <text className={styles.title} x={0} y={11}>
        {isCut ? `weights (first ${maxUnits} units)` : "weights"}
      </text>
      {edges.map(({ from, to, weight }) => (
        <line
          key={`${from}-${to}`}
          className={weight < 0 ? styles.negative : styles.positive}
          x1={from[0]}
          y1={from[1]}
          x2={to[0]}
          y2={to[1]}
          strokeWidth={Math.max(
            (widest * Math.min(Math.abs(weight), fullWeight)) / fullWeight,
            0.25,
          )}
        />
      ))}
      {places.map((layer, index) =>
        layer.map(([x, y], unit) => (
          <g key={`${x}-${y}`}>
            <circle className={styles.unit} cx={x} cy={y} r={5} />
            {index === 0 && (
              <text className={styles.input} x={x - 9} y={y + 4} textAnchor="end">
                {inputs[unit]}
              </text>
            )}
          </g>
        )),
      )}
    </svg>
  );
}

function countWeights(counts: readonly number[]): number {
  return counts.slice(1).reduce((sum, units, below) => sum + ((counts[below] ?? 0) + 1) * units, 0);
}

function placeUnits(count: number, layer: number, layers: number): [number, number][] {
  const shown = Math.min(count, maxUnits);
  const x = margin.left + ((width - margin.left - margin.right) * layer) / (layers - 1);
  const room = height - margin.top - margin.bottom;
  return Array.from({ length: shown }, (_, unit) => [
    Math.round(x),
    Math.round(margin.top + (room * (unit + 0.5)) / shown),
  ]);
}

function listEdges(
  counts: readonly number[],
  places: readonly [number, number][][],
  weights: ArrayLike<number>,
): Edge[] {
  const edges: Edge[] = [];
  let offset = 0;
  for (let layer = 1; layer < counts.length; layer += 1) {
    const [below, units] = [counts[layer - 1] as number, counts[layer] as number];
    for (const [i, from] of (places[layer - 1] as [number, number][]).entries()) {
      for (const [unit, to] of (places[layer] as [number, number][]).entries()) {
        edges.push({ from, to, weight: weights[offset + i * units + unit] as number });
      }
    }
    offset += (below + 1) * units;
  }
  return edges;
}
