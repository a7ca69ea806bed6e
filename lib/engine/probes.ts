import type { Examples } from "../data/dataset";
import { computeFeatures } from "../data/features";
import type { Experiment } from "../experiment/experiment";
import { computeGradient, computeLoss, createNetwork, predict } from "./network";
import { planStep } from "./optimizers";

type Vector = Float32Array | Float64Array;

/** The plane that the figures show: [−6, 6]². */
export const planeHalfWidth = 6;

/** Multiply-adds that a field or a slice may cost: some 20 ms of plain JavaScript. */
const probeBudget = 5e6;

const fineField = 48;
const coarseField = 16;

/**
 * The network's output on a grid over the plane, edges included, row by row from the bottom left:
 * `size²` values. A large network is sampled more coarsely, so that its picture can follow its run.
 */
export function computeField(
  experiment: Experiment,
  weights: Vector,
  size = chooseFieldSize(weights.length),
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

function chooseFieldSize(weightCount: number): number {
  const affordable = Math.round(Math.sqrt(probeBudget / weightCount));
  return Math.min(fineField, Math.max(coarseField, affordable));
}

/** The training loss along the coming step: at w + tΔ, where t = 1 is where the step Δ lands. */
export interface LossSlice {
  /** Multiples t of the step, from 0. */
  multiples: number[];
  /** The loss over the training points at each of them. */
  losses: number[];
  /** The slope of the loss by t at t = 0: what the step promises. */
  slope: number;
}

const sliceEnd = 4;
const sliceIntervals = 40;

/**
 * The step is the one that the coming batch, `rows`, asks for; the loss is that of the whole training
 * set, so that a batch that misleads is seen to mislead. Where that would take too long to follow a
 * run, the loss is that of as many training points, evenly chosen, as fit the budget.
 */
export function computeLossSlice(
  experiment: Experiment,
  { weights, velocity }: { weights: Vector; velocity: Vector },
  train: Examples,
  rows: Uint32Array,
): LossSlice {
  const network = createNetwork(experiment);
  const affordable = Math.floor(probeBudget / (sliceIntervals * network.weightCount));
  const chosen = selectExamples(train, Math.max(1, affordable));
  const all = Uint32Array.from({ length: chosen.count }, (_, row) => row);
  const batchGradient = computeGradient(network, weights, train, rows);
  const step = planStep(velocity, batchGradient, experiment.compile.optimizer);
  const gradient = computeGradient(network, weights, chosen, all);
  const multiples = Array.from(
    { length: sliceIntervals + 1 },
    (_, index) => (sliceEnd * index) / sliceIntervals,
  );
  const moved = new Float64Array(weights.length);
  return {
    multiples,
    losses: multiples.map((t) => {
      for (let i = 0; i < moved.length; i += 1) {
        moved[i] = (weights[i] as number) + t * (step[i] as number);
      }
      return computeLoss(network, moved, chosen);
    }),
    slope: step.reduce((sum, move, i) => sum + move * (gradient[i] as number), 0),
  };
}

function selectExamples(examples: Examples, most: number): Examples {
  if (examples.count <= most) return examples;
  const inputs = examples.x.length / examples.count;
  const rowAt = (place: number) => Math.floor((place * examples.count) / most);
  return {
    count: most,
    points: Float32Array.from(
      { length: 2 * most },
      (_, i) => examples.points[2 * rowAt(i >> 1) + (i & 1)] as number,
    ),
    x: Float32Array.from(
      { length: inputs * most },
      (_, i) => examples.x[inputs * rowAt(Math.floor(i / inputs)) + (i % inputs)] as number,
    ),
    y: Float32Array.from({ length: most }, (_, i) => examples.y[rowAt(i)] as number),
  };
}
