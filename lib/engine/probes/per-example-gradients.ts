import { getLoss } from "../losses";
import { computeGradient } from "../network";
import { createTaskNetwork, type Task } from "../task";
import type { Snapshot } from "../trainer";
import { costOfExample, countAffordable } from "./budget";
import { type ComingBatch, readComingBatch, selectMaskRows } from "./coming-step";

/** What each example of the coming batch asks for, before their mean is taken. */
export interface PerExampleGradients {
  batch: ComingBatch;
  /**
   * Shape `[batch.rows, weights]`: ∂E/∂w, with E the loss of one example and what regularizers add, so
   * that the mean over rows is the gradient of the batch.
   */
  gradients: Float64Array;
  /** That mean, shape `[weights]`. */
  mean: Float64Array;
}

/** Networks with as many weights are too large to show one number for each weight and example. */
const weightLimit = 200;

/**
 * With the dropout that the coming step will use. Of a batch that would take too long, evenly chosen
 * examples: `batch` says which, and how many there are.
 *
 * Throws a RangeError if the network has 200 weights or more.
 */
export function computePerExampleGradients(task: Task, snapshot: Snapshot): PerExampleGradients {
  const network = createTaskNetwork(task);
  const { weightCount } = network;
  if (weightCount >= weightLimit) {
    throw new RangeError(
      `computePerExampleGradients: expected a network of fewer than ${weightLimit} weights, since a gradient is kept for each example, but got ${weightCount}. Use fewer units, or computeLayerStatistics.`,
    );
  }
  const loss = getLoss(task.compile.loss);
  const batch = readComingBatch(task, snapshot, countAffordable(4 * costOfExample(network)));
  const gradients = new Float64Array(batch.rows.length * weightCount);
  const mean = new Float64Array(weightCount);
  for (const [place, row] of batch.rows.entries()) {
    const masks = selectMaskRows(network, batch.masks, [place]);
    const gradient = computeGradient(
      network,
      snapshot.weights,
      loss,
      task.dataset.train,
      [row],
      masks,
    );
    gradients.set(gradient, place * weightCount);
    for (let i = 0; i < weightCount; i += 1) {
      mean[i] = (mean[i] as number) + (gradient[i] as number) / batch.rows.length;
    }
  }
  return { batch, gradients, mean };
}
