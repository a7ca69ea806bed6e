import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ExperimentError } from "../../experiment/errors";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { findMending, type Mending, mend, readRemedy, remedyNames } from "./remedies";

const faulty: ExperimentInput = {
  data: { scale: 100, labels: "shuffled", order: "byLabel", leak: 0.5 },
  model: {
    layers: [
      { units: 8, kernelInitializer: { name: "zeros" }, biasInitializer: { name: "zeros" } },
      { units: 4, kernelInitializer: { name: "zeros" } },
      { units: 1 },
    ],
  },
  fit: { batchSize: 100 },
};
const broken = parseExperiment(faulty);

/** Values that this Experiment does not have. */
const everything: Required<Mending> = {
  trainShare: 0.8,
  learningRate: 0.5,
  batchSize: 10,
  epochs: 20,
  hiddenLayers: 3,
  activation: "relu",
  weights: "he",
  biases: 0.1,
  loss: "binaryCrossentropy",
  l2: 0.01,
  shuffle: true,
  rescale: true,
  relabel: true,
  separate: true,
};

const mendings = fc
  .subarray(remedyNames)
  .map((names) => Object.fromEntries(names.map((name) => [name, everything[name]])) as Mending);

describe("mend(experiment, mending)", () => {
  it("leaves alone what is not turned", () => {
    expect(mend(broken, {})).toEqual(broken);
  });

  it("gives the output what suits it: a sigmoid to the cross-entropy, one unit to any depth", () => {
    const { model, compile } = mend(broken, { loss: "binaryCrossentropy", hiddenLayers: 3 });
    expect(compile.loss.name).toBe("binaryCrossentropy");
    expect(model.layers.map(({ units }) => units)).toEqual([8, 4, 4, 1]);
    expect(model.layers.map(({ activation }) => activation)).toEqual([
      "tanh",
      "tanh",
      "tanh",
      "sigmoid",
    ]);
  });

  it("takes a batch that is larger than the training set for all of it", () => {
    expect(mend(broken, { trainShare: 0.1 }).fit.batchSize).toBe(50);
    expect(mend(broken, { trainShare: 0.1, batchSize: 80 }).fit.batchSize).toBe(50);
  });

  it("throws where a value is out of range", () => {
    expect(() => mend(broken, { learningRate: -1 })).toThrow(ExperimentError);
  });
});

describe("findMending(broken, mended, names)", () => {
  it("finds again whatever was turned", () => {
    fc.assert(
      fc.property(mendings, (mending) => {
        expect(findMending(broken, mend(broken, mending))).toEqual(mending);
      }),
    );
  });

  it("finds nothing where a remedy was turned to what was there", () => {
    expect(findMending(broken, mend(broken, { batchSize: 100, epochs: 200 }))).toEqual({});
  });

  it.each<[string, ExperimentInput]>([
    ["another data set", { ...faulty, data: { ...faulty.data, name: "gauss" } }],
    ["more points", { ...faulty, data: { ...faulty.data, samples: 1000 } }],
    ["another scale", { ...faulty, data: { ...faulty.data, scale: 2 } }],
    ["a little less of a leak", { ...faulty, data: { ...faulty.data, leak: 0.1 } }],
    ["another start", { ...faulty, seed: 2 }],
    ["other units", { ...faulty, model: { layers: [{ units: 9 }, { units: 4 }, { units: 1 }] } }],
    ["another optimizer", { ...faulty, compile: { optimizer: { name: "adam" } } }],
    ["no hidden layer", { ...faulty, model: { layers: [{ units: 1 }] } }],
  ])("is undefined for %s", (_, input) => {
    expect(findMending(broken, parseExperiment(input))).toBeUndefined();
  });

  it("is undefined for a remedy that is not among those given", () => {
    const mended = mend(broken, { learningRate: 0.5, shuffle: true });
    expect(findMending(broken, mended, ["learningRate", "shuffle"])).toBeDefined();
    expect(findMending(broken, mended, ["learningRate"])).toBeUndefined();
  });
});

describe("readRemedy(experiment, name)", () => {
  it("knows no value where the layers differ, or have none of the list", () => {
    expect(readRemedy(broken, "biases")).toBeUndefined();
    expect(readRemedy(broken, "weights")).toBeUndefined();
    expect(readRemedy(parseExperiment({}), "weights")).toBe("uniform");
  });
});
