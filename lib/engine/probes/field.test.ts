import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { createNetwork, drawWeights } from "../network";
import { computeField } from "./field";

describe("computeField(experiment, weights, size)", () => {
  it("runs over the plane row by row from the bottom left, edges included", () => {
    // One linear unit that adds x1 + 10·x2.
    const experiment = parseExperiment({ model: { layers: [{ units: 1, activation: "linear" }] } });
    const field = computeField(experiment, Float64Array.of(1, 10, 0), 3);
    expect([...field]).toEqual([-66, -60, -54, -6, 0, 6, 54, 60, 66]);
  });

  it("samples a large network more coarsely", () => {
    const sizeOf = (units: number) => {
      const layers = [{ units }, { units }, { units: 1 }];
      const experiment = parseExperiment({ model: { layers } });
      return Math.sqrt(
        computeField(experiment, drawWeights(createNetwork(experiment.model, 2), experiment))
          .length,
      );
    };
    expect(sizeOf(4)).toBe(48);
    expect(sizeOf(128)).toBeLessThan(48);
  });
});

describe("computeField(experiment, weights) of probabilities", () => {
  // z = ½ log 3 · x1 for a sigmoid, and ±½ of it for the two classes of a softmax: p = ¾ at x1 = 2.
  const weight = Math.log(3) / 2;

  it.each([
    ["sigmoid", 1, [weight, 0, 0]],
    ["softmax", 2, [-weight / 2, weight / 2, 0, 0, 0, 0]],
  ] as const)("%s: a number whose sign is the class", (activation, units, weights) => {
    const experiment = parseExperiment({ model: { layers: [{ units, activation }] } });
    const field = computeField(experiment, Float64Array.from(weights), 7);
    // The middle row runs from x1 = −6 to 6 in steps of 2: 2p − 1 = ½ at 2, by float32.
    expect(field[3 * 7 + 3]).toBeCloseTo(0, 7);
    expect(field[3 * 7 + 4]).toBeCloseTo(0.5, 6);
    expect(field[3 * 7 + 2]).toBeCloseTo(-0.5, 6);
  });
});
