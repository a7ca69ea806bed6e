import { describe, expect, it } from "vitest";
import type { Loss as LossOptions } from "../experiment/experiment";
import { activations, softmax } from "./activations";
import { getLoss, type Loss, type Outputs } from "./losses";

/** Outputs that are what they are, for losses of the error. */
const says = (...values: number[]): Outputs => ({
  sums: Float64Array.from(values),
  values: Float64Array.from(values),
});

const saysSigmoid = (...sums: number[]): Outputs => ({
  sums: Float64Array.from(sums),
  values: Float64Array.from(sums, activations.sigmoid.value),
});

const saysSoftmax = (...sums: number[]): Outputs => ({
  sums: Float64Array.from(sums),
  values: softmax(Float64Array.from(sums)),
});

const slopes = (loss: Loss, outputs: Outputs, yTrue: Float64Array) =>
  [...outputs.sums.keys()].map((unit) => loss.slope(outputs, yTrue, unit));

function expectClose(actual: readonly number[], expected: readonly number[], digits = 14) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, digits);
}

describe("getLoss(options)", () => {
  // Errors of (0.5, −2): outputs (1.5, −1) against targets (1, 1).
  it.each<[LossOptions, value: number, slopes: number[]]>([
    // (0.125 + 2) / 2; the errors over 2.
    [{ name: "halfSquaredError" }, 1.0625, [0.25, -1]],
    // (0.25 + 4) / 2; 2e / 2.
    [{ name: "meanSquaredError" }, 2.125, [0.5, -2]],
    // (0.5 + 2) / 2; the signs over 2.
    [{ name: "meanAbsoluteError" }, 1.25, [0.5, -0.5]],
    // δ = 1: (0.125 + 1·(2 − 0.5)) / 2; (0.5, −1) / 2.
    [{ name: "huber", delta: 1 }, 0.8125, [0.25, -0.5]],
    // δ = 3: both within it, so like ½e².
    [{ name: "huber", delta: 3 }, 1.0625, [0.25, -1]],
    // δ = 0.25: (0.25·(0.5 − 0.125) + 0.25·(2 − 0.125)) / 2; (0.25, −0.25) / 2.
    [{ name: "huber", delta: 0.25 }, 0.28125, [0.125, -0.125]],
  ])("%j has the mean and the slopes worked out by hand", (options, value, expected) => {
    const loss = getLoss(options);
    const yTrue = Float64Array.of(1, 1);
    expect(loss.value(says(1.5, -1), yTrue)).toBeCloseTo(value, 14);
    expectClose(slopes(loss, says(1.5, -1), yTrue), expected);
  });

  it("takes the slope of the absolute error as 0 where it has none", () => {
    expect(slopes(getLoss({ name: "meanAbsoluteError" }), says(2), Float64Array.of(2))).toEqual([
      0,
    ]);
  });

  it("joins the two pieces of Huber's loss smoothly", () => {
    const { value, slope } = getLoss({ name: "huber", delta: 0.7 });
    const yTrue = Float64Array.of(0);
    expect(value(says(0.7 - 1e-9), yTrue)).toBeCloseTo(value(says(0.7 + 1e-9), yTrue), 8);
    expect(slope(says(0.7 - 1e-9), yTrue, 0)).toBeCloseTo(slope(says(0.7 + 1e-9), yTrue, 0), 8);
  });

  it("gives p − y for softmax with cross-entropy: (.2, .3, .5), the second class", () => {
    const outputs = saysSoftmax(Math.log(0.2), Math.log(0.3), Math.log(0.5));
    const dense = getLoss({ name: "categoricalCrossentropy" });
    const oneHot = Float64Array.of(0, 1, 0);
    expectClose(slopes(dense, outputs, oneHot), [0.2, -0.7, 0.5]);
    expect(dense.value(outputs, oneHot)).toBeCloseTo(-Math.log(0.3), 14);
    const sparse = getLoss({ name: "sparseCategoricalCrossentropy" });
    expectClose(slopes(sparse, outputs, Float64Array.of(1)), [0.2, -0.7, 0.5]);
    expect(sparse.value(outputs, Float64Array.of(1))).toBeCloseTo(-Math.log(0.3), 14);
  });

  it("costs log 10 = 2.3026 to know nothing of ten classes", () => {
    const outputs = saysSoftmax(...new Array<number>(10).fill(0.7));
    const value = getLoss({ name: "sparseCategoricalCrossentropy" }).value(
      outputs,
      Float64Array.of(4),
    );
    expect(value).toBeCloseTo(Math.LN10, 14);
  });

  it("takes soft targets: those that softmax says have the slope 0, and cost their entropy", () => {
    const outputs = saysSoftmax(Math.log(0.2), Math.log(0.3), Math.log(0.5));
    const loss = getLoss({ name: "categoricalCrossentropy" });
    const yTrue = Float64Array.of(0.2, 0.3, 0.5);
    expectClose(slopes(loss, outputs, yTrue), [0, 0, 0]);
    // −(0.2 log 0.2 + 0.3 log 0.3 + 0.5 log 0.5)
    expect(loss.value(outputs, yTrue)).toBeCloseTo(1.0296530140645737, 13);
  });

  it("gives the mean over several yes-or-no outputs, and (p − y)/n for each", () => {
    // p = σ(±log 3) = 3/4 and 1/4, so −log ¾ for a right answer and −log ¼ for a wrong one.
    const loss = getLoss({ name: "binaryCrossentropy" });
    const outputs = saysSigmoid(Math.log(3), -Math.log(3));
    const yTrue = Float64Array.of(1, 1);
    expect(loss.value(outputs, yTrue)).toBeCloseTo((Math.log(4 / 3) + Math.log(4)) / 2, 14);
    expectClose(slopes(loss, outputs, yTrue), [-0.125, -0.375]);
  });

  it("stays exact where a probability rounds to 0 or 1", () => {
    const binary = getLoss({ name: "binaryCrossentropy" });
    const of = (z: number, t: number) => binary.value(saysSigmoid(z), Float64Array.of(t));
    expect([of(1000, 0), of(-1000, 1), of(1000, 1), of(-1000, 0)]).toEqual([1000, 1000, 0, 0]);
    // log(1 + e⁻⁴⁰) = e⁻⁴⁰, where 1 − σ(40) would be 0.
    expect(of(40, 1) / Math.exp(-40)).toBeCloseTo(1, 12);
    expect(slopes(binary, saysSigmoid(-1000), Float64Array.of(1))).toEqual([-1]);

    const outputs = saysSoftmax(1000, -1000, 0);
    const sparse = getLoss({ name: "sparseCategoricalCrossentropy" });
    expect(sparse.value(outputs, Float64Array.of(1))).toBe(2000);
    expect(sparse.value(outputs, Float64Array.of(0))).toBe(0);
    expect(slopes(sparse, outputs, Float64Array.of(1))).toEqual([1, -1, 0]);
    const dense = getLoss({ name: "categoricalCrossentropy" });
    expect(dense.value(outputs, Float64Array.of(0, 1, 0))).toBe(2000);
    expect(dense.value(outputs, Float64Array.of(1, 0, 0))).toBe(0);
  });

  it.each<[LossOptions, (...sums: number[]) => Outputs, number[]]>([
    [{ name: "halfSquaredError" }, says, [1, -0.2, 0.4]],
    [{ name: "meanSquaredError" }, says, [1, -0.2, 0.4]],
    [{ name: "meanAbsoluteError" }, says, [1, -0.2, 0.4]],
    [{ name: "huber", delta: 1 }, says, [1, -0.2, 0.4]],
    [{ name: "binaryCrossentropy" }, saysSigmoid, [1, 0, 0.4]],
    [{ name: "categoricalCrossentropy" }, saysSoftmax, [0, 1, 0]],
    [{ name: "categoricalCrossentropy" }, saysSoftmax, [0.5, 0.1, 0.4]],
    [{ name: "sparseCategoricalCrossentropy" }, saysSoftmax, [2]],
  ])("%j has the slopes of its own value", (options, say, target) => {
    const loss = getLoss(options);
    const yTrue = Float64Array.from(target);
    const sums = [0.3, -1.9, 2.2];
    const h = 1e-5;
    for (const [unit, slope] of slopes(loss, say(...sums), yTrue).entries()) {
      const valueAt = (move: number) =>
        loss.value(say(...sums.map((z, i) => (i === unit ? z + move : z))), yTrue);
      const measured = (valueAt(h) - valueAt(-h)) / (2 * h);
      // Third derivatives times h²/6, and rounding over 2h, stay below 1e-10.
      expect(Math.abs(slope - measured)).toBeLessThan(1e-9);
    }
  });
});
