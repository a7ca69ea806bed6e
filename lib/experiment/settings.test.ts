import { describe, expect, it } from "vitest";
import { parseExperiment } from "./experiment";
import { changeSettings, isLive, readSettings } from "./settings";

const base = parseExperiment({});

describe("changeSettings(experiment, change)", () => {
  it("changes what is named and nothing else", () => {
    const changed = changeSettings(base, { learningRate: 3, activation: "relu" });
    expect(readSettings(changed)).toEqual({
      ...readSettings(base),
      learningRate: 3,
      activation: "relu",
    });
    expect(changed.model.layers.map((layer) => layer.activation)).toEqual(["relu", "relu", "tanh"]);
  });

  it("gives a regression a linear output and 1200 points, and takes both back", () => {
    const regression = changeSettings(base, { data: "plane" });
    expect(regression.model.layers.at(-1)?.activation).toBe("linear");
    expect(regression.data.samples).toBe(1200);
    const classification = changeSettings(regression, { data: "xor" });
    expect(classification.model.layers.at(-1)?.activation).toBe("tanh");
    expect(classification.data.samples).toBe(500);
  });

  it("keeps an output of probabilities, and its loss, while there are classes", () => {
    const softmax = parseExperiment({
      model: { layers: [{ units: 3 }, { units: 2, activation: "softmax" }] },
      compile: { loss: { name: "categoricalCrossentropy" }, metrics: ["accuracy"] },
    });
    const xor = changeSettings(softmax, { data: "xor" });
    expect(xor.model.layers.at(-1)).toMatchObject({ units: 2, activation: "softmax" });
    expect(xor.compile.loss.name).toBe("categoricalCrossentropy");
    const plane = changeSettings(softmax, { data: "plane" });
    expect(plane.model.layers.at(-1)).toMatchObject({ units: 1, activation: "linear" });
    expect(plane.compile).toMatchObject({ loss: { name: "halfSquaredError" }, metrics: [] });
  });

  it("leaves the momentum out where the optimizer has none", () => {
    const adam = parseExperiment({ compile: { optimizer: { name: "adam" } } });
    expect(readSettings(adam).momentum).toBe(0);
    expect(changeSettings(adam, { momentum: 0.9, learningRate: 0.1 }).compile.optimizer).toEqual({
      ...adam.compile.optimizer,
      learningRate: 0.1,
    });
  });

  it("keeps a batch within the training set when that shrinks", () => {
    const large = changeSettings(base, { batchSize: 250 });
    expect(changeSettings(large, { testFraction: 0.8 }).fit.batchSize).toBe(100);
  });

  it("refuses a value out of range, by name", () => {
    expect(() => changeSettings(base, { batchSize: 0 })).toThrow(
      "fit.batchSize: expected a number not below 1, but got 0.",
    );
  });
});

describe("isLive(change)", () => {
  it("holds for the learning rate and not for the data", () => {
    expect(isLive({ learningRate: 1 })).toBe(true);
    expect(isLive({ learningRate: 1, data: "xor" })).toBe(false);
  });
});
