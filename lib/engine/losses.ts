import type { ActivationName, Loss as LossOptions } from "../experiment/experiment";

type Vector = Float32Array | Float64Array;

/**
 * The loss of one example, and its slopes. A network's loss is the mean over examples.
 *
 * Losses of several outputs are the mean over them, as in Keras, except categorical cross-entropy,
 * which is a sum over classes.
 */
export interface Loss {
  /** Whether an example's target is one class index, and not a number for each output. */
  isSparse: boolean;
  /**
   * The output activation that the loss is joined with; then it is computed from the weighted sums,
   * which stays exact where a probability rounds to 0 or 1.
   */
  fusedWith: ActivationName | null;
  value(outputs: Outputs, yTrue: Vector): number;
  /** ∂E/∂output of one unit, or ∂E/∂z where the loss is fused. */
  slope(outputs: Outputs, yTrue: Vector, unit: number): number;
}

/** What the output layer says of one example. */
export interface Outputs {
  /** Weighted sums, before the activation. */
  sums: Float64Array;
  values: Float64Array;
}

export function getLoss(options: LossOptions): Loss {
  switch (options.name) {
    case "halfSquaredError":
      return halfSquaredError;
    case "meanSquaredError":
      return meanSquaredError;
    case "meanAbsoluteError":
      return meanAbsoluteError;
    case "huber":
      return huber(options.delta);
    case "binaryCrossentropy":
      return binaryCrossentropy;
    case "categoricalCrossentropy":
      return categoricalCrossentropy;
    case "sparseCategoricalCrossentropy":
      return sparseCategoricalCrossentropy;
  }
}

/** A loss of the error e = o − t of each output, averaged over the outputs. */
function lossOfError(value: (error: number) => number, slope: (error: number) => number): Loss {
  const error = ({ values }: Outputs, yTrue: Vector, unit: number) =>
    (values[unit] as number) - (yTrue[unit] as number);
  return {
    isSparse: false,
    fusedWith: null,
    value: (outputs, yTrue) => meanOver(yTrue, (unit) => value(error(outputs, yTrue, unit))),
    slope: (outputs, yTrue, unit) => slope(error(outputs, yTrue, unit)) / yTrue.length,
  };
}

/** ½(o − t)²: TensorFlow Playground's loss, whose slope is just the error. */
const halfSquaredError = lossOfError(
  (error) => 0.5 * error ** 2,
  (error) => error,
);

/** (o − t)², Keras' `mean_squared_error`. */
const meanSquaredError = lossOfError(
  (error) => error ** 2,
  (error) => 2 * error,
);

/** |o − t|, Keras' `mean_absolute_error`. Its slope at 0 is taken as 0. */
const meanAbsoluteError = lossOfError(Math.abs, Math.sign);

/** ½e² up to |e| = δ, then a straight line of slope δ. Source: Huber (1964); Keras' `Huber`. */
const huber = (delta: number) =>
  lossOfError(
    (error) =>
      Math.abs(error) <= delta ? 0.5 * error ** 2 : delta * (Math.abs(error) - 0.5 * delta),
    (error) => Math.min(Math.max(error, -delta), delta),
  );

/**
 * −t log p − (1 − t) log(1 − p) with p = σ(z), for outputs that are each a yes or a no. In z it is
 * max(z, 0) − zt + log(1 + e^−|z|), with slope p − t. Keras clips p to [1e-7, 1 − 1e-7] instead.
 */
const binaryCrossentropy: Loss = {
  isSparse: false,
  fusedWith: "sigmoid",
  value: ({ sums }, yTrue) =>
    meanOver(yTrue, (unit) => {
      const z = sums[unit] as number;
      return Math.max(z, 0) - z * (yTrue[unit] as number) + Math.log1p(Math.exp(-Math.abs(z)));
    }),
  slope: ({ values }, yTrue, unit) =>
    ((values[unit] as number) - (yTrue[unit] as number)) / yTrue.length,
};

/** −Σ t log p with p = softmax(z), for one class of several. In z it is Σ t (log Σ e^z − z), with slope p − t. */
const categoricalCrossentropy: Loss = {
  isSparse: false,
  fusedWith: "softmax",
  value: ({ sums }, yTrue) => {
    const total = logSumExp(sums);
    let sum = 0;
    for (let unit = 0; unit < yTrue.length; unit += 1) {
      sum += (yTrue[unit] as number) * (total - (sums[unit] as number));
    }
    return sum;
  },
  slope: ({ values }, yTrue, unit) => (values[unit] as number) - (yTrue[unit] as number),
};

/** The same, with the class given by its index. */
const sparseCategoricalCrossentropy: Loss = {
  isSparse: true,
  fusedWith: "softmax",
  value: ({ sums }, yTrue) => logSumExp(sums) - (sums[yTrue[0] as number] as number),
  slope: ({ values }, yTrue, unit) => (values[unit] as number) - (unit === yTrue[0] ? 1 : 0),
};

function meanOver(yTrue: Vector, value: (unit: number) => number): number {
  let sum = 0;
  for (let unit = 0; unit < yTrue.length; unit += 1) sum += value(unit);
  return sum / yTrue.length;
}

function logSumExp(z: Float64Array): number {
  const largest = z.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  return largest + Math.log(z.reduce((sum, value) => sum + Math.exp(value - largest), 0));
}
