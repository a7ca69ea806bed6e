import type { Variable } from "@tensorflow/tfjs-core";
import type { ModelFitArgs } from "@tensorflow/tfjs-layers";
import { DenseKernel } from "../../../engine/dense/kernel";
import { compileDense, type DenseModules } from "../../../engine/dense/modules";
import { wantsGpu } from "../../../engine/plan";
import type { MetricName } from "../../../experiment/experiment";
import type { Host } from "../host";
import { type FitCallback, toCallbacks } from "./callbacks";
import { readDataset } from "./dense-examples";
import { readNetwork } from "./dense-layers";
import { findOddExamples, readObjective } from "./dense-objective";
import { type DenseOptimizer, readOptimizer } from "./dense-optimizer";
import type { ModelInternals } from "./internals";
import { tf } from "./tf";

/** A `fit` that our own engine makes, ready to begin. */
export interface DensePlan {
  model: ModelInternals;
  variables: Variable[];
  optimizer: DenseOptimizer;
  kernel: DenseKernel;
  /** What the history calls loss and metrics, in the order in which they were asked for. */
  labels: string[];
  metrics: readonly MetricName[];
  callbacks: FitCallback[];
  trainCount: number;
  hasValidation: boolean;
  batchSize: number;
  epochs: number;
  initialEpoch: number;
  isShuffled: boolean;
  /** Multiply-adds of an update. */
  stepWork: number;
  args: ModelFitArgs;
}

/**
 * How our engine would make this `fit`, by the same steps as TensorFlow.js; or why it cannot, as a part of
 * a sentence. What is wrong with the arguments is left to TensorFlow.js, which says so.
 */
export async function planDense(
  model: ModelInternals,
  x: unknown,
  y: unknown,
  args: ModelFitArgs,
  { host, openedOn }: { host: Host; openedOn: string },
): Promise<DensePlan | string> {
  const { optimizer } = model;
  if (!optimizer || model.isTraining) return "since it cannot begin";
  const wish = host.settings().backend;
  if (tf.getBackend() !== openedOn || (wish && wish !== "cpu")) return "as it was asked to";
  const odd = findOddArgument(args);
  if (odd) return odd;
  const callbacks = toCallbacks(args);
  if (callbacks.some(looksAtBatches)) return "since a callback looks at each batch";

  const network = readNetwork(model);
  if (typeof network === "string") return network;
  const objective = readObjective(model, network);
  if (typeof objective === "string") return objective;
  const { batchSize = 32, epochs = 1, initialEpoch = 0, shuffle = true } = args;
  const work = { weightCount: network.weightCount, batchSize };
  if (openedOn === "webgpu" && wantsGpu(work)) return "where steps of this size are faster";
  const variables = (model.collectedTrainableWeights ?? []).map(({ val }) => val);
  const readied = await readOptimizer(optimizer, variables);
  if (typeof readied === "string") return readied;

  const isSparse = objective.loss.name === "sparseCategoricalCrossentropy";
  const widths = { inputs: network.inputs, columns: isSparse ? 1 : network.outputs };
  const dataset = await readDataset(x, y, args, widths);
  if (typeof dataset === "string") return dataset;
  for (const examples of [dataset.train, dataset.test]) {
    const reason = findOddExamples(examples, objective, network);
    if (reason) return reason;
  }
  const task = {
    network,
    ...objective,
    optimizer: readied.options,
    batchSize,
    dataset,
    isLikeTfjs: true,
  };
  const kernel = await openKernel(host, task);
  if (typeof kernel === "string") return kernel;
  return {
    model,
    variables,
    optimizer: readied,
    kernel,
    labels: model.getDedupedMetricsNames(),
    metrics: objective.metrics,
    callbacks,
    trainCount: dataset.train.count,
    hasValidation: dataset.test.count > 0,
    batchSize,
    epochs,
    initialEpoch,
    isShuffled: Boolean(shuffle),
    stepWork: 3 * network.weightCount * batchSize + 1000,
    args,
  };
}

function findOddArgument(args: ModelFitArgs): string | undefined {
  if (args.classWeight || args.sampleWeight) return "since its examples have weights";
  const { batchSize = 32, epochs = 1, initialEpoch = 0, shuffle } = args;
  const isCounted = [batchSize, epochs, initialEpoch].every(Number.isInteger) && batchSize > 0;
  const hasSteps = args.stepsPerEpoch || args.validationSteps;
  if (!isCounted || hasSteps || (shuffle as unknown) === "batch") {
    return "since its arguments are unusual";
  }
  return undefined;
}

/** Our engine calls nobody between two batches. */
function looksAtBatches(callback: FitCallback): boolean {
  const idle = tf.Callback.prototype;
  if (callback instanceof tf.CustomCallback) {
    const { batchBegin, batchEnd, yield: onYield } = callback as unknown as Record<string, unknown>;
    return Boolean(batchBegin || batchEnd || onYield);
  }
  return callback.onBatchBegin !== idle.onBatchBegin || callback.onBatchEnd !== idle.onBatchEnd;
}

let modules: Promise<DenseModules> | undefined;

async function openKernel(
  host: Host,
  task: ConstructorParameters<typeof DenseKernel>[1],
): Promise<DenseKernel | string> {
  try {
    modules ??= loadModules(host);
    return new DenseKernel(await modules, task);
  } catch (error) {
    modules = undefined;
    return `since Descent's own engine could not start (${(error as Error).message})`;
  }
}

async function loadModules(host: Host): Promise<DenseModules> {
  const [dense, multiply, multiplyRelaxed] = await Promise.all([
    host.loadFile("dense.wasm"),
    host.loadFile("multiply.wasm"),
    host.loadFile("multiply-relaxed.wasm"),
  ]);
  return compileDense({ dense, multiply, multiplyRelaxed });
}
