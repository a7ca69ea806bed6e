import type { Examples } from "../../../data/dataset";
import type { Network } from "../../../engine/network";
import type { ActivationName, Loss, MetricName } from "../../../experiment/experiment";
import type { ModelInternals } from "./internals";

/** What `compile` asks for, in our engine's words. */
export interface Objective {
  loss: Loss;
  metrics: MetricName[];
}

/** The losses with the same formula, and the activation of the output that they must stand on. */
const losses: Record<string, { loss: Loss; output?: ActivationName }> = {
  meanSquaredError: { loss: { name: "meanSquaredError" } },
  binaryCrossentropy: { loss: { name: "binaryCrossentropy" }, output: "sigmoid" },
  categoricalCrossentropy: { loss: { name: "categoricalCrossentropy" }, output: "softmax" },
  sparseCategoricalCrossentropy: {
    loss: { name: "sparseCategoricalCrossentropy" },
    output: "softmax",
  },
};

const metricNames: Record<string, MetricName> = {
  accuracy: "accuracy",
  acc: "accuracy",
  mse: "meanSquaredError",
  MSE: "meanSquaredError",
  mae: "meanAbsoluteError",
  MAE: "meanAbsoluteError",
};

/** Loss and metrics of the model, or a reason why our engine cannot compute them. */
export function readObjective(model: ModelInternals, network: Network): Objective | string {
  const given = typeof model.loss === "string" ? losses[model.loss] : undefined;
  const output = network.layers.at(-1)?.activation as ActivationName;
  if (!given) return `since its loss is ${nameOf(model.loss)}`;
  if (given.output && given.output !== output) {
    return `since its loss ${given.loss.name} stands on the activation ${output}`;
  }
  if (given.output === "softmax" && network.outputs < 2) return "since its softmax has one unit";
  const metrics: MetricName[] = [];
  const asked = model.metrics ?? [];
  for (const metric of Array.isArray(asked) ? asked : [asked]) {
    const name = typeof metric === "string" ? metricNames[metric] : undefined;
    const isWrongAccuracy = name === "accuracy" && !isSameAccuracy(given.loss, output, network);
    const isError = name !== undefined && name !== "accuracy";
    const isSparse = given.loss.name === "sparseCategoricalCrossentropy";
    if (!name || isWrongAccuracy || (isError && isSparse)) {
      return `since it counts ${nameOf(metric)} of outputs that are ${output}`;
    }
    metrics.push(name);
  }
  return { loss: given.loss, metrics };
}

function nameOf(value: unknown): string {
  return typeof value === "string" ? value : "a function of its own";
}

/**
 * TensorFlow.js chooses the kind of accuracy by the number of outputs and the loss, our engine by the
 * activation: ½ divides sigmoids, the largest wins with softmax.
 */
function isSameAccuracy(loss: Loss, output: ActivationName, { outputs }: Network): boolean {
  const isBinary = outputs === 1 || loss.name === "binaryCrossentropy";
  return isBinary ? output === "sigmoid" : output === "softmax";
}

/** A reason why these examples cannot be trained on as TensorFlow.js would, if there is one. */
export function findOddExamples(
  { x, y, count }: Examples,
  { loss, metrics }: Objective,
  { outputs }: Network,
): string | undefined {
  if (!x.every(Number.isFinite) || !y.every(Number.isFinite)) {
    return "since its examples hold numbers that are not finite";
  }
  const isTwoValued = () => y.every((label) => label === 0 || label === 1);
  switch (loss.name) {
    case "sparseCategoricalCrossentropy":
      return y.every((label) => Number.isInteger(label) && label >= 0 && label < outputs)
        ? undefined
        : "since its labels are not all whole numbers of a class";
    case "categoricalCrossentropy": {
      const ones = y.reduce((sum, label) => sum + label, 0);
      return isTwoValued() && ones === count && hasOneEach(y, outputs)
        ? undefined
        : "since its labels are not all one-hot";
    }
    default:
      return metrics.includes("accuracy") && !isTwoValued()
        ? "since it counts the accuracy of labels other than 0 and 1"
        : undefined;
  }
}

function hasOneEach(y: Float32Array, columns: number): boolean {
  for (let start = 0; start < y.length; start += columns) {
    if (!y.subarray(start, start + columns).includes(1)) return false;
  }
  return true;
}
