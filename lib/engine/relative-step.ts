import type { Batches } from "./batches";
import { drawMasks } from "./dropout";
import { getLoss } from "./losses";
import { computeGradient, listVariables } from "./network";
import { createOptimizer } from "./optimizers";
import { computeLearningRate } from "./schedules";
import { createTaskNetwork, type Task } from "./task";
import type { State } from "./trainer";

/** Measures ‖Δ‖ / ‖w‖ in float64, where Δ is the step that the coming batch asks for, dropout included. */
export function createRelativeStep(task: Task): (state: State, batches: Batches) => number {
  const { compile, fit, seed, dataset } = task;
  const network = createTaskNetwork(task);
  const loss = getLoss(compile.loss);
  const optimizer = createOptimizer(compile.optimizer, listVariables(network));
  return ({ weights, slots }, { next, step }) => {
    const masks = drawMasks(network, next.length, seed, step);
    const gradient = computeGradient(network, weights, loss, dataset.train, next, masks);
    const rate = computeLearningRate(fit.schedule, compile.optimizer.learningRate, step);
    const move = optimizer.makeMove(weights, slots.slice(), gradient, step, rate);
    return norm(move) / norm(weights);
  };
}

function norm(vector: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
