import type { LossName } from "../experiment/experiment";

/** The loss of one output, and its slope by that output. A network's loss is the mean over examples. */
export interface Loss {
  value(yPred: number, yTrue: number): number;
  slope(yPred: number, yTrue: number): number;
}

/** ½(o − t)²: TensorFlow Playground's loss, whose slope is just the error. */
const halfSquaredError: Loss = {
  value: (yPred, yTrue) => 0.5 * (yPred - yTrue) ** 2,
  slope: (yPred, yTrue) => yPred - yTrue,
};

/** (o − t)², Keras' `mean_squared_error`. */
const meanSquaredError: Loss = {
  value: (yPred, yTrue) => (yPred - yTrue) ** 2,
  slope: (yPred, yTrue) => 2 * (yPred - yTrue),
};

export const losses: Record<LossName, Loss> = { halfSquaredError, meanSquaredError };
