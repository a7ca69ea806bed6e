import type { Experiment, Optimizer } from "../experiment/experiment";

/** A setting as a reader would count it, and what changing it means for a comparison of two runs. */
export interface Setting {
  /** With its article: "the learning rate". */
  name: string;
  /** `problem`: another task; `measure`: another scale for the loss; `luck`: another draw. */
  role: "problem" | "measure" | "luck" | "setting";
}

interface ReadableSetting extends Setting {
  read(experiment: Experiment): unknown;
}

const ofProblem: readonly ReadableSetting[] = [
  { name: "the data set", role: "problem", read: ({ data }) => data.name },
  { name: "the number of points", role: "problem", read: ({ data }) => data.samples },
  { name: "the noise", role: "problem", read: ({ data }) => data.noise },
  { name: "the share of test points", role: "problem", read: ({ data }) => data.testFraction },
  { name: "the labels", role: "problem", read: ({ data }) => data.labels },
  {
    name: "the training points among the test points",
    role: "measure",
    read: ({ data }) => data.leak,
  },
];

const ofLayers: readonly ReadableSetting[] = [
  { name: "the units", role: "setting", read: ({ model }) => model.layers.map((l) => l.units) },
  {
    name: "the activation",
    role: "setting",
    read: ({ model }) => model.layers.map((l) => l.activation),
  },
  {
    name: "the starting weights",
    role: "setting",
    read: ({ model }) => model.layers.map((l) => l.kernelInitializer),
  },
  {
    name: "the starting biases",
    role: "setting",
    read: ({ model }) => model.layers.map((l) => l.biasInitializer),
  },
  {
    name: "the regularizer",
    role: "setting",
    read: ({ model }) => model.layers.map((l) => l.kernelRegularizer),
  },
  { name: "the dropout", role: "setting", read: ({ model }) => model.layers.map((l) => l.dropout) },
];

const depth: ReadableSetting = {
  name: "the number of layers",
  role: "setting",
  read: ({ model }) => model.layers.length,
};

const optimizer: ReadableSetting = {
  name: "the optimizer",
  role: "setting",
  read: ({ compile }) => compile.optimizer.name,
};

/** The settings that every optimizer has. */
const ofAnyOptimizer: readonly ReadableSetting[] = [
  {
    name: "the learning rate",
    role: "setting",
    read: ({ compile }) => compile.optimizer.learningRate,
  },
  {
    name: "the weight decay",
    role: "setting",
    read: ({ compile }) => compile.optimizer.weightDecay,
  },
  {
    name: "the gradient clipping",
    role: "setting",
    read: ({ compile: { optimizer: o } }) => [o.clipnorm, o.clipvalue, o.globalClipnorm],
  },
];

type KeyOf<Union> = Union extends unknown ? keyof Union : never;
type SharedKey = keyof Optimizer | "clipnorm" | "clipvalue" | "globalClipnorm";

/** The settings that only some optimizers have. */
const ownSettings: Record<Exclude<KeyOf<Optimizer>, SharedKey>, string> = {
  momentum: "the momentum",
  nesterov: "Nesterov's form of momentum",
  rho: "the optimizer's rho",
  beta1: "the optimizer's beta 1",
  beta2: "the optimizer's beta 2",
  epsilon: "the optimizer's epsilon",
  centered: "the centring of the optimizer",
  amsgrad: "AMSGrad",
  initialAccumulatorValue: "the optimizer's first accumulator value",
};

const ofOneOptimizer = Object.entries(ownSettings).map(
  ([key, name]): ReadableSetting => ({
    name,
    role: "setting",
    read: ({ compile }) => (compile.optimizer as Record<string, unknown>)[key],
  }),
);

const ofTraining: readonly ReadableSetting[] = [
  { name: "the features", role: "setting", read: ({ data }) => data.features },
  { name: "the scale of the inputs", role: "setting", read: ({ data }) => data.scale },
  { name: "the order of the training points", role: "setting", read: ({ data }) => data.order },
  { name: "the loss", role: "measure", read: ({ compile }) => compile.loss },
  { name: "the learning-rate schedule", role: "setting", read: ({ fit }) => fit.schedule },
  { name: "the batch size", role: "setting", read: ({ fit }) => fit.batchSize },
  { name: "the shuffling", role: "setting", read: ({ fit }) => fit.shuffle },
  { name: "the random seed", role: "luck", read: ({ seed }) => seed },
];

/** The names of all settings. */
export const settingNames: readonly string[] = [
  ...[...ofProblem, depth, ...ofLayers, ...ofAnyOptimizer],
  ...[optimizer, ...ofOneOptimizer, ...ofTraining],
].map(({ name }) => name);

/**
 * The settings in which two Experiments differ, except for the number of epochs and the metrics, which
 * say only how long to look and at what. One control of a figure is one setting: the activation of all
 * layers counts once.
 */
export function findChanges(base: Experiment, experiment: Experiment): Setting[] {
  const differs = ({ read }: ReadableSetting) =>
    JSON.stringify(read(base)) !== JSON.stringify(read(experiment));
  // Layers of networks of another depth have no counterpart, nor have settings of another optimizer.
  const ofModel = differs(depth) ? [depth] : ofLayers;
  const ofOptimizer = differs(optimizer) ? [optimizer] : ofOneOptimizer;
  return [...ofProblem, ...ofModel, ...ofAnyOptimizer, ...ofOptimizer, ...ofTraining]
    .filter(differs)
    .map(({ name, role }) => ({ name, role }));
}
