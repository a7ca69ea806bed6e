import type { ActivationName, MetricName } from "../experiment/experiment";

type Vector = Float32Array | Float64Array;

/** What is counted besides the loss; each is the mean over examples. */
export type Metrics = Partial<Record<MetricName, number>>;

/** Of one example: its outputs, its target as a number for each output, and how the outputs came about. */
type Metric = (yPred: Vector, yTrue: Vector, activation: ActivationName) => number;

/**
 * The share of right answers, in the form that suits the output, as Keras chooses it: with softmax,
 * whether the largest output is that of the class; else, for each output, whether it lies on the right
 * side of ½ (sigmoid) or of 0 (labels of −1 and +1).
 */
const accuracy: Metric = (yPred, yTrue, activation) => {
  if (activation === "softmax") return findLargest(yPred) === findLargest(yTrue) ? 1 : 0;
  const isYes: (value: number) => boolean =
    activation === "sigmoid" ? (value) => value > 0.5 : (value) => value >= 0;
  return meanOver(yTrue, (unit) =>
    isYes(yPred[unit] as number) === isYes(yTrue[unit] as number) ? 1 : 0,
  );
};

const meanSquaredError: Metric = (yPred, yTrue) =>
  meanOver(yTrue, (unit) => ((yPred[unit] as number) - (yTrue[unit] as number)) ** 2);

const meanAbsoluteError: Metric = (yPred, yTrue) =>
  meanOver(yTrue, (unit) => Math.abs((yPred[unit] as number) - (yTrue[unit] as number)));

export const metrics: Record<MetricName, Metric> = {
  accuracy,
  meanSquaredError,
  meanAbsoluteError,
};

/** The place of the largest; the first of equals. */
function findLargest(values: Vector): number {
  let place = 0;
  for (let i = 1; i < values.length; i += 1) {
    if ((values[i] as number) > (values[place] as number)) place = i;
  }
  return place;
}

function meanOver(yTrue: Vector, value: (unit: number) => number): number {
  let sum = 0;
  for (let unit = 0; unit < yTrue.length; unit += 1) sum += value(unit);
  return sum / yTrue.length;
}
