import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { createNetwork, drawWeights } from "../network";
import { dot, norm } from "../vectors";
import { drawPlane, frameCoordinates, project } from "./planes";

const kernelInitializer = { name: "randomNormal", stddev: 1 } as const;
const experiment = parseExperiment({
  model: { layers: [{ units: 4, kernelInitializer }, { units: 1 }] },
});
const network = createNetwork(experiment.model, 2);
const weights = drawWeights(network, experiment);

describe("drawPlane(network, origin, seed)", () => {
  const { origin, directions } = drawPlane(network, weights, 1);

  it("is as long as the weights, unit by unit, and leaves biases alone", () => {
    expect(origin).toBe(weights);
    for (const direction of directions) {
      for (let unit = 0; unit < 4; unit += 1) {
        // Rows of the 2 × 4 kernel are inputs.
        const into = (vector: ArrayLike<number>) =>
          Math.hypot(vector[unit] as number, vector[4 + unit] as number);
        expect(into(direction)).toBeCloseTo(into(weights), 12);
      }
      expect([...direction.subarray(8, 12), direction[16]]).toEqual([0, 0, 0, 0, 0]);
      expect(norm(direction.subarray(12, 16))).toBeCloseTo(norm(weights.subarray(12, 16)), 12);
    }
  });

  it("is as long as the weights of whole layers on request", () => {
    for (const direction of drawPlane(network, weights, 1, "layer").directions) {
      expect(norm(direction.subarray(0, 8))).toBeCloseTo(norm(weights.subarray(0, 8)), 12);
      const first = Math.hypot(direction[0] as number, direction[4] as number);
      expect(first).not.toBeCloseTo(Math.hypot(weights[0] as number, weights[4] as number), 3);
    }
  });

  it("follows from the seed, and is not the direction of the starting weights", () => {
    const length = norm(weights);
    expect(drawPlane(network, weights, 1).directions).toEqual(directions);
    expect(drawPlane(network, weights, 2).directions).not.toEqual(directions);
    for (const seed of [0, 1, 2, 3]) {
      for (const direction of drawPlane(network, weights, seed).directions) {
        expect(Math.abs(dot(direction, weights)) / (norm(direction) * length)).toBeLessThan(0.95);
      }
    }
  });

  it("has nothing to show of weights that are all 0", () => {
    const zeros = new Float64Array(network.weightCount);
    for (const direction of drawPlane(network, zeros, 1).directions)
      expect(norm(direction)).toBe(0);
  });
});

describe("project(plane, weights)", () => {
  it("measures along both directions from the origin", () => {
    const directions = [Float64Array.of(0.6, 0.8, 0), Float64Array.of(0, 0, 1)] as const;
    const plane = { origin: Float64Array.of(1, 1, 1), directions };
    expect(project(plane, Float64Array.of(6, 1, -1))).toEqual({ a: 3, b: -2 });
  });
});

describe("frameCoordinates(coordinates, margin)", () => {
  it("leaves a margin on each side", () => {
    const path = [
      { a: 0, b: -1 },
      { a: 10, b: 1 },
    ];
    expect(frameCoordinates(path, 0.5)).toEqual({ a: [-5, 15], b: [-2, 2] });
  });

  it("gives a straight path the width that it has the other way, and a point a width of 1", () => {
    const path = [
      { a: 0, b: 0 },
      { a: 10, b: 0 },
    ];
    expect(frameCoordinates(path, 0.1)).toEqual({ a: [-1, 11], b: [-5, 5] });
    expect(frameCoordinates([{ a: 2, b: 3 }])).toEqual({ a: [1.5, 2.5], b: [2.5, 3.5] });
  });
});
