import { describe, expect, it } from "vitest";
import {
  type ActivationName,
  type ExperimentInput,
  type Layer,
  parseExperiment,
} from "../experiment/experiment";
import { createReferenceStepper } from "./reference";
import { createTask } from "./task";
import { type CreateStepper, createTrainer } from "./trainer";

const seedCount = 256;

/** Every path that trains one network on the CPU, by its name. */
const paths: Record<string, CreateStepper> = { reference: createReferenceStepper };

/** Test losses by seed, `[epoch 0, 1, …]`. */
async function trainAll(
  createStepper: CreateStepper,
  input: ExperimentInput,
  epochs: number,
): Promise<number[][]> {
  const runs: number[][] = [];
  for (let seed = 0; seed < seedCount; seed += 1) {
    const trainer = createTrainer(createTask(parseExperiment({ ...input, seed })), createStepper);
    const start = await trainer.evaluate();
    const { logs } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
    trainer.dispose();
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
describe.each(Object.entries(paths))(
  "training over 256 seeds reproduces TensorFlow Playground: %s",
  // Some 10 s each on an idle machine.
  { timeout: 300_000 },
  (_, createStepper) => {
    it("circle, 4-2 tanh", async () => {
      const runs = await trainAll(createStepper, {}, 100);
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
      const gauss = await trainAll(
        createStepper,
        { data: { name: "gauss" }, model: layers("tanh") },
        100,
      );
      expect(medianAt(gauss, 1)).toBeCloseTo(0.023, 2);
      expect(medianAt(gauss, 10)).toBeCloseTo(0.003, 3);
      expect(medianAt(gauss, 100)).toBeCloseTo(0.0005, 4);
      expectShare(gauss, 1, 0.996);
      const plane = await trainAll(
        createStepper,
        { data: { name: "plane", samples: 1200 }, model: layers("linear") },
        10,
      );
      expect(medianAt(plane, 10)).toBeLessThan(1e-4);
    });

    it("two clusters, one ReLU unit", async () => {
      const layers = [{ units: 1, activation: "relu" as const }, { units: 1 }];
      const runs = await trainAll(
        createStepper,
        { data: { name: "gauss" }, model: { layers } },
        100,
      );
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
        const runs = await trainAll(createStepper, { data: { name }, model: { layers } }, 50);
        expect(medianAt(runs, 50)).toBeCloseTo(loss, 1.7);
        expectShare(runs, 50, 0);
      }
    });
  },
);

type Initializers = Pick<Layer, "kernelInitializer" | "biasInitializer">;

/** The weights of a 2-4-1 network after some epochs on the circle, and its test loss. */
async function trainFrom(
  createStepper: CreateStepper,
  activation: ActivationName,
  initializers: Initializers,
  epochs: number,
) {
  const layers = [
    { units: 4, activation, ...initializers },
    { units: 1, ...initializers },
  ];
  const task = createTask(parseExperiment({ model: { layers } }));
  const trainer = createTrainer(task, createStepper);
  const { logs } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
  const { weights } = await trainer.snapshot();
  trainer.dispose();
  // The kernel of the hidden layer is stored row by row, then come its bias and the output's kernel.
  const units = [0, 1, 2, 3].map((unit) => [0, 4, 8, 12].map((start) => weights[start + unit]));
  return { units, outputBias: weights[16], testLoss: logs.at(-1)?.testLoss };
}

describe.each(Object.entries(paths))("equal units: %s", (_, createStepper) => {
  const zeros: Initializers = {
    kernelInitializer: { name: "zeros" },
    biasInitializer: { name: "zeros" },
  };

  it.each(["tanh", "relu"] as const)(
    "%s units that start at 0 stay there, and only the output's bias moves",
    async (activation) => {
      const { units, outputBias } = await trainFrom(createStepper, activation, zeros, 20);
      for (const weight of units.flat()) expect(Math.abs(weight as number)).toBe(0);
      expect(outputBias).not.toBe(0);
    },
  );

  it("sigmoid units that start at 0 move, and stay identical", async () => {
    const { units } = await trainFrom(createStepper, "sigmoid", zeros, 20);
    for (const weight of units[0] ?? []) expect(weight).not.toBe(0);
    expect(new Set(units.map(String)).size).toBe(1);
  });

  it("four equal tanh units stay equal to the last bit, and do as well as one", async () => {
    const equal: Initializers = {
      kernelInitializer: { name: "constant", value: 0.3 },
      biasInitializer: { name: "constant", value: 0.1 },
    };
    const { units, testLoss } = await trainFrom(createStepper, "tanh", equal, 200);
    expect(new Set(units.map(String)).size).toBe(1);
    expect(testLoss).toBeGreaterThan(0.352);
  });
});
