import { drawMasks } from "./dropout";
import { getLoss } from "./losses";
import { computeGradient, computeLoss, computeMetrics, listVariables } from "./network";
import { createOptimizer } from "./optimizers";
import { computeLearningRate } from "./schedules";
import { stepByStep } from "./step-by-step";
import { createTaskNetwork, type Task } from "./task";
import type { Stepper } from "./trainer";

/**
 * The float64 path: slow, plain and exact. The other paths are tested against it, and the figures
 * that stand on the page before any training were trained by it.
 */
export function createReferenceStepper(task: Task): Stepper {
  const { compile, fit, seed, dataset } = task;
  const network = createTaskNetwork(task);
  const loss = getLoss(compile.loss);
  const optimizer = createOptimizer(compile.optimizer, listVariables(network));
  let weights = new Float64Array();
  let slots = new Float64Array();

  return stepByStep(task, {
    update(rows, step) {
      const masks = drawMasks(network, rows.length, seed, step);
      const gradient = computeGradient(network, weights, loss, dataset.train, rows, masks);
      const rate = computeLearningRate(fit.schedule, compile.optimizer.learningRate, step);
      const move = optimizer.makeMove(weights, slots, gradient, step, rate);
      for (let i = 0; i < weights.length; i += 1) {
        weights[i] = (weights[i] as number) + (move[i] as number);
      }
    },
    async settle() {},
    async read() {
      const [train, test] = [dataset.train, dataset.test].map((examples) => ({
        loss: computeLoss(network, weights, loss, examples),
        metrics: computeMetrics(network, weights, loss, compile.metrics, examples),
      })) as [Part, Part];
      return {
        weights: weights.slice(),
        slots: slots.slice(),
        loss: train.loss,
        testLoss: test.loss,
        metrics: train.metrics,
        testMetrics: test.metrics,
      };
    },
    write(state) {
      weights = Float64Array.from(state.weights);
      slots = Float64Array.from(state.slots);
    },
    dispose() {},
  });
}

type Part = { loss: number; metrics: ReturnType<typeof computeMetrics> };
