import type { Experiment } from "../experiment/experiment";

type SgdOptions = Experiment["compile"]["optimizer"];
type Vector = Float32Array | Float64Array;

/**
 * By how much one step of stochastic gradient descent moves each weight, as in Keras 3
 * (`keras/optimizers/sgd.py`):
 *
 *     v ← βv − α∇E
 *     w ← w + v                (Nesterov: w ← w + βv − α∇E, with the new v)
 *
 * Without momentum that is −α∇E, and there is no velocity. Velocities begin at zeros.
 */
export function planStep(
  velocity: Vector,
  gradient: Float64Array,
  { learningRate, momentum, nesterov }: SgdOptions,
): Float64Array {
  return gradient.map((slope, i) => {
    const pull = learningRate * slope;
    const v = momentum * (velocity[i] as number) - pull;
    return nesterov ? momentum * v - pull : v;
  });
}

/** One step, in place. */
export function stepSgd(
  weights: Float64Array,
  velocity: Float64Array,
  gradient: Float64Array,
  options: SgdOptions,
): void {
  const move = planStep(velocity, gradient, options);
  for (let i = 0; i < weights.length; i += 1) {
    weights[i] = (weights[i] as number) + (move[i] as number);
    if (options.momentum > 0) {
      velocity[i] =
        options.momentum * (velocity[i] as number) - options.learningRate * (gradient[i] as number);
    }
  }
}
