import { describe, expect, it } from "vitest";
import { activationNames } from "../experiment/experiment";
import { activations } from "./activations";

describe("activations", () => {
  it.each(activationNames)("%s has the slope of its own curve", (name) => {
    const { value, slope } = activations[name];
    const h = 1e-6;
    // None of them has a kink here; ReLU's is at 0.
    for (const z of [-4, -1.5, -0.3, 0.2, 1, 3.5]) {
      const measured = (value(z + h) - value(z - h)) / (2 * h);
      expect(slope(z, value(z))).toBeCloseTo(measured, 8);
    }
  });

  it("have the values that they are known for", () => {
    const { linear, relu, sigmoid, tanh } = activations;
    expect([-2, 0, 3].map(linear.value)).toEqual([-2, 0, 3]);
    expect([-2, 0, 3].map(relu.value)).toEqual([0, 0, 3]);
    expect(relu.slope(0, 0)).toBe(0);
    expect(sigmoid.value(0)).toBe(0.5);
    expect(sigmoid.slope(0, 0.5)).toBe(0.25);
    // tanh(z) = 2σ(2z) − 1
    expect(tanh.value(0.7)).toBeCloseTo(2 * sigmoid.value(1.4) - 1, 12);
  });
});
