import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "../experiment/arbitrary";
import { type ExperimentInput, type Optimizer, parseExperiment } from "../experiment/experiment";
import { findChanges } from "./changes";

const base = parseExperiment({});
const namesOf = (input: ExperimentInput) =>
  findChanges(base, parseExperiment(input)).map(({ name }) => name);

describe("findChanges(base, experiment)", () => {
  it("finds nothing in an equal Experiment, nor in more epochs or metrics", () => {
    expect(namesOf({})).toEqual([]);
    expect(namesOf({ fit: { epochs: 1000 } })).toEqual([]);
    expect(namesOf({ compile: { metrics: ["accuracy"] } })).toEqual([]);
  });

  it.each<[string, ExperimentInput]>([
    ["the learning rate", { compile: { optimizer: { learningRate: 0.1 } } }],
    ["the batch size", { fit: { batchSize: 2 } }],
    ["the features", { data: { features: ["x1"] } }],
    ["the random seed", { seed: 2 }],
    ["the optimizer", { compile: { optimizer: { name: "adam", learningRate: 0.03 } } }],
    ["the learning-rate schedule", { fit: { schedule: { name: "warmup", warmupSteps: 10 } } }],
    ["the number of layers", { model: { layers: [{ units: 8 }, { units: 1 }] } }],
  ])("names %s", (name, input) => {
    expect(namesOf(input)).toEqual([name]);
  });

  it("counts the activation of all hidden layers as one setting, as the figure has one control", () => {
    const layers = base.model.layers.map((layer, index) =>
      index < 2 ? { ...layer, activation: "relu" as const } : layer,
    );
    expect(namesOf({ model: { layers } })).toEqual(["the activation"]);
  });

  it("misses no field of an Experiment", () => {
    fc.assert(
      fc.property(experimentArbitrary, experimentArbitrary, (a, b) => {
        const alike = {
          ...b,
          compile: { ...b.compile, metrics: a.compile.metrics },
          fit: { ...b.fit, epochs: a.fit.epochs },
        };
        const isEqual = JSON.stringify(a) === JSON.stringify(alike);
        expect(findChanges(a, b).length === 0).toBe(isEqual);
      }),
    );
    // One field at a time, of those that a random pair would nearly always change together.
    const leaves: ExperimentInput[] = [
      { data: { name: "xor" } },
      { data: { samples: 400 } },
      { data: { noise: 0.1 } },
      { data: { testFraction: 0.4 } },
      { data: { scale: 2 } },
      { data: { labels: "shuffled" } },
      { data: { order: "byLabel" } },
      { data: { leak: 0.5 } },
      { compile: { loss: { name: "meanSquaredError" } } },
      { compile: { optimizer: { momentum: 0.9 } } },
      { compile: { optimizer: { nesterov: true } } },
      { compile: { optimizer: { weightDecay: 0.1 } } },
      { compile: { optimizer: { clipnorm: 1 } } },
      { compile: { optimizer: { clipvalue: 1 } } },
      { compile: { optimizer: { globalClipnorm: 1 } } },
      { fit: { shuffle: true } },
      { fit: { schedule: { name: "warmup", warmupSteps: 10 } } },
      { model: { layers: [{ units: 5 }, { units: 2 }, { units: 1 }] } },
      {
        model: {
          layers: [{ units: 4, kernelInitializer: { name: "ones" } }, { units: 2 }, { units: 1 }],
        },
      },
      {
        model: {
          layers: [{ units: 4, biasInitializer: { name: "ones" } }, { units: 2 }, { units: 1 }],
        },
      },
      { model: { layers: [{ units: 4, dropout: 0.5 }, { units: 2 }, { units: 1 }] } },
      {
        model: {
          layers: [{ units: 4, kernelRegularizer: { l2: 0.1 } }, { units: 2 }, { units: 1 }],
        },
      },
    ];
    for (const leaf of leaves) expect(namesOf(leaf), JSON.stringify(leaf)).toHaveLength(1);
  });

  it("counts another optimizer as one setting, and its learning rate as a second", () => {
    expect(namesOf({ compile: { optimizer: { name: "rmsprop", rho: 0.5 } } })).toEqual([
      "the learning rate",
      "the optimizer",
    ]);
  });

  it("misses no setting of an optimizer", () => {
    const pairs: [Optimizer["name"], object][] = [
      ["sgd", { momentum: 0.5 }],
      ["rmsprop", { rho: 0.5 }],
      ["rmsprop", { momentum: 0.5 }],
      ["rmsprop", { epsilon: 0.5 }],
      ["rmsprop", { centered: true }],
      ["adagrad", { initialAccumulatorValue: 0.5 }],
      ["adam", { beta1: 0.5 }],
      ["adam", { beta2: 0.5 }],
      ["adam", { amsgrad: true }],
    ];
    for (const [name, change] of pairs) {
      const changed = parseExperiment({ compile: { optimizer: { name, ...change } } });
      const plain = parseExperiment({ compile: { optimizer: { name } } });
      expect(findChanges(plain, changed), JSON.stringify(change)).toHaveLength(1);
    }
  });
});
