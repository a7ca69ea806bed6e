import type { Experiment } from "../experiment/experiment";

type SgdOptions = Experiment["compile"]["optimizer"];

/**
 * One step of stochastic gradient descent, in place, as in Keras 3 (`keras/optimizers/sgd.py`):
 *
 *     v ← βv − α∇E
 *     w ← w + v                (Nesterov: w ← w + βv − α∇E, with the new v)
 *
 * Without momentum this is w ← w − α∇E. `velocity` begins at zeros.
 */
export function stepSgd(
  weights: Float64Array,
  velocity: Float64Array,
  gradient: Float64Array,
  { learningRate, momentum, nesterov }: SgdOptions,
): void {
  for (let i = 0; i < weights.length; i += 1) {
    const pull = learningRate * (gradient[i] as number);
    const v = momentum * (velocity[i] as number) - pull;
    velocity[i] = v;
    weights[i] = (weights[i] as number) + (nesterov ? momentum * v - pull : v);
  }
}
