import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { experimentArbitrary } from "../experiment/arbitrary";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { findChanges } from "./changes";

const base = parseExperiment({});
const namesOf = (input: ExperimentInput) =>
  findChanges(base, parseExperiment(input)).map(({ name }) => name);

describe("findChanges(base, experiment)", () => {
  it("finds nothing in an equal Experiment, nor in more epochs", () => {
    expect(namesOf({})).toEqual([]);
    expect(namesOf({ fit: { epochs: 1000 } })).toEqual([]);
  });

  it.each<[string, ExperimentInput]>([
    ["the learning rate", { compile: { optimizer: { learningRate: 0.1 } } }],
    ["the batch size", { fit: { batchSize: 2 } }],
    ["the features", { data: { features: ["x1"] } }],
    ["the random seed", { seed: 2 }],
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
        const withEpochs = { ...b, fit: { ...b.fit, epochs: a.fit.epochs } };
        const isEqual = JSON.stringify(a) === JSON.stringify(withEpochs);
        expect(findChanges(a, b).length === 0).toBe(isEqual);
      }),
    );
    // One field at a time, of those that a random pair would nearly always change together.
    const leaves: ExperimentInput[] = [
      { data: { name: "xor" } },
      { data: { samples: 400 } },
      { data: { noise: 0.1 } },
      { data: { testFraction: 0.4 } },
      { compile: { loss: "meanSquaredError" } },
      { compile: { optimizer: { momentum: 0.9 } } },
      { compile: { optimizer: { nesterov: true } } },
      { fit: { shuffle: true } },
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
    ];
    for (const leaf of leaves) expect(namesOf(leaf), JSON.stringify(leaf)).toHaveLength(1);
  });
});
