import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { createReferenceStepper } from "./reference";
import { createTrainer } from "./trainer";

const seedCount = 256;

/** Test losses by seed, `[epoch 0, 1, …]`. */
async function trainAll(input: ExperimentInput, epochs: number): Promise<number[][]> {
  const runs: number[][] = [];
  for (let seed = 0; seed < seedCount; seed += 1) {
    const trainer = createTrainer(parseExperiment({ ...input, seed }), createReferenceStepper);
    const start = await trainer.evaluate();
    const { logs } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
    runs.push([start, ...logs].map(({ testLoss }) => testLoss));
  }
  return runs;
}

function medianAt(runs: number[][], epoch: number): number {
  const losses = runs.map((run) => run[epoch] as number).sort((a, b) => a - b);
  return ((losses[seedCount / 2 - 1] as number) + (losses[seedCount / 2] as number)) / 2;
}

/** A share of 256 starts lies this near to its true value, three times in a thousand excepted. */
function expectShare(runs: number[][], epoch: number, expected: number) {
  const share = runs.filter((run) => (run[epoch] as number) < 0.05).length / seedCount;
  const p = Math.min(Math.max(expected, 0.02), 0.98);
  expect(Math.abs(share - expected)).toBeLessThan(3 * Math.sqrt((p * (1 - p)) / seedCount));
}

// Medians and shares over thousands of seeds, with the bracket that holds 99 % of the medians of 256,
// computed beforehand from TensorFlow Playground's definitions (tensorflow/playground at 02469bd).
describe("training over 256 seeds reproduces TensorFlow Playground", () => {
  it("circle, 4-2 tanh", async () => {
    const runs = await trainAll({}, 100);
    expect(medianAt(runs, 0)).toBeCloseTo(0.509, 2);
    expect(medianAt(runs, 50)).toBeGreaterThan(0.051);
    expect(medianAt(runs, 50)).toBeLessThan(0.075);
    expect(medianAt(runs, 100)).toBeGreaterThan(0.0106);
    expect(medianAt(runs, 100)).toBeLessThan(0.014);
    expectShare(runs, 50, 0.42);
    expectShare(runs, 100, 0.92);
  });

  it("two clusters and the plane need no hidden layer", async () => {
    const layers = (activation: "tanh" | "linear") => ({ layers: [{ units: 1, activation }] });
    const gauss = await trainAll({ data: { name: "gauss" }, model: layers("tanh") }, 100);
    expect(medianAt(gauss, 1)).toBeCloseTo(0.023, 2);
    expect(medianAt(gauss, 10)).toBeCloseTo(0.003, 3);
    expect(medianAt(gauss, 100)).toBeCloseTo(0.0005, 4);
    expectShare(gauss, 1, 0.996);
    const plane = await trainAll(
      { data: { name: "plane", samples: 1200 }, model: layers("linear") },
      10,
    );
    expect(medianAt(plane, 10)).toBeLessThan(1e-4);
  });

  it("two clusters, one ReLU unit", async () => {
    const layers = [{ units: 1, activation: "relu" as const }, { units: 1 }];
    const runs = await trainAll({ data: { name: "gauss" }, model: { layers } }, 100);
    expect(medianAt(runs, 1)).toBeCloseTo(0.337, 1);
    expect(medianAt(runs, 10)).toBeCloseTo(0.025, 2);
    expect(medianAt(runs, 100)).toBeCloseTo(0.0016, 3);
    expectShare(runs, 100, 0.999);
  });

  it("a linear network cannot solve XOR or the circle", async () => {
    const layers = [{ units: 1 }];
    for (const [name, loss] of [
      ["circle", 0.509],
      ["xor", 0.516],
    ] as const) {
      const runs = await trainAll({ data: { name }, model: { layers } }, 50);
      expect(medianAt(runs, 50)).toBeCloseTo(loss, 1.7);
      expectShare(runs, 50, 0);
    }
  });
});
