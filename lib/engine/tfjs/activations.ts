import * as tf from "@tensorflow/tfjs-core";
import type { ActivationName } from "../../experiment/experiment";
import { leakySlope } from "../activations";

/** The table of lib/engine/activations.ts as operations that every backend has, with their gradients. */
export const activations: Record<ActivationName, (z: tf.Tensor) => tf.Tensor> = {
  linear: (z) => z,
  relu: (z) => tf.relu(z),
  leakyRelu: (z) => tf.leakyRelu(z, leakySlope),
  elu: (z) => tf.elu(z),
  selu: (z) => tf.selu(z),
  gelu: (z) => tf.mul(z, tf.div(tf.add(tf.erf(tf.mul(z, Math.SQRT1_2)), 1), 2)),
  swish: (z) => tf.mul(z, tf.sigmoid(z)),
  softplus: (z) => tf.softplus(z),
  softsign: (z) => tf.div(z, tf.add(tf.abs(z), 1)),
  sigmoid: (z) => tf.sigmoid(z),
  tanh: (z) => tf.tanh(z),
  softmax: (z) => tf.softmax(z),
};
