import { describe, expect, it } from "vitest";
import { createRandom } from "../data/random";
import type { Initializer } from "../experiment/experiment";
import { fillWeights } from "./initializers";

function fill(initializer: Initializer, fanIn: number, fanOut: number, seed = 1): Float32Array {
  const weights = new Float32Array(fanIn * fanOut);
  fillWeights(weights, initializer, fanIn, fanOut, createRandom(seed, "weights"));
  return weights;
}

function measure(initializer: Initializer, fanIn: number, fanOut: number) {
  const values = fill(initializer, fanIn, fanOut);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return { mean, stddev: Math.sqrt(variance), largest };
}

describe("fillWeights(weights, initializer, fanIn, fanOut, random)", () => {
  // Standard deviations by the papers; 235,200 draws leave about 0.2 % of sampling error.
  it.each<[Initializer["name"], number]>([
    ["glorotUniform", Math.sqrt(2 / (784 + 300))],
    ["glorotNormal", Math.sqrt(2 / (784 + 300))],
    ["heUniform", Math.sqrt(2 / 784)],
    ["heNormal", Math.sqrt(2 / 784)],
    ["lecunUniform", Math.sqrt(1 / 784)],
    ["lecunNormal", Math.sqrt(1 / 784)],
  ])("%s has the spread that its scheme names", (name, expected) => {
    const { mean, stddev } = measure({ name } as Initializer, 784, 300);
    expect(Math.abs(stddev / expected - 1)).toBeLessThan(0.006);
    expect(Math.abs(mean)).toBeLessThan(0.01 * expected);
  });

  it("keeps Glorot's uniform limit, 0.0744 from 784 to 300 units", () => {
    const { largest } = measure({ name: "glorotUniform" }, 784, 300);
    expect(largest).toBeGreaterThan(0.0743);
    expect(largest).toBeLessThan(0.0744);
  });

  it("keeps the uniform limits √(6/fanIn) of He and √(3/fanIn) of LeCun", () => {
    for (const [name, limit] of [
      ["heUniform", Math.sqrt(6 / 784)],
      ["lecunUniform", Math.sqrt(3 / 784)],
    ] as const) {
      const { largest } = measure({ name }, 784, 300);
      expect(largest / limit).toBeGreaterThan(0.9999);
      expect(largest / limit).toBeLessThanOrEqual(1);
    }
  });

  it("truncates He's normal at two standard deviations before widening", () => {
    const { largest } = measure({ name: "heNormal" }, 512, 300);
    expect(largest).toBeLessThan((2 * 0.0625) / 0.8796);
    expect(largest).toBeGreaterThan((1.99 * 0.0625) / 0.8797);
  });

  it("draws normal and truncated numbers around a mean, the truncated ones not widened", () => {
    const normal = measure({ name: "randomNormal", mean: 3, stddev: 0.5 }, 500, 400);
    expect(normal.mean).toBeCloseTo(3, 2);
    expect(normal.stddev).toBeCloseTo(0.5, 2);
    expect(normal.largest).toBeGreaterThan(3 + 4 * 0.5);
    const truncated = measure({ name: "truncatedNormal", mean: 3, stddev: 0.5 }, 500, 400);
    expect(truncated.mean).toBeCloseTo(3, 2);
    // The standard deviation of a normal distribution cut at ±2 is 0.87963 of its own.
    expect(truncated.stddev).toBeCloseTo(0.5 * 0.87963, 2);
    expect(truncated.largest).toBeLessThanOrEqual(4);
    expect(truncated.largest).toBeGreaterThan(3.99);
  });

  it("draws uniform numbers between its limits", () => {
    const values = fill({ name: "randomUniform", minval: -1, maxval: 3 }, 100, 100);
    expect(Math.min(...values)).toBeGreaterThanOrEqual(-1);
    expect(Math.min(...values)).toBeLessThan(-0.99);
    expect(Math.max(...values)).toBeLessThanOrEqual(3);
    expect(Math.max(...values)).toBeGreaterThan(2.99);
  });

  it("fills with one number where it is told to", () => {
    expect([...fill({ name: "zeros" }, 1, 2)]).toEqual([0, 0]);
    expect([...fill({ name: "ones" }, 1, 2)]).toEqual([1, 1]);
    expect([...fill({ name: "constant", value: 0.25 }, 1, 2)]).toEqual([0.25, 0.25]);
  });

  it.each([
    [12, 5],
    [5, 12],
    [8, 8],
    [1, 6],
    [6, 1],
    [1, 1],
  ])(
    "orthogonal of shape [%i, %i]: the shorter side's vectors are of length 1 and at right angles",
    (rows, columns) => {
      const gain = 1.5;
      const matrix = fill({ name: "orthogonal", gain }, rows, columns);
      const isTall = rows >= columns;
      const count = Math.min(rows, columns);
      const at = (vector: number, i: number) =>
        matrix[isTall ? i * columns + vector : vector * columns + i] as number;
      for (let a = 0; a < count; a += 1) {
        for (let b = 0; b < count; b += 1) {
          let product = 0;
          for (let i = 0; i < Math.max(rows, columns); i += 1) product += at(a, i) * at(b, i);
          // Stored in float32: a few roundings of 6e-8.
          expect(Math.abs(product / gain ** 2 - (a === b ? 1 : 0))).toBeLessThan(5e-7);
        }
      }
    },
  );

  it("orthogonal prefers no direction", () => {
    // The top left entry of a random 2 × 2 rotation or reflection is a cosine: mean 0, mean square ½.
    // 4000 draws leave 0.016 and 0.008 of sampling error.
    const entries = Array.from(
      { length: 4000 },
      (_, seed) => fill({ name: "orthogonal", gain: 1 }, 2, 2, seed)[0] as number,
    );
    const mean = entries.reduce((a, b) => a + b) / entries.length;
    const square = entries.reduce((a, b) => a + b * b, 0) / entries.length;
    expect(Math.abs(mean)).toBeLessThan(0.05);
    expect(Math.abs(square - 0.5)).toBeLessThan(0.025);
  });
});
