import * as z from "zod/mini";
import { ExperimentError, explainIssues } from "./errors";

/** The data sets of TensorFlow Playground: labels are −1 and +1 in the first four, real in the last two. */
export const classificationSets = ["circle", "xor", "gauss", "spiral"] as const;
export const regressionSets = ["plane", "multi-gauss"] as const;
export const dataNames = [...classificationSets, ...regressionSets] as const;

export const featureNames = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"] as const;

export const activationNames = [
  "linear",
  "relu",
  "leakyRelu",
  "elu",
  "selu",
  "gelu",
  "swish",
  "softplus",
  "softsign",
  "sigmoid",
  "tanh",
  "softmax",
] as const;

export const metricNames = ["accuracy", "meanSquaredError", "meanAbsoluteError"] as const;

// JSON has no −0, so a value that is to survive it must not be one.
const withoutNegativeZero = z.overwrite<number>((value) => value + 0);

const number = (min: number, max: number) =>
  z.number().check(z.gte(min), z.lte(max), withoutNegativeZero);

const wholeNumber = (min: number, max: number) =>
  z.int().check(z.gte(min), z.lte(max), withoutNegativeZero);

const dataSchema = z.strictObject({
  name: z._default(z.enum(dataNames), "circle"),
  /** Points in all, before the split. */
  samples: z._default(wholeNumber(10, 20_000), 500),
  /** Playground's noise / 100. What it moves depends on the set: see lib/data. */
  noise: z._default(number(0, 0.5), 0),
  /** Share of the points that the network never trains on. */
  testFraction: z._default(number(0.1, 0.9), 0.5),
  features: z._default(
    z.array(z.enum(featureNames)).check(
      z.minLength(1),
      z.refine((names) => new Set(names).size === names.length, "each feature at most once"),
    ),
    ["x1", "x2"],
  ),
  /** What every feature is multiplied by before the network sees it. */
  scale: z._default(number(0.001, 1000), 1),
  /** Faults that data may have. `shuffled`: every label belongs to some point, but not to its own. */
  labels: z._default(z.enum(["true", "shuffled"]), "true"),
  /** Of the training points; `byLabel`: from the lowest label to the highest. */
  order: z._default(z.enum(["mixed", "byLabel"]), "mixed"),
  /** The share of the test points that are copies of training points. */
  leak: z._default(number(0, 1), 0),
});

/** Keras' names, settings and defaults. */
const initializerSchema = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("zeros") }),
  z.strictObject({ name: z.literal("ones") }),
  z.strictObject({ name: z.literal("constant"), value: z._default(number(-100, 100), 0) }),
  z.strictObject({
    name: z.literal("randomUniform"),
    minval: z._default(number(-100, 100), -0.05),
    maxval: z._default(number(-100, 100), 0.05),
  }),
  z.strictObject({
    name: z.literal("randomNormal"),
    mean: z._default(number(-100, 100), 0),
    stddev: z._default(number(0, 100), 0.05),
  }),
  z.strictObject({
    name: z.literal("truncatedNormal"),
    mean: z._default(number(-100, 100), 0),
    stddev: z._default(number(0, 100), 0.05),
  }),
  z.strictObject({ name: z.literal("glorotUniform") }),
  z.strictObject({ name: z.literal("glorotNormal") }),
  z.strictObject({ name: z.literal("heUniform") }),
  z.strictObject({ name: z.literal("heNormal") }),
  z.strictObject({ name: z.literal("lecunUniform") }),
  z.strictObject({ name: z.literal("lecunNormal") }),
  z.strictObject({ name: z.literal("orthogonal"), gain: z._default(number(-100, 100), 1) }),
]);

/** Adds l1·Σ|w| + l2·Σw² over a layer's kernel to what is descended, never to the loss that is shown. */
const regularizerSchema = z.strictObject({
  l1: z._default(number(0, 100), 0),
  l2: z._default(number(0, 100), 0),
});

const layerSchema = z.strictObject({
  units: wholeNumber(1, 1024),
  activation: z._default(z.enum(activationNames), "tanh"),
  kernelInitializer: z._default(initializerSchema, {
    name: "randomUniform",
    minval: -0.5,
    maxval: 0.5,
  }),
  biasInitializer: z._default(initializerSchema, { name: "constant", value: 0.1 }),
  kernelRegularizer: z.prefault(regularizerSchema, {}),
  /** The share of the layer's outputs that each training example is shown without. */
  dropout: z._default(number(0, 0.99), 0),
});

const modelSchema = z.strictObject({
  /** Hidden layers first; the last layer is the output. */
  layers: z.prefault(z.array(layerSchema).check(z.minLength(1), z.maxLength(64)), [
    { units: 4 },
    { units: 2 },
    { units: 1 },
  ]),
});

/** Keras' settings of every optimizer. Of the three ways to clip, at most one may be used. */
const optimizerSettings = (learningRate: number) => ({
  learningRate: z._default(number(0, 1000), learningRate),
  /** Each step also takes this share, times the learning rate, of every weight and bias. */
  weightDecay: z._default(number(0, 10), 0),
  /** The largest norm of the gradient of each kernel and of each bias. */
  clipnorm: z.optional(number(1e-9, 1e9)),
  /** The largest size of each number in the gradient. */
  clipvalue: z.optional(number(1e-9, 1e9)),
  /** The largest norm of the whole gradient. */
  globalClipnorm: z.optional(number(1e-9, 1e9)),
});

const epsilon = z._default(number(0, 1), 1e-7);
/** The share of an average over the past that each step keeps. */
const keptShare = (value: number) => z._default(number(0, 0.999999), value);
const moments = { beta1: keptShare(0.9), beta2: keptShare(0.999), epsilon };

/** Names, settings and defaults of Keras 3, except the default rate of SGD, which is Playground's. */
const optimizerSchema = z.discriminatedUnion("name", [
  z.strictObject({
    // Optional, so that the union takes what has no name for this one.
    name: z._default(z.optional(z.literal("sgd")), "sgd"),
    ...optimizerSettings(0.03),
    momentum: z._default(number(0, 1), 0),
    nesterov: z._default(z.boolean(), false),
  }),
  z.strictObject({
    name: z.literal("rmsprop"),
    ...optimizerSettings(0.001),
    rho: keptShare(0.9),
    momentum: z._default(number(0, 1), 0),
    epsilon,
    centered: z._default(z.boolean(), false),
  }),
  z.strictObject({
    name: z.literal("adagrad"),
    ...optimizerSettings(0.001),
    initialAccumulatorValue: z._default(number(0, 1000), 0.1),
    epsilon,
  }),
  z.strictObject({
    name: z.literal("adadelta"),
    ...optimizerSettings(0.001),
    rho: keptShare(0.95),
    epsilon,
  }),
  z.strictObject({
    name: z.literal("adam"),
    ...optimizerSettings(0.001),
    ...moments,
    amsgrad: z._default(z.boolean(), false),
  }),
  z.strictObject({ name: z.literal("adamax"), ...optimizerSettings(0.001), ...moments }),
  z.strictObject({ name: z.literal("nadam"), ...optimizerSettings(0.001), ...moments }),
]);

const lossSchema = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("halfSquaredError") }),
  z.strictObject({ name: z.literal("meanSquaredError") }),
  z.strictObject({ name: z.literal("meanAbsoluteError") }),
  z.strictObject({ name: z.literal("huber"), delta: z._default(number(1e-6, 1e6), 1) }),
  z.strictObject({ name: z.literal("binaryCrossentropy") }),
  z.strictObject({ name: z.literal("categoricalCrossentropy") }),
  z.strictObject({ name: z.literal("sparseCategoricalCrossentropy") }),
]);

const compileSchema = z.strictObject({
  optimizer: z.prefault(optimizerSchema, {}),
  loss: z._default(lossSchema, { name: "halfSquaredError" }),
  metrics: z._default(
    z
      .array(z.enum(metricNames))
      .check(z.refine((names) => new Set(names).size === names.length, "each metric at most once")),
    [],
  ),
});

const steps = wholeNumber(1, 1e9);

/** How the learning rate changes from step to step. Keras' names; one-cycle and warm-up are its gaps. */
const scheduleSchema = z.discriminatedUnion("name", [
  z.strictObject({ name: z.literal("constant") }),
  z.strictObject({
    name: z.literal("inverseTimeDecay"),
    decaySteps: steps,
    decayRate: number(0, 1e6),
    staircase: z._default(z.boolean(), false),
  }),
  z.strictObject({
    name: z.literal("exponentialDecay"),
    decaySteps: steps,
    decayRate: number(0, 1),
    /** In steps: the rate falls at once after every `decaySteps`. */
    staircase: z._default(z.boolean(), false),
  }),
  z.strictObject({
    name: z.literal("piecewiseConstantDecay"),
    /** The last step of each piece but the last. */
    boundaries: z.array(wholeNumber(0, 1e9)).check(z.minLength(1)),
    /** What the learning rate is multiplied by in each piece. */
    factors: z.array(number(0, 1e6)).check(z.minLength(2)),
  }),
  z.strictObject({
    name: z.literal("polynomialDecay"),
    decaySteps: steps,
    endLearningRate: z._default(number(0, 1000), 0.0001),
    power: z._default(number(0, 100), 1),
    cycle: z._default(z.boolean(), false),
  }),
  z.strictObject({
    name: z.literal("cosineDecay"),
    decaySteps: steps,
    /** The share of the rate that is left at the end. */
    alpha: z._default(number(0, 1), 0),
    /** Steps from 0 to the full rate, before the decay. */
    warmupSteps: z._default(wholeNumber(0, 1e9), 0),
  }),
  z.strictObject({
    name: z.literal("oneCycle"),
    totalSteps: steps,
    /** The share of the steps in which the rate rises. */
    risingShare: z._default(number(0, 1), 0.3),
    /** The first rate is the learning rate divided by this. */
    divisor: z._default(number(1, 1e6), 25),
    /** The last rate is the first divided by this. */
    finalDivisor: z._default(number(1, 1e9), 1e4),
  }),
  z.strictObject({ name: z.literal("warmup"), warmupSteps: steps }),
]);

const fitSchema = z.strictObject({
  epochs: z._default(wholeNumber(1, 100_000), 200),
  batchSize: z._default(wholeNumber(1, 20_000), 10),
  /** Draws a new order of the training points for every epoch; otherwise the order is fixed. */
  shuffle: z._default(z.boolean(), false),
  schedule: z._default(scheduleSchema, { name: "constant" }),
});

const experimentSchema = z.strictObject({
  data: z.prefault(dataSchema, {}),
  model: z.prefault(modelSchema, {}),
  compile: z.prefault(compileSchema, {}),
  fit: z.prefault(fitSchema, {}),
  seed: z._default(wholeNumber(0, 4_294_967_295), 1),
});

/**
 * Everything that trains, in Keras' words. The same Experiment on the same path and device gives
 * the same run. What is left out takes the values of TensorFlow Playground.
 */
export type Experiment = z.output<typeof experimentSchema>;

/** An Experiment in which everything may be left out, except the `units` of a layer. */
export type ExperimentInput = z.input<typeof experimentSchema>;

export type Layer = Experiment["model"]["layers"][number];
export type Initializer = Layer["kernelInitializer"];
export type DataName = (typeof dataNames)[number];
export type FeatureName = (typeof featureNames)[number];
export type ActivationName = (typeof activationNames)[number];
export type Optimizer = Experiment["compile"]["optimizer"];
export type Loss = Experiment["compile"]["loss"];
export type MetricName = (typeof metricNames)[number];
export type Schedule = Experiment["fit"]["schedule"];

/** The number of points held back for the test; the others train. */
export function countTestPoints(data: Experiment["data"]): number {
  return Math.round(data.samples * data.testFraction);
}

export function isRegression(name: DataName): boolean {
  return (regressionSets as readonly string[]).includes(name);
}

/**
 * Checks a value from outside and fills in what it leaves out.
 *
 * Throws an ExperimentError whose message names every faulty field, its value and what is allowed.
 */
export function parseExperiment(value: unknown): Experiment {
  const result = z.safeParse(experimentSchema, value);
  if (!result.success) {
    throw new ExperimentError(explainIssues(result.error.issues, value));
  }
  const experiment = result.data;
  const trainPoints = experiment.data.samples - countTestPoints(experiment.data);
  const problems: string[] = [];
  if (experiment.fit.batchSize > trainPoints) {
    problems.push(
      `fit.batchSize: expected at most ${trainPoints}, the number of training points, but got ${experiment.fit.batchSize}.`,
    );
  }
  problems.push(
    ...findOutputProblems(experiment),
    ...experiment.model.layers.flatMap(findLayerProblems),
    ...findOptimizerProblems(experiment.compile.optimizer),
    ...findScheduleProblems(experiment.fit.schedule),
  );
  if (problems.length > 0) throw new ExperimentError(problems);
  return experiment;
}

/** Which losses compare probabilities, and the output that gives them. */
const probabilityOutputs: Partial<Record<Loss["name"], ActivationName>> = {
  binaryCrossentropy: "sigmoid",
  categoricalCrossentropy: "softmax",
  sparseCategoricalCrossentropy: "softmax",
};

function findOutputProblems({ data, model, compile }: Experiment): string[] {
  const problems: string[] = [];
  const index = model.layers.length - 1;
  const { units, activation, dropout } = model.layers[index] as Layer;
  const { loss, metrics } = compile;
  const needed = probabilityOutputs[loss.name];
  if (isRegression(data.name) && needed) {
    problems.push(
      `compile.loss.name: expected a loss for real labels, since those of "${data.name}" are no classes, but got "${loss.name}".`,
    );
  }
  if (isRegression(data.name) && metrics.includes("accuracy")) {
    problems.push(
      `compile.metrics: expected no "accuracy", since the labels of "${data.name}" are no classes.`,
    );
  }
  if (needed && !isRegression(data.name) && activation !== needed) {
    problems.push(
      `model.layers.${index}.activation: expected "${needed}", since ${loss.name} compares probabilities, but got "${activation}".`,
    );
  }
  if (isRegression(data.name) && activation === "softmax") {
    problems.push(
      `model.layers.${index}.activation: expected another, since softmax gives probabilities of classes, and the labels of "${data.name}" are no classes.`,
    );
  }
  const expectedUnits = activation === "softmax" && !isRegression(data.name) ? 2 : 1;
  if (units !== expectedUnits) {
    const because =
      expectedUnits === 1
        ? `each point of "${data.name}" has one label`
        : `softmax gives one probability to each class, and "${data.name}" has 2`;
    problems.push(
      `model.layers.${index}.units: expected ${expectedUnits}, since ${because}, but got ${units}.`,
    );
  }
  if (dropout > 0) {
    problems.push(
      `model.layers.${index}.dropout: expected 0, since what the output layer says must not be left out, but got ${dropout}.`,
    );
  }
  for (const [place, layer] of model.layers.slice(0, -1).entries()) {
    if (layer.activation === "softmax") {
      problems.push(
        `model.layers.${place}.activation: expected another, since softmax is for the output layer only.`,
      );
    }
  }
  return problems;
}

function findLayerProblems(layer: Layer, index: number): string[] {
  const problems: string[] = [];
  for (const field of ["kernelInitializer", "biasInitializer"] as const) {
    const initializer = layer[field];
    if (initializer.name === "randomUniform" && initializer.minval > initializer.maxval) {
      problems.push(
        `model.layers.${index}.${field}.minval: expected at most maxval, ${initializer.maxval}, but got ${initializer.minval}.`,
      );
    }
  }
  if (layer.biasInitializer.name === "orthogonal") {
    problems.push(
      `model.layers.${index}.biasInitializer.name: expected another, since "orthogonal" is for matrices.`,
    );
  }
  return problems;
}

function findOptimizerProblems({ clipnorm, clipvalue, globalClipnorm }: Optimizer): string[] {
  const used = Object.entries({ clipnorm, clipvalue, globalClipnorm }).flatMap(([name, value]) =>
    value === undefined ? [] : [name],
  );
  if (used.length < 2) return [];
  return [`compile.optimizer: expected one way to clip, but got ${used.join(" and ")}.`];
}

function findScheduleProblems(schedule: Schedule): string[] {
  if (schedule.name !== "piecewiseConstantDecay") return [];
  const { boundaries, factors } = schedule;
  const problems: string[] = [];
  if (factors.length !== boundaries.length + 1) {
    problems.push(
      `fit.schedule.factors: expected ${boundaries.length + 1} of them, one more than boundaries, but got ${factors.length}.`,
    );
  }
  if (boundaries.some((step, place) => place > 0 && step <= (boundaries[place - 1] as number))) {
    problems.push(
      `fit.schedule.boundaries: expected rising steps, but got ${boundaries.join(", ")}.`,
    );
  }
  return problems;
}
