import * as tf from "@tensorflow/tfjs-core";
import type { Loss as LossOptions } from "../../experiment/experiment";

/**
 * The mean loss over examples. Both arguments have shape `[batch, outputs]`: targets are one number for
 * each output even where the loss is sparse, and where lib/engine/losses.ts joins the loss with the
 * output activation, `yPred` are the weighted sums.
 */
export type TensorLoss = (yTrue: tf.Tensor, yPred: tf.Tensor) => tf.Scalar;

/** The table of lib/engine/losses.ts in TensorFlow.js, whose cross-entropies are of the same stable form. */
export function getTensorLoss(options: LossOptions): TensorLoss {
  switch (options.name) {
    case "halfSquaredError":
      return (yTrue, yPred) => tf.div(tf.losses.meanSquaredError(yTrue, yPred), 2);
    case "meanSquaredError":
      return tf.losses.meanSquaredError;
    case "meanAbsoluteError":
      return meanAbsoluteError;
    case "huber":
      return (yTrue, yPred) => tf.losses.huberLoss(yTrue, yPred, undefined, options.delta);
    case "binaryCrossentropy":
      return tf.losses.sigmoidCrossEntropy;
    case "categoricalCrossentropy":
    case "sparseCategoricalCrossentropy":
      return tf.losses.softmaxCrossEntropy;
  }
}

/** As |e| = e·sign(e), since the slope of `tf.abs` is −1 at 0 and should be 0. */
function meanAbsoluteError(yTrue: tf.Tensor, yPred: tf.Tensor): tf.Scalar {
  const error = tf.sub(yPred, yTrue);
  return tf.mean(tf.mul(error, tf.sign(error)));
}
