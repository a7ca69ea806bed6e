import {
  type ActivationName,
  countTestPoints,
  type DataName,
  type Experiment,
  isRegression,
  parseExperiment,
} from "./experiment";

/** The settings of an Experiment that a reader turns in a figure, under Keras' names. */
export interface Settings {
  data: DataName;
  noise: number;
  testFraction: number;
  /** Of every hidden layer. */
  activation: ActivationName;
  learningRate: number;
  /** 0 where the optimizer has none; a change of it then changes nothing. */
  momentum: number;
  batchSize: number;
  epochs: number;
  seed: number;
}

export function readSettings({ data, model, compile, fit, seed }: Experiment): Settings {
  const [first] = model.layers;
  return {
    data: data.name,
    noise: data.noise,
    testFraction: data.testFraction,
    activation: first?.activation ?? "linear",
    learningRate: compile.optimizer.learningRate,
    momentum: "momentum" in compile.optimizer ? compile.optimizer.momentum : 0,
    batchSize: fit.batchSize,
    epochs: fit.epochs,
    seed,
  };
}

/** What can change while a network trains; after any other change it starts anew. */
const liveSettings: readonly (keyof Settings)[] = [
  "learningRate",
  "momentum",
  "batchSize",
  "epochs",
];

export function isLive(change: Partial<Settings>): boolean {
  return (Object.keys(change) as (keyof Settings)[]).every((name) => liveSettings.includes(name));
}

/**
 * The Experiment with some settings changed, and with what must follow from them: the output of a
 * regression is linear and has 1200 points, that of a classification tanh and has 500, as in
 * TensorFlow Playground, and a batch is no larger than the training set.
 *
 * Throws an ExperimentError if a value is out of range.
 */
export function changeSettings(experiment: Experiment, change: Partial<Settings>): Experiment {
  const next = { ...readSettings(experiment), ...change };
  const isAnotherKind = isRegression(next.data) !== isRegression(experiment.data.name);
  const layers = experiment.model.layers.map((layer, index, all) => {
    if (index < all.length - 1) return { ...layer, activation: next.activation };
    if (!isAnotherKind) return layer;
    return { ...layer, units: 1, activation: isRegression(next.data) ? "linear" : "tanh" };
  });
  const data = {
    ...experiment.data,
    name: next.data,
    ...(isAnotherKind && { samples: isRegression(next.data) ? 1200 : 500 }),
    noise: next.noise,
    testFraction: next.testFraction,
  };
  const trainPoints = data.samples - countTestPoints(data);
  return parseExperiment({
    ...experiment,
    data,
    model: { ...experiment.model, layers },
    compile: {
      ...experiment.compile,
      ...(isAnotherKind && withoutClasses(experiment.compile)),
      optimizer: {
        ...experiment.compile.optimizer,
        learningRate: next.learningRate,
        ...("momentum" in experiment.compile.optimizer && { momentum: next.momentum }),
      },
    },
    fit: {
      ...experiment.fit,
      batchSize:
        change.batchSize === undefined ? Math.min(next.batchSize, trainPoints) : next.batchSize,
      epochs: next.epochs,
    },
    seed: next.seed,
  });
}

/** The loss and the metrics, as far as they also suit real labels. */
function withoutClasses({ loss, metrics }: Experiment["compile"]) {
  return {
    loss: loss.name.endsWith("Crossentropy") ? { name: "halfSquaredError" } : loss,
    metrics: metrics.filter((name) => name !== "accuracy"),
  };
}
