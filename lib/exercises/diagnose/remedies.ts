import {
  type ActivationName,
  countTestPoints,
  type Experiment,
  type Initializer,
  type Layer,
  parseExperiment,
} from "../../experiment/experiment";

/** Ways to draw all starting weights. */
export const startingWeights = {
  uniform: { name: "randomUniform", minval: -0.5, maxval: 0.5 },
  glorot: { name: "glorotUniform" },
  he: { name: "heUniform" },
  normal: { name: "randomNormal", mean: 0, stddev: 1 },
} as const satisfies Record<string, Initializer>;

export type StartingWeights = keyof typeof startingWeights;

/** What a reader may turn on a broken network, each with the value that it gets. */
export interface Remedies {
  learningRate: number;
  batchSize: number;
  epochs: number;
  /** Of all hidden layers. */
  activation: ActivationName;
  hiddenLayers: number;
  weights: StartingWeights;
  /** Of all layers. */
  biases: number;
  /** With the cross-entropy goes a sigmoid output. */
  loss: "halfSquaredError" | "binaryCrossentropy";
  /** Of all kernels. */
  l2: number;
  /** The share of the points that train. */
  trainShare: number;
  /** What can only be done or left: a new order for each epoch, … */
  shuffle: true;
  /** … inputs from −6 to 6, … */
  rescale: true;
  /** … every label beside its point, … */
  relabel: true;
  /** … and no training point among the test points. */
  separate: true;
}

export type RemedyName = keyof Remedies;

/** What a reader has turned; everything else is as it was handed over. */
export type Mending = Partial<Remedies>;

interface Remedy<Value> {
  /** The value that this Experiment has; undefined where that is none of this remedy's. */
  read(experiment: Experiment): Value | undefined;
  write(experiment: Experiment, value: Value): Experiment;
}

const remedies: { [Name in RemedyName]: Remedy<Remedies[Name]> } = {
  // Before the batch size, which depends on it.
  trainShare: {
    read: ({ data }) => round(1 - data.testFraction),
    write(experiment, share) {
      const data = { ...experiment.data, testFraction: round(1 - share) };
      const batchSize = Math.min(experiment.fit.batchSize, data.samples - countTestPoints(data));
      return { ...experiment, data, fit: { ...experiment.fit, batchSize } };
    },
  },
  learningRate: {
    read: ({ compile }) => compile.optimizer.learningRate,
    write: (experiment, learningRate) => ({
      ...experiment,
      compile: {
        ...experiment.compile,
        optimizer: { ...experiment.compile.optimizer, learningRate },
      },
    }),
  },
  batchSize: {
    read: ({ fit }) => fit.batchSize,
    write: (experiment, batchSize) => {
      const trainPoints = experiment.data.samples - countTestPoints(experiment.data);
      return changeFit(experiment, { batchSize: Math.min(batchSize, trainPoints) });
    },
  },
  epochs: {
    read: ({ fit }) => fit.epochs,
    write: (experiment, epochs) => changeFit(experiment, { epochs }),
  },
  hiddenLayers: {
    read: ({ model }) => model.layers.length - 1,
    write(experiment, count) {
      const { layers } = experiment.model;
      const hidden = layers.slice(0, -1);
      const output = layers.at(-1) as Layer;
      const chosen = Array.from(
        { length: count },
        (_, index) => hidden[Math.min(index, hidden.length - 1)] as Layer,
      );
      return { ...experiment, model: { layers: [...chosen, output] } };
    },
  },
  activation: {
    read: ({ model }) => agree(model.layers.slice(0, -1).map(({ activation }) => activation)),
    write: (experiment, activation) =>
      changeLayers(experiment, (layer, isOutput) => (isOutput ? layer : { ...layer, activation })),
  },
  weights: {
    read({ model }) {
      const initializer = agree(
        model.layers.map((layer) => JSON.stringify(layer.kernelInitializer)),
      );
      const names = Object.keys(startingWeights) as StartingWeights[];
      return names.find((name) => JSON.stringify(startingWeights[name]) === initializer);
    },
    write: (experiment, name) =>
      changeLayers(experiment, (layer) => ({ ...layer, kernelInitializer: startingWeights[name] })),
  },
  biases: {
    read: ({ model }) =>
      agree(
        model.layers.map(({ biasInitializer: b }) => (b.name === "constant" ? b.value : undefined)),
      ),
    write: (experiment, value) =>
      changeLayers(experiment, (layer) => ({
        ...layer,
        biasInitializer: { name: "constant", value },
      })),
  },
  loss: {
    read: ({ compile: { loss } }) =>
      loss.name === "halfSquaredError" || loss.name === "binaryCrossentropy"
        ? loss.name
        : undefined,
    write(experiment, name) {
      const changed: Experiment = {
        ...experiment,
        compile: { ...experiment.compile, loss: { name } },
      };
      if (name === "halfSquaredError") return changed;
      return changeLayers(changed, (layer, isOutput) =>
        isOutput ? { ...layer, activation: "sigmoid" } : layer,
      );
    },
  },
  l2: {
    read: ({ model }) => agree(model.layers.map((layer) => layer.kernelRegularizer.l2)),
    write: (experiment, l2) =>
      changeLayers(experiment, (layer) => ({
        ...layer,
        kernelRegularizer: { ...layer.kernelRegularizer, l2 },
      })),
  },
  shuffle: {
    read: ({ fit }) => fit.shuffle || undefined,
    write: (experiment) => changeFit(experiment, { shuffle: true }),
  },
  rescale: {
    read: ({ data }) => data.scale === 1 || undefined,
    write: (experiment) => changeData(experiment, { scale: 1 }),
  },
  relabel: {
    read: ({ data }) => data.labels === "true" || undefined,
    write: (experiment) => changeData(experiment, { labels: "true" }),
  },
  separate: {
    read: ({ data }) => data.leak === 0 || undefined,
    write: (experiment) => changeData(experiment, { leak: 0 }),
  },
};

export const remedyNames = Object.keys(remedies) as RemedyName[];

/** The value that an Experiment has of what a remedy turns; undefined where that is none of its values. */
export function readRemedy<Name extends RemedyName>(
  experiment: Experiment,
  name: Name,
): Remedies[Name] | undefined {
  return remedies[name].read(experiment);
}

/** The Experiment with what the reader has turned. Throws an ExperimentError for a value out of range. */
export function mend(experiment: Experiment, mending: Mending): Experiment {
  let mended = experiment;
  for (const name of remedyNames) {
    const value = mending[name];
    if (value !== undefined) mended = (remedies[name] as Remedy<typeof value>).write(mended, value);
  }
  return parseExperiment(mended);
}

/**
 * What was turned on an Experiment to get from `broken` to `mended`; undefined where no turning of these
 * remedies leads there, since something else was changed.
 */
export function findMending(
  broken: Experiment,
  mended: Experiment,
  names: readonly RemedyName[] = remedyNames,
): Mending | undefined {
  const mending: Record<string, unknown> = {};
  for (const name of names) {
    const value = remedies[name].read(mended);
    if (value !== undefined && value !== remedies[name].read(broken)) mending[name] = value;
  }
  const { hiddenLayers = 1 } = mending as Mending;
  if (hiddenLayers < 1 || hiddenLayers > mostHiddenLayers) return undefined;
  const isAll = JSON.stringify(mend(broken, mending)) === JSON.stringify(mended);
  return isAll ? (mending as Mending) : undefined;
}

export const mostHiddenLayers = 8;

function changeFit(experiment: Experiment, change: Partial<Experiment["fit"]>): Experiment {
  return { ...experiment, fit: { ...experiment.fit, ...change } };
}

function changeData(experiment: Experiment, change: Partial<Experiment["data"]>): Experiment {
  return { ...experiment, data: { ...experiment.data, ...change } };
}

function changeLayers(
  experiment: Experiment,
  change: (layer: Layer, isOutput: boolean) => Layer,
): Experiment {
  const last = experiment.model.layers.length - 1;
  const layers = experiment.model.layers.map((layer, index) => change(layer, index === last));
  return { ...experiment, model: { layers } };
}

/** The value of all, or undefined where they differ. */
function agree<T>(values: readonly T[]): T | undefined {
  return values.every((value) => value === values[0]) ? values[0] : undefined;
}

/** Shares in hundredths, without what 1 − 0.9 leaves behind. */
function round(share: number): number {
  return Math.round(100 * share) / 100;
}
