import type { Batches } from "./batches";
import { type DropoutMasks, drawMasks } from "./dropout";
import { getLoss } from "./losses";
import { computeGradient, listVariables } from "./network";
import { createOptimizer } from "./optimizers";
import { computeLearningRate } from "./schedules";
import { createTaskNetwork, type Task } from "./task";
import type { State } from "./trainer";
import { norm } from "./vectors";

/** What an update would do. */
export interface ComingMove {
  /** Of the mean loss over the rows, with the regularizers' part, before clipping. */
  gradient: Float64Array;
  /** By how much each weight moves. */
  move: Float64Array;
}

/** In float64, the update number `step` over these rows of the training examples; the state stays as it is. */
export function createComingMove(
  task: Task,
): (state: State, rows: Uint32Array, masks: DropoutMasks, step: number) => ComingMove {
  const { compile, fit, dataset } = task;
  const network = createTaskNetwork(task);
  const loss = getLoss(compile.loss);
  const optimizer = createOptimizer(compile.optimizer, listVariables(network));
  return ({ weights, slots }, rows, masks, step) => {
    const gradient = computeGradient(network, weights, loss, dataset.train, rows, masks);
    const rate = computeLearningRate(fit.schedule, compile.optimizer.learningRate, step);
    return { gradient, move: optimizer.makeMove(weights, slots.slice(), gradient, step, rate) };
  };
}

/** Measures ‖Δ‖ / ‖w‖, where Δ is the step that the coming batch asks for, dropout included. */
export function createRelativeStep(task: Task): (state: State, batches: Batches) => number {
  const network = createTaskNetwork(task);
  const computeMove = createComingMove(task);
  return (state, { next, step }) => {
    const masks = drawMasks(network, next.length, task.seed, step);
    return norm(computeMove(state, next, masks, step).move) / norm(state.weights);
  };
}
