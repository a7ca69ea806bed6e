import type { Optimizer, Tensor, Variable } from "@tensorflow/tfjs-core";

// What the book needs of TensorFlow.js 4.22 beyond its public types.

/** A model of the Layers API, inside; that of a `tf.Sequential` is in its `model`. */
export interface ModelInternals {
  layers: LayerInternals[];
  outputs: unknown[];
  optimizer: Optimizer | undefined;
  loss: unknown;
  metrics: unknown;
  lossFunctions: unknown[];
  isTraining: boolean;
  stopTraining_: boolean;
  history: unknown;
  collectedTrainableWeights: { val: Variable }[] | null;
  getDedupedMetricsNames(): string[];
  /** Inputs and targets as tensors of the right rank; new ones are the caller's. */
  standardizeUserData(
    x: unknown,
    y: unknown,
    sampleWeight: unknown,
    classWeight: unknown,
    checkBatchAxis: boolean,
    batchSize: number,
  ): Promise<[Tensor[], Tensor[], unknown]>;
}

export interface LayerInternals {
  name: string;
  trainable: boolean;
  getClassName(): string;
  getConfig(): Record<string, unknown>;
  inboundNodes: { inboundLayers: LayerInternals[] }[];
  units: number;
  useBias: boolean;
  kernel: { val: Variable };
  bias: { val: Variable };
}

/** A slot of an optimizer: its memory of one variable. */
export interface OptimizerVariable {
  originalName: string;
  variable: Variable;
}
