import { getLoss } from "../losses";
import { computeGradient, computeLoss } from "../network";
import { createTaskNetwork, type Task } from "../task";
import type { Snapshot } from "../trainer";
import { chooseEvenly, costOfExample, countAffordable, selectExamples } from "./budget";
import { computeComingStep } from "./coming-step";

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
/** A gradient beside a loss. */
const gradientCost = 3;

/**
 * The step is the one that the coming batch asks for; the loss is that of the whole training set, so
 * that a batch that misleads is seen to mislead. Where that would take too long to follow a run, the
 * loss is that of as many training examples, evenly chosen, as fit the budget, and the step that of
 * as many of the batch.
 *
 * `evaluateLoss` is the loss over all training examples where a path can compute it faster.
 */
export function computeLossSlice(
  task: Task,
  snapshot: Snapshot,
  evaluateLoss?: (weights: Float32Array) => number,
): LossSlice {
  const { weights } = snapshot;
  const network = createTaskNetwork(task);
  const loss = getLoss(task.compile.loss);
  const { train } = task.dataset;
  const examples = selectExamples(train, countAffordable(sliceIntervals * costOfExample(network)));
  const { move } = computeComingStep(
    task,
    snapshot,
    countAffordable(gradientCost * costOfExample(network)),
  );
  const all = chooseEvenly(examples.count, examples.count);
  const gradient = computeGradient(network, weights, loss, examples, all);
  const multiples = Array.from(
    { length: sliceIntervals + 1 },
    (_, index) => (sliceEnd * index) / sliceIntervals,
  );
  const isWhole = examples.count === train.count;
  const lossAt =
    evaluateLoss && isWhole
      ? (moved: Float64Array) => evaluateLoss(Float32Array.from(moved))
      : (moved: Float64Array) => computeLoss(network, moved, loss, examples);
  const moved = new Float64Array(weights.length);
  return {
    multiples,
    losses: multiples.map((t) => {
      for (let i = 0; i < moved.length; i += 1) {
        moved[i] = (weights[i] as number) + t * (move[i] as number);
      }
      return lossAt(moved);
    }),
    slope: move.reduce((sum, step, i) => sum + step * (gradient[i] as number), 0),
  };
}
