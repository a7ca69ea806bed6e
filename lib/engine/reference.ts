import type { Dataset } from "../data/dataset";
import type { Experiment } from "../experiment/experiment";
import { computeGradient, computeLoss, createNetwork } from "./network";
import { stepSgd } from "./optimizers";
import type { Stepper } from "./trainer";

/**
 * The float64 path: slow, plain and exact. The other paths are tested against it, and the figures
 * that stand on the page before any training were trained by it.
 */
export function createReferenceStepper(experiment: Experiment, { train, test }: Dataset): Stepper {
  const network = createNetwork(experiment);
  let weights = new Float64Array(network.weightCount);
  let velocity = new Float64Array(network.weightCount);
  return {
    step(rows) {
      const gradient = computeGradient(network, weights, train, rows);
      stepSgd(weights, velocity, gradient, experiment.compile.optimizer);
    },
    async settle() {},
    read: async () => ({
      weights: weights.slice(),
      velocity: velocity.slice(),
      loss: computeLoss(network, weights, train),
      testLoss: computeLoss(network, weights, test),
    }),
    write(state) {
      weights = Float64Array.from(state.weights);
      velocity = Float64Array.from(state.velocity);
    },
    dispose() {},
  };
}
