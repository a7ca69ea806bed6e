import * as z from "zod/mini";
import { ExperimentError, explainIssues } from "./errors";

/** The data sets of TensorFlow Playground: labels are −1 and +1 in the first four, real in the last two. */
export const classificationSets = ["circle", "xor", "gauss", "spiral"] as const;
export const regressionSets = ["plane", "multi-gauss"] as const;
export const dataNames = [...classificationSets, ...regressionSets] as const;

export const featureNames = ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"] as const;

export const activationNames = ["linear", "relu", "sigmoid", "tanh"] as const;

export const lossNames = ["halfSquaredError", "meanSquaredError"] as const;

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
  z.strictObject({ name: z.literal("glorotUniform") }),
  z.strictObject({ name: z.literal("glorotNormal") }),
  z.strictObject({ name: z.literal("heUniform") }),
  z.strictObject({ name: z.literal("heNormal") }),
  z.strictObject({ name: z.literal("lecunUniform") }),
  z.strictObject({ name: z.literal("lecunNormal") }),
]);

const layerSchema = z.strictObject({
  units: wholeNumber(1, 1024),
  activation: z._default(z.enum(activationNames), "tanh"),
  kernelInitializer: z._default(initializerSchema, {
    name: "randomUniform",
    minval: -0.5,
    maxval: 0.5,
  }),
  biasInitializer: z._default(initializerSchema, { name: "constant", value: 0.1 }),
});

const modelSchema = z.strictObject({
  /** Hidden layers first; the last layer is the output. */
  layers: z.prefault(z.array(layerSchema).check(z.minLength(1), z.maxLength(64)), [
    { units: 4 },
    { units: 2 },
    { units: 1 },
  ]),
});

const compileSchema = z.strictObject({
  optimizer: z.prefault(
    z.strictObject({
      name: z._default(z.literal("sgd"), "sgd"),
      learningRate: z._default(number(0, 1000), 0.03),
      momentum: z._default(number(0, 1), 0),
      nesterov: z._default(z.boolean(), false),
    }),
    {},
  ),
  loss: z._default(z.enum(lossNames), "halfSquaredError"),
});

const fitSchema = z.strictObject({
  epochs: z._default(wholeNumber(1, 100_000), 200),
  batchSize: z._default(wholeNumber(1, 20_000), 10),
  /** Draws a new order of the training points for every epoch; otherwise the order is fixed. */
  shuffle: z._default(z.boolean(), false),
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
export type LossName = (typeof lossNames)[number];

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
  const outputUnits = experiment.model.layers.at(-1)?.units;
  if (outputUnits !== 1) {
    problems.push(
      `model.layers.${experiment.model.layers.length - 1}.units: expected 1, since each point of "${experiment.data.name}" has one label, but got ${outputUnits}.`,
    );
  }
  for (const [index, layer] of experiment.model.layers.entries()) {
    for (const field of ["kernelInitializer", "biasInitializer"] as const) {
      const initializer = layer[field];
      if (initializer.name === "randomUniform" && initializer.minval > initializer.maxval) {
        problems.push(
          `model.layers.${index}.${field}.minval: expected at most maxval, ${initializer.maxval}, but got ${initializer.minval}.`,
        );
      }
    }
  }
  if (problems.length > 0) throw new ExperimentError(problems);
  return experiment;
}
