import { describe, expect, it } from "vitest";
import {
  activationNames,
  dataNames,
  type Experiment,
  featureNames,
  type Initializer,
  type Layer,
  type Loss,
  metricNames,
  type Optimizer,
  parseExperiment,
  type Schedule,
} from "../experiment/experiment";
import { variants } from "./variants";

type KeyOf<Union> = Union extends unknown ? keyof Union : never;

// Records, since the compiler then sees to it that none is missing.
const initializers: Record<Initializer["name"], true> = {
  zeros: true,
  ones: true,
  constant: true,
  randomUniform: true,
  randomNormal: true,
  truncatedNormal: true,
  glorotUniform: true,
  glorotNormal: true,
  heUniform: true,
  heNormal: true,
  lecunUniform: true,
  lecunNormal: true,
  orthogonal: true,
};
const losses: Record<Loss["name"], true> = {
  halfSquaredError: true,
  meanSquaredError: true,
  meanAbsoluteError: true,
  huber: true,
  binaryCrossentropy: true,
  categoricalCrossentropy: true,
  sparseCategoricalCrossentropy: true,
};
const optimizers: Record<Optimizer["name"], true> = {
  sgd: true,
  rmsprop: true,
  adagrad: true,
  adadelta: true,
  adam: true,
  adamax: true,
  nadam: true,
};
const schedules: Record<Schedule["name"], true> = {
  constant: true,
  inverseTimeDecay: true,
  exponentialDecay: true,
  piecewiseConstantDecay: true,
  polynomialDecay: true,
  cosineDecay: true,
  oneCycle: true,
  warmup: true,
};
const settings: Record<
  | KeyOf<Experiment["data"] | Experiment["compile"] | Experiment["fit"]>
  | KeyOf<Layer | Initializer | Layer["kernelRegularizer"] | Loss | Optimizer | Schedule>
  | "seed",
  true
> = {
  name: true,
  samples: true,
  noise: true,
  testFraction: true,
  features: true,
  scale: true,
  labels: true,
  order: true,
  leak: true,
  units: true,
  activation: true,
  kernelInitializer: true,
  biasInitializer: true,
  value: true,
  minval: true,
  maxval: true,
  mean: true,
  stddev: true,
  gain: true,
  kernelRegularizer: true,
  l1: true,
  l2: true,
  dropout: true,
  optimizer: true,
  loss: true,
  delta: true,
  metrics: true,
  learningRate: true,
  weightDecay: true,
  clipnorm: true,
  clipvalue: true,
  globalClipnorm: true,
  momentum: true,
  nesterov: true,
  rho: true,
  epsilon: true,
  centered: true,
  initialAccumulatorValue: true,
  beta1: true,
  beta2: true,
  amsgrad: true,
  epochs: true,
  batchSize: true,
  shuffle: true,
  schedule: true,
  decaySteps: true,
  decayRate: true,
  staircase: true,
  boundaries: true,
  factors: true,
  endLearningRate: true,
  power: true,
  cycle: true,
  alpha: true,
  warmupSteps: true,
  totalSteps: true,
  risingShare: true,
  divisor: true,
  finalDivisor: true,
  seed: true,
};

const experiments = Object.values(variants).map(parseExperiment);
const layers = experiments.flatMap(({ model }) => model.layers);

/** The keys that a variant sets by itself, at any depth. */
function listKeys(value: unknown): string[] {
  if (typeof value !== "object" || value === null) return [];
  const keys = Array.isArray(value) ? [] : Object.keys(value);
  return [...keys, ...Object.values(value).flatMap(listKeys)];
}

describe("variants", () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ["data set", dataNames, experiments.map(({ data }) => data.name)],
    ["feature", featureNames, experiments.flatMap(({ data }) => data.features)],
    ["activation", activationNames, layers.map(({ activation }) => activation)],
    [
      "initializer",
      Object.keys(initializers),
      layers.flatMap((layer) => [layer.kernelInitializer.name, layer.biasInitializer.name]),
    ],
    ["loss", Object.keys(losses), experiments.map(({ compile }) => compile.loss.name)],
    ["metric", metricNames, experiments.flatMap(({ compile }) => compile.metrics)],
    [
      "optimizer",
      Object.keys(optimizers),
      experiments.map(({ compile }) => compile.optimizer.name),
    ],
    ["schedule", Object.keys(schedules), experiments.map(({ fit }) => fit.schedule.name)],
    ["setting", Object.keys(settings), Object.values(variants).flatMap(listKeys)],
  ])("leave out no %s", (_, all, used) => {
    expect(all.filter((name) => !used.includes(name))).toEqual([]);
  });
});
