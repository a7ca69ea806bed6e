import { beforeAll, describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { createReferenceStepper } from "../reference";
import { createTask } from "../task";
import { createTrainer, type Snapshot } from "../trainer";
import { loadDenseInNode } from "./load-node";
import type { DenseModules } from "./modules";
import { createDenseStepper } from "./stepper";

let modules: DenseModules;
beforeAll(async () => {
  modules = await loadDenseInNode();
});

const forever = Number.POSITIVE_INFINITY;

function open(input: ExperimentInput, snapshot?: Snapshot) {
  const task = createTask(parseExperiment(input));
  return createTrainer(task, (each) => createDenseStepper(each, modules), snapshot);
}

function openReference(input: ExperimentInput) {
  return createTrainer(createTask(parseExperiment(input)), createReferenceStepper);
}

const settings: Record<string, ExperimentInput> = {
  "the default network": {},
  "momentum in shuffled, ragged batches": {
    compile: { optimizer: { momentum: 0.9 } },
    fit: { batchSize: 32, shuffle: true },
  },
  "Adam with a schedule": {
    compile: { optimizer: { name: "adam", learningRate: 0.01 } },
    fit: { schedule: { name: "cosineDecay", decaySteps: 60, warmupSteps: 10 } },
  },
  dropout: {
    model: { layers: [{ units: 8, dropout: 0.3 }, { units: 4, dropout: 0.5 }, { units: 1 }] },
  },
  "two probabilities and their metrics": {
    model: { layers: [{ units: 5 }, { units: 2, activation: "softmax" }] },
    compile: {
      loss: { name: "sparseCategoricalCrossentropy" },
      metrics: ["accuracy", "meanSquaredError", "meanAbsoluteError"],
    },
  },
};

describe("createDenseStepper(task, modules)", () => {
  it.each(Object.entries(settings))(
    "logs what the float64 reference logs: %s",
    async (_, input) => {
      const dense = await open(input).train({ epoch: 4 }, forever);
      const reference = await openReference(input).train({ epoch: 4 }, forever);
      expect(dense.logs).toHaveLength(4);
      for (const [index, log] of dense.logs.entries()) {
        const { metrics, testMetrics, ...rest } = log;
        const {
          metrics: expected,
          testMetrics: testExpected,
          ...other
        } = reference.logs[index] ?? {};
        for (const [values, against] of [
          [rest, other],
          [metrics, expected],
          [testMetrics, testExpected],
        ] as [Record<string, number>, Record<string, number>][]) {
          expect(Object.keys(values).sort()).toEqual(Object.keys(against).sort());
          for (const [name, value] of Object.entries(values)) {
            expect(value, name).toBeCloseTo(against[name] as number, 4);
          }
        }
      }
    },
  );

  it.each(Object.entries(settings))(
    "gives the same bytes however it is sliced: %s",
    async (_, input) => {
      const whole = open(input);
      const { logs } = await whole.train({ epoch: 4 }, forever);
      const sliced = open(input);
      const parts = [];
      for (;;) {
        const { logs: some, isDone } = await sliced.train({ epoch: 4 }, 0);
        parts.push(...some);
        if (isDone) break;
      }
      expect(parts).toEqual(logs);
      expect(await sliced.snapshot()).toEqual(await whole.snapshot());
    },
  );

  it.each(Object.entries(settings))(
    "goes on from a snapshot to the same bytes: %s",
    async (_, input) => {
      const whole = open(input);
      await whole.train({ step: 45 }, forever);
      const first = open(input);
      await first.train({ step: 17 }, forever);
      const second = open(input, await first.snapshot());
      await second.train({ step: 45 }, forever);
      expect(await second.snapshot()).toEqual(await whole.snapshot());
    },
  );

  it("stops before the step that makes the loss infinite, and finds it again", async () => {
    const input: ExperimentInput = {
      data: { name: "plane" },
      model: {
        layers: [
          { units: 4, activation: "linear" },
          { units: 1, activation: "linear" },
        ],
      },
      compile: { optimizer: { learningRate: 3 } },
    };
    const trainer = open(input);
    const { divergedAtStep } = await trainer.train({ epoch: 200 }, forever);
    const { step, weights } = await trainer.snapshot();
    expect(step).toBe((divergedAtStep as number) - 1);
    expect(weights.every(Number.isFinite)).toBe(true);
    const again = await trainer.train({ step: step + 1 }, forever);
    expect(again.divergedAtStep).toBe(divergedAtStep);
    // float32 overflows earlier than float64.
    const shuffled = open({ ...input, fit: { shuffle: true } });
    const hurried = await shuffled.train({ epoch: 200 }, forever);
    expect((await shuffled.snapshot()).step).toBe((hurried.divergedAtStep as number) - 1);
  });

  it("keeps units with equal weights equal for ever, bit for bit", async () => {
    const constant = { name: "constant", value: 0.3 } as const;
    for (const units of [2, 3, 5, 7, 13]) {
      const layers = [
        { units, kernelInitializer: constant, biasInitializer: constant },
        { units, kernelInitializer: constant, biasInitializer: constant },
        { units: 1, kernelInitializer: constant },
      ];
      const trainer = open({ model: { layers }, compile: { optimizer: { learningRate: 0.3 } } });
      await trainer.train({ epoch: 200 }, forever);
      const { weights } = await trainer.snapshot();
      const first = weights.subarray(0, 2 * units);
      expect(new Set(first.subarray(0, units)).size).toBe(1);
      expect(new Set(first.subarray(units)).size).toBe(1);
      expect(first[0]).not.toBe(0.3);
      const second = weights.subarray(3 * units, 3 * units + units * units);
      expect(new Set(second).size).toBe(1);
    }
  });
});
