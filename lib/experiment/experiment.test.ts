import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "./arbitrary";
import { ExperimentError } from "./errors";
import { parseExperiment } from "./experiment";

function problemsOf(value: unknown): readonly string[] {
  try {
    parseExperiment(value);
    return [];
  } catch (error) {
    if (error instanceof ExperimentError) return error.problems;
    throw error;
  }
}

describe("parseExperiment(value)", () => {
  it("fills in TensorFlow Playground's values", () => {
    const { data, model, compile, fit } = parseExperiment({});
    expect(data).toEqual({
      name: "circle",
      samples: 500,
      noise: 0,
      testFraction: 0.5,
      features: ["x1", "x2"],
      scale: 1,
      labels: "true",
      order: "mixed",
      leak: 0,
    });
    expect(model.layers.map((layer) => layer.units)).toEqual([4, 2, 1]);
    expect(model.layers[0]).toMatchObject({ kernelRegularizer: { l1: 0, l2: 0 }, dropout: 0 });
    expect(compile).toEqual({
      optimizer: { name: "sgd", learningRate: 0.03, weightDecay: 0, momentum: 0, nesterov: false },
      loss: { name: "halfSquaredError" },
      metrics: [],
    });
    expect(fit).toMatchObject({ batchSize: 10, schedule: { name: "constant" } });
  });

  it("takes an optimizer without a name for SGD", () => {
    const { optimizer } = parseExperiment({ compile: { optimizer: { learningRate: 3 } } }).compile;
    expect(optimizer).toMatchObject({ name: "sgd", learningRate: 3 });
  });

  // keras/src/optimizers of Keras 3.
  it.each([
    [{ name: "rmsprop", rho: 0.9, momentum: 0, epsilon: 1e-7, centered: false }],
    [{ name: "adagrad", initialAccumulatorValue: 0.1, epsilon: 1e-7 }],
    [{ name: "adadelta", rho: 0.95, epsilon: 1e-7 }],
    [{ name: "adam", beta1: 0.9, beta2: 0.999, epsilon: 1e-7, amsgrad: false }],
    [{ name: "adamax", beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
    [{ name: "nadam", beta1: 0.9, beta2: 0.999, epsilon: 1e-7 }],
  ] as const)("gives an optimizer Keras' defaults: $name", (defaults) => {
    const { optimizer } = parseExperiment({
      compile: { optimizer: { name: defaults.name } },
    }).compile;
    expect(optimizer).toEqual({ learningRate: 0.001, weightDecay: 0, ...defaults });
  });

  it.each([
    [null, "the experiment: expected an object, but got null."],
    [{ seed: -1 }, "seed: expected a number not below 0, but got -1."],
    [{ seed: 1.5 }, "seed: expected a whole number, but got 1.5."],
    [{ data: { noise: "a" } }, 'data.noise: expected a number, but got "a".'],
    [{ data: { noise: Number.NaN } }, "data.noise: expected a number, but got NaN."],
    [
      { data: { name: "moon" } },
      'data.name: expected one of "circle", "xor", "gauss", "spiral", "plane", "multi-gauss", but got "moon".',
    ],
    [
      { data: { features: ["x1", "x1"] } },
      'data.features: expected each feature at most once, but got ["x1","x1"].',
    ],
    [{ epochs: 3 }, 'the experiment: unknown field "epochs".'],
    [{ model: { layers: [] } }, "model.layers: expected at least 1 of them, but got []."],
    [
      { model: { layers: [{ units: 2 }] } },
      'model.layers.0.units: expected 1, since each point of "circle" has one label, but got 2.',
    ],
    [
      { fit: { batchSize: 300 } },
      "fit.batchSize: expected at most 250, the number of training points, but got 300.",
    ],
    [
      {
        model: {
          layers: [
            { units: 1, kernelInitializer: { name: "randomUniform", minval: 1, maxval: -1 } },
          ],
        },
      },
      "model.layers.0.kernelInitializer.minval: expected at most maxval, -1, but got 1.",
    ],
    [
      { model: { layers: [{ units: 1, biasInitializer: { name: "orthogonal" } }] } },
      'model.layers.0.biasInitializer.name: expected another, since "orthogonal" is for matrices.',
    ],
    [
      { compile: { loss: { name: "binaryCrossentropy" } } },
      'model.layers.2.activation: expected "sigmoid", since binaryCrossentropy compares probabilities, but got "tanh".',
    ],
    [
      {
        model: { layers: [{ units: 1, activation: "sigmoid" }] },
        compile: { loss: { name: "sparseCategoricalCrossentropy" } },
      },
      'model.layers.0.activation: expected "softmax", since sparseCategoricalCrossentropy compares probabilities, but got "sigmoid".',
    ],
    [
      { model: { layers: [{ units: 3, activation: "softmax" }, { units: 1 }] } },
      "model.layers.0.activation: expected another, since softmax is for the output layer only.",
    ],
    [
      { model: { layers: [{ units: 3, activation: "softmax" }] } },
      'model.layers.0.units: expected 2, since softmax gives one probability to each class, and "circle" has 2, but got 3.',
    ],
    [
      {
        data: { name: "plane" },
        model: { layers: [{ units: 1, activation: "softmax" }] },
      },
      'model.layers.0.activation: expected another, since softmax gives probabilities of classes, and the labels of "plane" are no classes.',
    ],
    [
      {
        data: { name: "plane" },
        model: { layers: [{ units: 1, activation: "sigmoid" }] },
        compile: { loss: { name: "binaryCrossentropy" } },
      },
      'compile.loss.name: expected a loss for real labels, since those of "plane" are no classes, but got "binaryCrossentropy".',
    ],
    [
      { data: { name: "plane" }, compile: { metrics: ["meanSquaredError", "accuracy"] } },
      'compile.metrics: expected no "accuracy", since the labels of "plane" are no classes.',
    ],
    [
      { compile: { metrics: ["accuracy", "accuracy"] } },
      'compile.metrics: expected each metric at most once, but got ["accuracy","accuracy"].',
    ],
    [
      { model: { layers: [{ units: 3 }, { units: 1, dropout: 0.5 }] } },
      "model.layers.1.dropout: expected 0, since what the output layer says must not be left out, but got 0.5.",
    ],
    [
      { compile: { optimizer: { clipnorm: 1, globalClipnorm: 2 } } },
      "compile.optimizer: expected one way to clip, but got clipnorm and globalClipnorm.",
    ],
    [
      { compile: { optimizer: { name: "adam", momentum: 0.9 } } },
      'compile.optimizer: unknown field "momentum".',
    ],
    [
      { compile: { optimizer: { name: "adam", beta1: 1 } } },
      "compile.optimizer.beta1: expected a number not above 0.999999, but got 1.",
    ],
    [
      {
        fit: {
          schedule: { name: "piecewiseConstantDecay", boundaries: [5], factors: [1, 0.1, 0.01] },
        },
      },
      "fit.schedule.factors: expected 2 of them, one more than boundaries, but got 3.",
    ],
    [
      {
        fit: {
          schedule: { name: "piecewiseConstantDecay", boundaries: [5, 5], factors: [1, 0.1, 0.01] },
        },
      },
      "fit.schedule.boundaries: expected rising steps, but got 5, 5.",
    ],
    [
      { fit: { schedule: { name: "exponentialDecay", decaySteps: 0, decayRate: 0.9 } } },
      "fit.schedule.decaySteps: expected a number not below 1, but got 0.",
    ],
    [
      { fit: { schedule: { name: "linear" } } },
      'fit.schedule.name: expected one of "constant", "inverseTimeDecay", "exponentialDecay", "piecewiseConstantDecay", "polynomialDecay", "cosineDecay", "oneCycle", "warmup", but got "linear".',
    ],
  ])("says of %j which field is wrong, its value and what is allowed", (value, problem) => {
    expect(problemsOf(value)).toEqual([problem]);
  });

  it("names every fault, not only the first", () => {
    expect(problemsOf({ seed: -1, data: { noise: 2 } })).toHaveLength(2);
  });

  it("never fails in another way, whatever it is handed", () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true }), (value) => {
        problemsOf(value);
        problemsOf({ data: value, model: value, compile: { optimizer: value }, fit: value });
      }),
    );
  });

  it("returns any valid Experiment unchanged, also after a round trip through JSON", () => {
    fc.assert(
      fc.property(experimentArbitrary, (experiment) => {
        expect(parseExperiment(experiment)).toStrictEqual(experiment);
        expect(parseExperiment(JSON.parse(JSON.stringify(experiment)))).toStrictEqual(experiment);
      }),
    );
  });
});
