import { createRandom, type Random } from "../../data/random";
import {
  type ActivationName,
  activationNames,
  type ExperimentInput,
  type Layer,
  type Loss,
  type Optimizer,
  parseExperiment,
  type Schedule,
} from "../../experiment/experiment";
import { checkTask, type Task } from "../task";

// Of everything that an Experiment chooses by name, one case or more of each name: the types see to it
// that none is missing.

export const losses: { [Name in Loss["name"]]: Extract<Loss, { name: Name }> } = {
  halfSquaredError: { name: "halfSquaredError" },
  meanSquaredError: { name: "meanSquaredError" },
  meanAbsoluteError: { name: "meanAbsoluteError" },
  huber: { name: "huber", delta: 0.5 },
  binaryCrossentropy: { name: "binaryCrossentropy" },
  categoricalCrossentropy: { name: "categoricalCrossentropy" },
  sparseCategoricalCrossentropy: { name: "sparseCategoricalCrossentropy" },
};

type OptimizerInput = NonNullable<NonNullable<ExperimentInput["compile"]>["optimizer"]>;

// With rates at which an update is not lost in the rounding of the weights, and an epsilon whose place
// shows.
const optimizerInputs: { [Name in Optimizer["name"]]: (OptimizerInput & { name: Name })[] } = {
  sgd: [
    { name: "sgd", learningRate: 0.3 },
    { name: "sgd", learningRate: 0.3, momentum: 0.5 },
    { name: "sgd", learningRate: 0.3, momentum: 0.5, nesterov: true },
  ],
  rmsprop: [
    { name: "rmsprop", learningRate: 0.03, epsilon: 1e-3 },
    { name: "rmsprop", learningRate: 0.03, epsilon: 1e-3, momentum: 0.5 },
    { name: "rmsprop", learningRate: 0.03, epsilon: 1e-3, centered: true },
  ],
  adagrad: [{ name: "adagrad", learningRate: 0.3, epsilon: 1e-3 }],
  adadelta: [{ name: "adadelta", learningRate: 1, epsilon: 1e-3 }],
  adam: [
    { name: "adam", learningRate: 0.05, epsilon: 1e-3 },
    { name: "adam", learningRate: 0.05, epsilon: 1e-3, amsgrad: true },
  ],
  adamax: [{ name: "adamax", learningRate: 0.05, epsilon: 1e-3 }],
  nadam: [{ name: "nadam", learningRate: 0.05, epsilon: 1e-3 }],
};

export const optimizers: Optimizer[] = Object.values(optimizerInputs)
  .flat()
  .map((optimizer) => parseExperiment({ compile: { optimizer } }).compile.optimizer);

export const schedules: { [Name in Schedule["name"]]: Extract<Schedule, { name: Name }> } = {
  constant: { name: "constant" },
  inverseTimeDecay: { name: "inverseTimeDecay", decaySteps: 2, decayRate: 0.5, staircase: false },
  exponentialDecay: { name: "exponentialDecay", decaySteps: 2, decayRate: 0.5, staircase: true },
  piecewiseConstantDecay: {
    name: "piecewiseConstantDecay",
    boundaries: [1, 4],
    factors: [1, 0.5, 2],
  },
  polynomialDecay: {
    name: "polynomialDecay",
    decaySteps: 9,
    endLearningRate: 0.1,
    power: 2,
    cycle: false,
  },
  cosineDecay: { name: "cosineDecay", decaySteps: 9, alpha: 0.1, warmupSteps: 2 },
  oneCycle: { name: "oneCycle", totalSteps: 9, risingShare: 0.3, divisor: 25, finalDivisor: 1e4 },
  warmup: { name: "warmup", warmupSteps: 4 },
};

const outputs: Partial<Record<Loss["name"], ActivationName>> = {
  binaryCrossentropy: "sigmoid",
  categoricalCrossentropy: "softmax",
  sparseCategoricalCrossentropy: "softmax",
};

type LayerSettings = Partial<Layer> & { units: number };

/**
 * Four hidden units with the activation, and three outputs, with it too where the loss leaves the choice.
 * Softmax is for the outputs only.
 */
export function createLayers(activation: ActivationName, loss: Loss): LayerSettings[] {
  return [
    { units: 4, activation: activation === "softmax" ? "tanh" : activation },
    { units: 3, activation: outputs[loss.name] ?? activation },
  ];
}

const defaults = parseExperiment({});

interface TaskSettings extends Partial<Pick<Task["compile"], "loss" | "optimizer" | "metrics">> {
  layers: LayerSettings[];
  schedule?: Schedule;
  batchSize?: number;
}

/** A task of 13 training and 7 test examples: random inputs, three each, and targets that suit the loss. */
export function createRandomTask({
  layers,
  loss = losses.halfSquaredError,
  optimizer = optimizers[0] as Optimizer,
  metrics = [],
  schedule = schedules.constant,
  batchSize = 5,
}: TaskSettings): Task {
  const random = createRandom(1, "data");
  const { units } = layers.at(-1) as LayerSettings;
  const drawExamples = (count: number) => ({
    count,
    x: Float32Array.from({ length: 3 * count }, () => random.uniform(-2, 2)),
    y: Float32Array.from(
      Array.from({ length: count }, () => drawTargets(loss, units, random)).flat(),
    ),
  });
  const task: Task = {
    model: {
      layers: layers.map((layer) => ({
        ...(defaults.model.layers[0] as Layer),
        kernelInitializer: { name: "glorotNormal" },
        ...layer,
      })),
    },
    compile: { optimizer, loss, metrics },
    fit: { ...defaults.fit, batchSize, schedule },
    seed: 1,
    dataset: { train: drawExamples(13), test: drawExamples(7) },
  };
  checkTask(task);
  return task;
}

/** The targets of one example. */
function drawTargets({ name }: Loss, units: number, random: Random): number[] {
  const draw = (min: number, max: number) =>
    Array.from({ length: units }, () => random.uniform(min, max));
  switch (name) {
    case "binaryCrossentropy":
      return draw(0, 1).map(Math.round);
    case "categoricalCrossentropy": {
      const parts = draw(0, 1);
      const total = parts.reduce((a, b) => a + b);
      return parts.map((part) => part / total);
    }
    case "sparseCategoricalCrossentropy":
      return [Math.floor(random.uniform(0, units))];
    default:
      return draw(-1, 1);
  }
}

/** Every activation with every loss, which is told by its name too. */
export const pairs = activationNames.flatMap((activation) =>
  Object.values(losses).map((loss) => [activation, loss.name, loss] as const),
);

/** A network on which optimizers and schedules are tried. */
export const layers = createLayers("tanh", losses.halfSquaredError);

/** The first hundred steps of a run. */
export const hundredStates = Array.from({ length: 100 }, (_, step) => step);

/** What holds an optimizer back, and limits wide enough to change nothing. */
export const restraints: Partial<
  Pick<Optimizer, "weightDecay" | "clipvalue" | "clipnorm" | "globalClipnorm">
>[] = [
  { weightDecay: 0.1 },
  { clipvalue: 0.01 },
  { clipnorm: 0.05 },
  { globalClipnorm: 0.05 },
  { clipvalue: 1e9 },
  { clipnorm: 1e9 },
  { globalClipnorm: 1e9 },
];

/** Networks and batches of every shape. */
export const shapes: Record<string, TaskSettings> = Object.fromEntries<TaskSettings>([
  ["batches of 1", { layers, batchSize: 1 }],
  ["all examples in one batch", { layers, batchSize: 13 }],
  ["no hidden layer", { layers: [{ units: 1, activation: "linear" }] }],
  ["one unit a layer", { layers: [{ units: 1 }, { units: 1 }, { units: 1 }] }],
  ["512 units", { layers: [{ units: 512, activation: "relu" }, { units: 2 }] }],
  [
    "two wide layers",
    { layers: [{ units: 300, activation: "elu" }, { units: 150 }, { units: 7 }] },
  ],
  [
    "odd widths",
    { layers: [{ units: 5 }, { units: 3 }, { units: 13 }, { units: 6 }, { units: 1 }] },
  ],
  ["20 layers", { layers: Array.from({ length: 20 }, () => ({ units: 3 })) }],
  [
    "L1 and L2",
    {
      layers: [
        { units: 4, kernelRegularizer: { l1: 0.1, l2: 0 } },
        { units: 4, kernelRegularizer: { l1: 0, l2: 0.1 } },
        { units: 1, kernelRegularizer: { l1: 0.2, l2: 0.3 } },
      ],
    },
  ],
  [
    "dropout",
    {
      layers: [
        { units: 8, dropout: 0.5 },
        { units: 8, activation: "gelu", dropout: 0.2 },
        { units: 1 },
      ],
    },
  ],
]);
