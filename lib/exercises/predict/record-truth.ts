import { computeFeatures } from "../../data/features";
import { createNetwork, predict } from "../../engine/network";
import { createReferenceStepper } from "../../engine/reference";
import { createTask } from "../../engine/task";
import { createTrainer } from "../../engine/trainer";
import type { Experiment } from "../../experiment/experiment";
import { centreOf, createGrid } from "./grid";

/**
 * The truth of predictions, by the float64 path: for the tests that hold what an exercise says to what
 * happens. An output of tanh or a linear one is read by its sign.
 */

/** Where a trained network says +1, in a grid of `size²` cells. */
export async function recordBoundary(experiment: Experiment, size: number): Promise<string[]> {
  const trainer = createTrainer(createTask(experiment), createReferenceStepper);
  await trainer.train({ epoch: experiment.fit.epochs }, Number.POSITIVE_INFINITY);
  const { weights } = await trainer.snapshot();
  const { data, model } = experiment;
  const network = createNetwork(model, data.features.length);
  const points = new Float32Array(
    Array.from({ length: size * size }, (_, index) =>
      centreOf(Math.floor(index / size), index % size, size),
    ).flat(),
  );
  const outputs = predict(network, weights, computeFeatures(points, data));
  let next = 0;
  // In the order of the cells.
  return createGrid(size, () => outputs[next++] as number);
}

/** A loss of a run at the ends of these epochs. */
export async function recordCurve(
  experiment: Experiment,
  quantity: "loss" | "testLoss",
  epochs: readonly number[],
): Promise<number[]> {
  const trainer = createTrainer(createTask(experiment), createReferenceStepper);
  const start = await trainer.evaluate();
  const last = Math.max(...epochs);
  const { logs } = await trainer.train({ epoch: last }, Number.POSITIVE_INFINITY);
  return epochs.map((epoch) => {
    const entry = [start, ...logs].find((log) => log.epoch === epoch);
    return entry?.[quantity] ?? Number.NaN;
  });
}
