import { describe, expect, it } from "vitest";
import { getLoss } from "../lib/engine/losses";
import { computeGradient, drawWeights } from "../lib/engine/network";
import { createTaskNetwork } from "../lib/engine/task";
import { createSpiralTask } from "./page/tasks";
import { generateEpoch } from "./unrolled";

const task = createSpiralTask("tanh", { name: "sgd", learningRate: 0.03 });
const network = createTaskNetwork(task);
const { train } = task.dataset;
const x = Float64Array.from(train.x);
const y = Float64Array.from(train.y);

describe("generateEpoch(network)", () => {
  it("moves the weights by the reference's gradient", () => {
    const weights = Float64Array.from(drawWeights(network, task));
    const before = weights.slice();
    generateEpoch(network)(weights, x, y, train.count, 1);
    const rows = Uint32Array.from({ length: train.count }, (_, row) => row);
    const loss = getLoss(task.compile.loss);
    const gradient = computeGradient(network, before, loss, train, rows);
    for (const [i, slope] of gradient.entries()) {
      // The kernel's tanh is good for float32: about 1e-7.
      expect((before[i] as number) - (weights[i] as number)).toBeCloseTo(slope, 6);
    }
  });

  it("trains in batches, the last with what is left", () => {
    const weights = Float64Array.from(drawWeights(network, task));
    const expected = weights.slice();
    generateEpoch(network)(weights, x, y, 60, 0.1);
    for (const [start, end] of [
      [0, 60],
      [60, 120],
      [120, 180],
      [180, 240],
      [240, 250],
    ] as const) {
      const rows = Uint32Array.from({ length: end - start }, (_, i) => start + i);
      const loss = getLoss(task.compile.loss);
      const gradient = computeGradient(network, expected, loss, train, rows);
      for (const [i, slope] of gradient.entries()) {
        expected[i] = (expected[i] as number) - 0.1 * slope;
      }
    }
    for (const [i, weight] of expected.entries()) expect(weights[i]).toBeCloseTo(weight, 6);
  });

  it("refuses another activation", () => {
    const relu = createTaskNetwork(createSpiralTask("relu", { name: "sgd" }));
    expect(() => generateEpoch(relu)).toThrow("expected tanh in layer 0, but got relu");
  });
});
