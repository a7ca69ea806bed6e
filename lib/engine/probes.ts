import type { Dataset, Examples } from "../data/dataset";
import { computeFeatures } from "../data/features";
import type { Experiment } from "../experiment/experiment";
import { computeGradient, computeLoss, createNetwork, predict } from "./network";

/** The plane that the figures show: [−6, 6]². */
export const planeHalfWidth = 6;

/** Cells of the output field along each side. */
export const fieldSize = 48;

/**
 * The network's output at the centre of each cell of the plane, row by row from the bottom left:
 * `fieldSize²` values.
 */
export function computeField(
  experiment: Experiment,
  weights: Float32Array | Float64Array,
): Float32Array {
  const points = new Float32Array(2 * fieldSize * fieldSize);
  const centre = (index: number) => ((2 * index + 1) / fieldSize - 1) * planeHalfWidth;
  for (let row = 0; row < fieldSize; row += 1) {
    for (let column = 0; column < fieldSize; column += 1) {
      points.set([centre(column), centre(row)], 2 * (row * fieldSize + column));
    }
  }
  const x = computeFeatures(points, experiment.data.features);
  return Float32Array.from(predict(createNetwork(experiment), weights, x));
}

/** The training loss along the coming step: at w − tα∇E, where t = 1 is where the step lands. */
export interface LossSlice {
  /** Multiples t of the step, from 0. */
  multiples: number[];
  /** The loss over all training points at each of them. */
  losses: number[];
  /** The slope of the loss by t at t = 0: what the step promises. */
  slope: number;
}

const sliceEnd = 4;
const sliceIntervals = 40;

/**
 * The direction is the gradient over the coming batch, `rows`; the loss is that of all training
 * points, so that a batch that misleads is seen to mislead.
 */
export function computeLossSlice(
  experiment: Experiment,
  weights: Float32Array | Float64Array,
  train: Examples,
  rows: Uint32Array,
): LossSlice {
  const network = createNetwork(experiment);
  const { learningRate } = experiment.compile.optimizer;
  const all = Uint32Array.from({ length: train.count }, (_, row) => row);
  const batchGradient = computeGradient(network, weights, train, rows);
  const gradient = computeGradient(network, weights, train, all);
  const multiples = Array.from(
    { length: sliceIntervals + 1 },
    (_, index) => (sliceEnd * index) / sliceIntervals,
  );
  return {
    multiples,
    losses: multiples.map((t) => {
      const moved = Float64Array.from(
        weights,
        (weight, i) => weight - t * learningRate * (batchGradient[i] as number),
      );
      return computeLoss(network, moved, train);
    }),
    slope:
      -learningRate * batchGradient.reduce((sum, g, i) => sum + g * (gradient[i] as number), 0),
  };
}

/** The share of examples on the right side of 0, for labels ±1. */
export function computeAccuracy(
  experiment: Experiment,
  weights: Float32Array | Float64Array,
  { x, y, count }: Dataset["test"],
): number {
  const outputs = predict(createNetwork(experiment), weights, x);
  let right = 0;
  for (let row = 0; row < count; row += 1) {
    if ((outputs[row] as number) * (y[row] as number) > 0) right += 1;
  }
  return right / count;
}
