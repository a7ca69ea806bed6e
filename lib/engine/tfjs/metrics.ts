import * as tf from "@tensorflow/tfjs-core";
import type { ActivationName, MetricName } from "../../experiment/experiment";

/** Of all examples at once, shape `[batch, outputs]`; the result is a scalar. */
type TensorMetric = (yTrue: tf.Tensor, yPred: tf.Tensor, activation: ActivationName) => tf.Tensor;

const accuracy: TensorMetric = (yTrue, yPred, activation) => {
  if (activation === "softmax")
    return shareOf(tf.equal(tf.argMax(yTrue, -1), tf.argMax(yPred, -1)));
  const isYes = (values: tf.Tensor) =>
    tf.cast(
      activation === "sigmoid" ? tf.greater(values, 0.5) : tf.greaterEqual(values, 0),
      "int32",
    );
  return shareOf(tf.equal(isYes(yTrue), isYes(yPred)));
};

function shareOf(isRight: tf.Tensor): tf.Tensor {
  return tf.mean(tf.cast(isRight, "float32"));
}

/** The table of lib/engine/metrics.ts. */
export const metrics: Record<MetricName, TensorMetric> = {
  accuracy,
  meanSquaredError: (yTrue, yPred) => tf.mean(tf.squaredDifference(yTrue, yPred)),
  meanAbsoluteError: (yTrue, yPred) => tf.mean(tf.abs(tf.sub(yTrue, yPred))),
};
