import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { createOptimizer } from "../engine/optimizers";
import {
  type ExperimentInput,
  type Optimizer,
  parseExperiment,
  type Schedule,
} from "../experiment/experiment";
import { printTfjsOptimizer } from "./tfjs-optimizers";

type Input = NonNullable<NonNullable<ExperimentInput["compile"]>["optimizer"]>;

const parse = (optimizer: Input): Optimizer =>
  parseExperiment({ compile: { optimizer } }).compile.optimizer;

/** Two variables of a network, with weights and gradients that repeat in no simple way. */
const variables = [
  { start: 0, end: 6 },
  { start: 6, end: 8 },
];
const startWeights = Float32Array.from({ length: 8 }, (_, i) => Math.cos(3 * i));
const gradientAt = (step: number) =>
  Float32Array.from({ length: 8 }, (_, i) => Math.sin(1 + i * 1.7 + step * 0.9) / (1 + (i % 3)));
const steps = 12;
/** As a schedule sets it before each step. */
const rateAt = (step: number, optimizer: Optimizer, schedule: Schedule["name"]) =>
  schedule === "constant" ? optimizer.learningRate : optimizer.learningRate * 0.8 ** step;

function runReference(optimizer: Optimizer, schedule: Schedule["name"]): number[] {
  const { createSlots, makeMove } = createOptimizer(optimizer, variables);
  const weights = Float64Array.from(startWeights);
  const slots = Float64Array.from(createSlots());
  for (let step = 0; step < steps; step += 1) {
    const gradient = Float64Array.from(gradientAt(step));
    const move = makeMove(weights, slots, gradient, step, rateAt(step, optimizer, schedule));
    for (const [i, change] of move.entries()) weights[i] = (weights[i] as number) + change;
  }
  return [...weights];
}

interface TfjsOptimizer extends tf.Optimizer {
  iterations: number;
}

function runPrinted(optimizer: Optimizer, schedule: Schedule["name"]): number[] {
  const { definition, code, setLearningRate } = printTfjsOptimizer(optimizer, schedule);
  // The words of the program, as in the module that a reader runs.
  const program = `${definition}
const optimizer = ${code};
return { optimizer, setLearningRate: (value) => { ${setLearningRate("value")} } };`;
  const { optimizer: printed, setLearningRate: setRate } = new Function("tf", program)(tf) as {
    optimizer: TfjsOptimizer;
    setLearningRate: (value: number) => void;
  };
  const tensors = variables.map(({ start, end }) =>
    tf.variable(tf.tensor1d(startWeights.subarray(start, end))),
  );
  for (let step = 0; step < steps; step += 1) {
    if (schedule !== "constant") setRate(rateAt(printed.iterations, optimizer, schedule));
    const gradient = gradientAt(step);
    printed.applyGradients(
      variables.map(({ start, end }, i) => ({
        name: (tensors[i] as tf.Variable).name,
        tensor: tf.tensor1d(gradient.subarray(start, end)),
      })),
    );
  }
  return tensors.flatMap((tensor) => [...tensor.dataSync()]);
}

beforeAll(() => tf.setBackend("cpu"));

describe("printTfjsOptimizer(optimizer, schedule)", () => {
  const settings: Input[] = [
    { name: "sgd" },
    { name: "sgd", momentum: 0.9 },
    { name: "sgd", momentum: 0.9, nesterov: true },
    { name: "sgd", nesterov: true, weightDecay: 0.1 },
    { name: "rmsprop", learningRate: 0.01 },
    { name: "rmsprop", learningRate: 0.01, rho: 0.8, momentum: 0.5, epsilon: 1e-3 },
    { name: "rmsprop", learningRate: 0.01, rho: 0.8, momentum: 0.5, centered: true },
    { name: "rmsprop", learningRate: 0.01, centered: true, epsilon: 1e-2 },
    { name: "adagrad", learningRate: 0.1 },
    { name: "adagrad", learningRate: 0.1, initialAccumulatorValue: 0.5, epsilon: 0.01 },
    { name: "adadelta", learningRate: 1 },
    { name: "adadelta", learningRate: 1, rho: 0.8, epsilon: 1e-4 },
    { name: "adam", learningRate: 0.05 },
    { name: "adam", learningRate: 0.05, beta1: 0.8, beta2: 0.9, epsilon: 0.01 },
    { name: "adam", learningRate: 0.05, beta2: 0.7, amsgrad: true },
    { name: "adamax", learningRate: 0.05 },
    { name: "adamax", learningRate: 0.05, beta1: 0.8, beta2: 0.9, epsilon: 0.01 },
    { name: "nadam", learningRate: 0.05 },
    { name: "nadam", learningRate: 0.05, beta1: 0.8, beta2: 0.9, epsilon: 0.01 },
  ];
  const clips: object[] = [
    {},
    { weightDecay: 0.2 },
    { clipvalue: 0.3 },
    { clipnorm: 0.5 },
    { globalClipnorm: 0.7 },
  ];
  const cases = settings.flatMap((setting) =>
    clips.flatMap((clip) =>
      (["constant", "exponentialDecay"] as const).map((schedule) => ({
        optimizer: parse({ ...setting, ...clip }),
        schedule,
      })),
    ),
  );

  it("prints optimizers that move as the float64 reference of lib/engine does", () => {
    for (const { optimizer, schedule } of cases) {
      const label = JSON.stringify({ optimizer, schedule });
      const expected = runReference(optimizer, schedule);
      const actual = runPrinted(optimizer, schedule);
      for (const [i, value] of actual.entries()) {
        // Twelve steps of about 0.1 in float32, in which 1 − 0.999ᵗ has only four good digits.
        expect(Math.abs(value - (expected[i] as number)), label).toBeLessThan(1e-5);
      }
    }
  });

  it("leaves to TensorFlow.js what TensorFlow.js can do", () => {
    const print = (input: Input) => printTfjsOptimizer(parse(input), "constant").code;
    expect(print({ learningRate: 0.5 })).toBe("tf.train.sgd(0.5)");
    expect(print({ momentum: 0.9 })).toBe("tf.train.momentum(0.03, 0.9)");
    expect(print({ name: "adam" })).toBe("tf.train.adam(0.001)");
    expect(print({ name: "adam", beta2: 0.9 })).toBe("tf.train.adam(0.001, 0.9, 0.9)");
    expect(print({ name: "rmsprop" })).toBe("tf.train.rmsprop(0.001)");
    expect(print({ name: "adagrad" })).toBe("tf.train.adagrad(0.001)");
    expect(print({ name: "adamax" })).toBe("tf.train.adamax(0.001)");
  });

  it("says why a program has an optimizer of its own", () => {
    const print = (input: Input) =>
      printTfjsOptimizer(parse(input), "constant").definition.split("\nclass")[0];
    expect(print({ name: "adam", amsgrad: true, weightDecay: 0.1, clipnorm: 1 })).toBe(
      "// Adam as in Keras, since TensorFlow.js has no AMSGrad, weight decay or\n// gradient clipping.",
    );
    expect(print({ name: "nadam" })).toBe(
      "// Nadam as in Keras, since TensorFlow.js has no Nadam.",
    );
  });
});
