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
    });
    expect(model.layers.map((layer) => layer.units)).toEqual([4, 2, 1]);
    expect(compile.optimizer.learningRate).toBe(0.03);
    expect(fit.batchSize).toBe(10);
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
