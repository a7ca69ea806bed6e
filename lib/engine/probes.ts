import type { Examples } from "../data/dataset";
import { computeFeatures } from "../data/features";
import type { Experiment } from "../experiment/experiment";
import { computeGradient, computeLoss, createNetwork, predict } from "./network";

/** The plane that the figures show: [−6, 6]². */
export const planeHalfWidth = 6;

/**
 * The network's output on a grid over the plane, edges included, row by row from the bottom left:
 * `size²` values.
 */
export function computeField(
  experiment: Experiment,
  weights: Float32Array | Float64Array,
  size = 48,
): Float32Array {
  const points = new Float32Array(2 * size * size);
  const place = (index: number) => ((2 * index) / (size - 1) - 1) * planeHalfWidth;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      points.set([place(column), place(row)], 2 * (row * size + column));
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
