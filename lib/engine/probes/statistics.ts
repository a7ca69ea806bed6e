import { bisectRight } from "d3-array";

/** What can be said of many numbers at a glance. All but the shares is of the finite ones. */
export interface Statistics {
  /** How many numbers there are, finite or not. */
  count: number;
  mean: number;
  /** √(mean of (v − mean)²), not the estimate with n − 1. */
  stddev: number;
  /** The smallest and the largest; NaN, as the mean, where none is finite. */
  min: number;
  max: number;
  zeroShare: number;
  /** Of those between 0 and ±1e-38: float32 holds them with fewer digits, or as 0. */
  underflowShare: number;
  nonFiniteShare: number;
  histogram: Histogram;
}

export interface Histogram {
  /** One more than there are bins. A bin holds its lower edge; the last holds both. */
  edges: readonly number[];
  counts: number[];
  /** Numbers below the first edge and above the last. */
  below: number;
  above: number;
}

/** What the page calls "below 1e-38": near the smallest normal float32, 1.18e-38. */
export const underflowLimit = 1e-38;

/** `edges` of the histogram: rising; without them, as in `createHistogram`. */
export function computeStatistics(values: Float64Array, edges?: readonly number[]): Statistics {
  let finite = 0;
  let zeros = 0;
  let underflows = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    finite += 1;
    sum += value;
    if (value === 0) zeros += 1;
    else if (Math.abs(value) < underflowLimit) underflows += 1;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / finite;
  const share = (part: number) => part / values.length;
  return {
    count: values.length,
    mean,
    stddev: computeStddev(values, mean, finite, Math.max(Math.abs(min), Math.abs(max))),
    min: finite > 0 ? min : Number.NaN,
    max: finite > 0 ? max : Number.NaN,
    zeroShare: share(zeros),
    underflowShare: share(underflows),
    nonFiniteShare: share(values.length - finite),
    histogram: createHistogram(values, edges ?? (finite > 0 ? spaceEdges(min, max) : [])),
  };
}

function computeStddev(values: Float64Array, mean: number, finite: number, scale: number): number {
  // The square of a vanishing gradient would underflow, so squares are taken of shares of the largest.
  if (scale === 0) return 0;
  let sum = 0;
  for (const value of values) {
    if (Number.isFinite(value)) sum += ((value - mean) / scale) ** 2;
  }
  return scale * Math.sqrt(sum / finite);
}

const automaticBins = 40;

/** Edges of 40 equal bins; where all numbers are the same, around it. */
function spaceEdges(min: number, max: number): number[] {
  const margin = min < max ? 0 : Math.abs(min) / 2 || 0.5;
  const start = min - margin;
  const width = (max + margin - start) / automaticBins;
  return Array.from({ length: automaticBins + 1 }, (_, index) =>
    index < automaticBins ? start + index * width : max + margin,
  );
}

/** Counts the finite numbers by bins with the given edges, which may be unequal but must rise. */
export function createHistogram(values: Float64Array, edges: readonly number[]): Histogram {
  const bins = Math.max(0, edges.length - 1);
  const counts = new Array<number>(bins).fill(0);
  const first = edges[0] as number;
  const last = edges[bins] as number;
  let below = 0;
  let above = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < first) below += 1;
    else if (value > last) above += 1;
    else {
      // The last bin has both of its edges.
      const bin = Math.min(bisectRight(edges, value), bins) - 1;
      counts[bin] = (counts[bin] as number) + 1;
    }
  }
  return { edges, counts, below, above };
}
