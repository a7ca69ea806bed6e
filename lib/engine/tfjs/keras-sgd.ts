import * as tf from "@tensorflow/tfjs-core";
import type { Experiment } from "../../experiment/experiment";

/**
 * The rule of lib/engine/optimizers.ts in TensorFlow.js, whose own momentum optimizer keeps the sum
 * of gradients without the learning rate, and so differs from Keras once the rate changes.
 */
export class KerasSgd {
  /** One per variable, in their order. */
  readonly velocities: tf.Variable[];
  readonly #options: Experiment["compile"]["optimizer"];
  readonly #variables: readonly tf.Variable[];

  constructor(options: Experiment["compile"]["optimizer"], variables: readonly tf.Variable[]) {
    this.#options = options;
    this.#variables = variables;
    this.velocities = variables.map((variable) => createZeros(variable.shape));
  }

  applyGradients(gradients: tf.NamedTensorMap): void {
    const { learningRate, momentum, nesterov } = this.#options;
    for (const [index, variable] of this.#variables.entries()) {
      const pull = tf.mul(gradients[variable.name] as tf.Tensor, learningRate);
      if (momentum === 0) {
        variable.assign(tf.sub(variable, pull));
        continue;
      }
      const velocity = this.velocities[index] as tf.Variable;
      velocity.assign(tf.sub(tf.mul(velocity, momentum), pull));
      const move = nesterov ? tf.sub(tf.mul(velocity, momentum), pull) : velocity;
      variable.assign(tf.add(variable, move));
    }
  }
}

/** A variable of zeros, whose starting tensor is not left behind. */
export function createZeros<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Variable<R> {
  return tf.tidy(() => tf.variable(tf.zeros<R>(shape)));
}
