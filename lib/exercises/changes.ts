import type { Experiment } from "../experiment/experiment";

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
];

const depth: ReadableSetting = {
  name: "the number of layers",
  role: "setting",
  read: ({ model }) => model.layers.length,
};

const ofTraining: readonly ReadableSetting[] = [
  { name: "the features", role: "setting", read: ({ data }) => data.features },
  {
    name: "the learning rate",
    role: "setting",
    read: ({ compile }) => compile.optimizer.learningRate,
  },
  { name: "the momentum", role: "setting", read: ({ compile }) => compile.optimizer.momentum },
  {
    name: "Nesterov's form of momentum",
    role: "setting",
    read: ({ compile }) => compile.optimizer.nesterov,
  },
  { name: "the loss", role: "measure", read: ({ compile }) => compile.loss },
  { name: "the batch size", role: "setting", read: ({ fit }) => fit.batchSize },
  { name: "the shuffling", role: "setting", read: ({ fit }) => fit.shuffle },
  { name: "the random seed", role: "luck", read: ({ seed }) => seed },
];

/**
 * The settings in which two Experiments differ, except for the number of epochs, which says only how
 * long to look. One control of a figure is one setting: the activation of all layers counts once.
 */
export function findChanges(base: Experiment, experiment: Experiment): Setting[] {
  const differs = ({ read }: ReadableSetting) =>
    JSON.stringify(read(base)) !== JSON.stringify(read(experiment));
  // Layers of networks of another depth have no counterpart.
  const ofModel = differs(depth) ? [depth] : ofLayers;
  return [...ofProblem, ...ofModel, ...ofTraining]
    .filter(differs)
    .map(({ name, role }) => ({ name, role }));
}
