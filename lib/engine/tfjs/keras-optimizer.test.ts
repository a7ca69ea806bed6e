import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { beforeAll, describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { optimizers } from "../testing/test-tasks";
import { KerasOptimizer } from "./keras-optimizer";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

type OptimizerInput = NonNullable<NonNullable<ExperimentInput["compile"]>["optimizer"]>;

function createOptimizer(optimizer: OptimizerInput): KerasOptimizer {
  return new KerasOptimizer(parseExperiment({ compile: { optimizer } }).compile.optimizer);
}

const gradients = [
  [2, -0.5],
  [1, 0.25],
  [-3, 0.125],
];

/** The two weights after each of the gradients, from 1 and −1. */
function descend(optimizer: tf.Optimizer, steps = gradients): number[][] {
  return tf.tidy(() => {
    const variable = tf.variable(tf.tensor1d([1, -1]));
    const weights = steps.map((gradient) => {
      optimizer.applyGradients({ [variable.name]: tf.tensor1d(gradient) });
      return [...variable.dataSync()];
    });
    variable.dispose();
    optimizer.dispose();
    return weights;
  });
}

function expectClose(weights: number[][], expected: number[][]): void {
  expect(weights).toHaveLength(expected.length);
  for (const [step, row] of expected.entries()) {
    for (const [place, weight] of row.entries())
      expect(weights[step]?.[place]).toBeCloseTo(weight, 5);
  }
}

describe("KerasOptimizer", () => {
  // One step with g = 2 and then −½ in the second weight, from the formulas of Keras 3; the epsilons are
  // large, so that their place shows.
  it.each<[string, OptimizerInput, number[]]>([
    [
      // v: −0.1·g. Nesterov: 0.9·v − 0.1·g = −0.19·g.
      "SGD with Nesterov momentum",
      { name: "sgd", learningRate: 0.1, momentum: 0.9, nesterov: true },
      [1 - 0.38, -1 + 0.095],
    ],
    [
      // v = 0.1·g² = 0.4 and 0.025; a = 0.1·g = 0.2 and −0.05; v − a² = 0.36 and 0.0225; with ε = 0.04 and
      // 0.1·g on top: 0.2 / √0.4 and −0.05 / √0.0625.
      "centred RMSprop",
      { name: "rmsprop", learningRate: 0.1, centered: true, epsilon: 0.04 },
      [1 - 0.2 / Math.sqrt(0.4), -1 + 0.05 / 0.25],
    ],
    [
      // a = 0.5 + g² = 4.5 and 0.75; with ε = 0.25: 0.2 / √4.75 and −0.05 / √1.
      "Adagrad",
      { name: "adagrad", learningRate: 0.1, initialAccumulatorValue: 0.5, epsilon: 0.25 },
      [1 - 0.2 / Math.sqrt(4.75), -1 + 0.05],
    ],
    [
      // a = 0.05·g² = 0.2 and 0.0125; g·√ε / √(a + ε) with ε = 0.05: 2·√0.05 / √0.25 and −½·√(0.05 / 0.0625).
      "Adadelta",
      { name: "adadelta", learningRate: 1, epsilon: 0.05 },
      [1 - 4 * Math.sqrt(0.05), -1 + 0.5 * Math.sqrt(0.8)],
    ],
    [
      // m = 0.1·g, v = 0.001·g², α√0.001 / 0.1 · m / (√v + ε), with α = 0.1 and ε = ½:
      // 0.1·√0.001·2 / (2·√0.001 + ½) = 0.006324555 / 0.563245553, and so for ½.
      "Adam",
      { name: "adam", learningRate: 0.1, epsilon: 0.5 },
      [1 - 0.01122877, -1 + 0.003065294],
    ],
    [
      // α / 0.1 · 0.1·g / (|g| + ε) with α = 0.1 and ε = ½: 0.2 / 2.5 and −0.05 / 1.
      "Adamax",
      { name: "adamax", learningRate: 0.1, epsilon: 0.5 },
      [1 - 0.08, -1 + 0.05],
    ],
    [
      // u₁ = 0.9·(1 − 0.96/2) = 0.468, u₂ = 0.9·(1 − 0.96²/2) = 0.48528; m = 0.1·g and v̂ = g², so
      // m̂ = u₂·0.1·g / (1 − u₁u₂) + (1 − u₁)·g / (1 − u₁) = (0.048528 / 0.77288896 + 1)·g = 1.062787777·g,
      // over |g| + ε with ε = ½ and α = 0.1.
      "Nadam",
      { name: "nadam", learningRate: 0.1, epsilon: 0.5 },
      [1 - 0.0850230222, -1 + 0.0531393889],
    ],
  ])("takes the first step of %s as worked out by hand", (_, options, expected) => {
    expectClose(descend(createOptimizer(options), gradients.slice(0, 1)), [expected]);
  });

  it("divides by the largest v so far with AMSGrad", () => {
    // β₁ = 0 and β₂ = ½: v = ½·16 = 8, then ½·8 = 4, of which AMSGrad keeps 8. The corrections √(1 − β₂ᵗ)
    // are √½ and √¾, and so the steps √½·4/√8 = 1, and √¾·0/√8 = 0 with g = 0; with g = 2 in its place v = 6.
    const options = { name: "adam", learningRate: 1, beta1: 0, beta2: 0.5, epsilon: 0 } as const;
    const steps = [
      [4, 4],
      [2, 0],
    ];
    expectClose(descend(createOptimizer({ ...options, amsgrad: true }), steps), [
      [0, -2],
      [-Math.sqrt(0.75 / 8) * 2, -2],
    ]);
    expectClose(descend(createOptimizer(options), steps), [
      [0, -2],
      [-Math.sqrt(0.75 / 6) * 2, -2],
    ]);
  });

  // Where TensorFlow.js has the rule, with an epsilon too small to see where it puts it elsewhere.
  it.each<[string, OptimizerInput, () => tf.Optimizer]>([
    ["sgd", { name: "sgd", learningRate: 0.1 }, () => tf.train.sgd(0.1)],
    [
      "adam",
      { name: "adam", learningRate: 0.1, epsilon: 1e-12 },
      () => tf.train.adam(0.1, 0.9, 0.999, 1e-12),
    ],
    [
      "adamax",
      { name: "adamax", learningRate: 0.1, epsilon: 1e-3 },
      () => tf.train.adamax(0.1, 0.9, 0.999, 1e-3),
    ],
    [
      "adagrad",
      { name: "adagrad", learningRate: 0.1, initialAccumulatorValue: 0.1 },
      () => tf.train.adagrad(0.1, 0.1),
    ],
    [
      "rmsprop",
      { name: "rmsprop", learningRate: 0.1, momentum: 0.5, epsilon: 1e-3 },
      () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-3),
    ],
    [
      "centred rmsprop",
      { name: "rmsprop", learningRate: 0.1, momentum: 0.5, epsilon: 1e-12, centered: true },
      () => tf.train.rmsprop(0.1, 0.9, 0.5, 1e-12, true),
    ],
  ])("agrees with tf.train: %s", (_, options, createPeer) => {
    expectClose(descend(createOptimizer(options)), descend(createPeer()));
  });

  it.each(optimizers)("goes on from its saved weights: %o", async (options) => {
    const variable = tf.variable(tf.tensor1d([1, -1]));
    const update = (optimizer: tf.Optimizer, gradient: number[]) =>
      tf.tidy(() =>
        optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(gradient) }]),
      );
    const optimizer = new KerasOptimizer(options);
    for (const gradient of gradients) update(optimizer, gradient);
    const middle = variable.clone();
    const saved = (await optimizer.getWeights()).map(({ name, tensor }) => ({
      name,
      tensor: tensor.clone(),
    }));
    update(optimizer, [1, 2]);
    const expected = [...variable.dataSync()];

    variable.assign(middle);
    const copy = KerasOptimizer.fromConfig(
      KerasOptimizer as unknown as tf.serialization.SerializableConstructor<KerasOptimizer>,
      optimizer.getConfig(),
    );
    await copy.setWeights(saved);
    update(copy, [1, 2]);
    expect([...variable.dataSync()]).toEqual(expected);
  });

  it("refuses weights of another number of slots", async () => {
    const optimizer = createOptimizer({ name: "adam" });
    const weights = [{ name: "iter", tensor: tf.scalar(3) }];
    await expect(optimizer.setWeights([...weights, ...weights])).rejects.toThrow(
      "setWeights: expected 3 slots for each variable, but got 1 in all.",
    );
  });

  it("minimizes a function of variables that it was not told of", () => {
    const variable = tf.variable(tf.scalar(3));
    const optimizer = createOptimizer({ name: "nadam", learningRate: 0.1 });
    for (let step = 0; step < 200; step += 1) {
      optimizer.minimize(() => tf.square(variable) as tf.Scalar, false, [variable]);
    }
    expect(variable.dataSync()[0]).toBeCloseTo(0, 2);
  });
});
