import { beforeAll, describe, expect, it } from "vitest";
import { activationNames, metricNames } from "../../experiment/experiment";
import { createReferenceStepper } from "../reference";
import type { Task } from "../task";
import { compareUpdates, relativeDistance } from "../testing/compare-updates";
import {
  createLayers,
  createRandomTask,
  losses,
  optimizers,
  schedules,
} from "../testing/test-tasks";
import { type CreateStepper, createTrainer } from "../trainer";
import { loadDenseInNode } from "./load-node";
import { createDenseStepper } from "./stepper";

let createStepper: CreateStepper;
beforeAll(async () => {
  const modules = await loadDenseInNode();
  createStepper = (task) => createDenseStepper(task, modules);
});

const layers = createLayers("tanh", losses.halfSquaredError);
const hundredStates = Array.from({ length: 100 }, (_, step) => step);

async function expectSameUpdates(task: Task, steps?: number[]) {
  const distances = await compareUpdates(task, createStepper, steps);
  expect(distances).not.toEqual([]);
  expect(Math.max(...distances)).toBeLessThan(1e-5);
}

const pairs = activationNames.flatMap((activation) =>
  Object.values(losses).map((loss) => [activation, loss.name, loss] as const),
);

describe("createDenseStepper(task, modules), beside the float64 reference", () => {
  it.each(pairs)(
    "updates alike from 100 states: %s, %s, every optimizer",
    async (activation, _, loss) => {
      for (const optimizer of optimizers) {
        const task = createRandomTask({ layers: createLayers(activation, loss), loss, optimizer });
        await expectSameUpdates(task, hundredStates);
      }
    },
  );

  it.each([
    { weightDecay: 0.1 },
    { clipvalue: 0.01 },
    { clipnorm: 0.05 },
    { globalClipnorm: 0.05 },
  ])("updates alike with every optimizer: %o", async (settings) => {
    for (const optimizer of optimizers) {
      await expectSameUpdates(
        createRandomTask({ layers, optimizer: { ...optimizer, ...settings } }),
      );
    }
  });

  it.each(Object.values(schedules))("follows the schedule $name", async (schedule) => {
    await expectSameUpdates(createRandomTask({ layers, schedule }), [1, 3, 7]);
  });

  it.each<[string, Parameters<typeof createRandomTask>[0]]>([
    ["batches of 1", { layers, batchSize: 1 }],
    ["all examples in one batch", { layers, batchSize: 13 }],
    ["no hidden layer", { layers: [{ units: 1, activation: "linear" }] }],
    ["one unit a layer", { layers: [{ units: 1 }, { units: 1 }, { units: 1 }] }],
    ["512 units", { layers: [{ units: 512, activation: "relu" }, { units: 2 }] }],
    [
      "two wide layers",
      { layers: [{ units: 300, activation: "elu" }, { units: 150 }, { units: 7 }] },
    ],
    [
      "odd widths",
      { layers: [{ units: 5 }, { units: 3 }, { units: 13 }, { units: 6 }, { units: 1 }] },
    ],
    ["20 layers", { layers: Array.from({ length: 20 }, () => ({ units: 3 })) }],
    [
      "L1 and L2",
      {
        layers: [
          { units: 4, kernelRegularizer: { l1: 0.1, l2: 0 } },
          { units: 4, kernelRegularizer: { l1: 0, l2: 0.1 } },
          { units: 1, kernelRegularizer: { l1: 0.2, l2: 0.3 } },
        ],
      },
    ],
    [
      "dropout",
      {
        layers: [
          { units: 8, dropout: 0.5 },
          { units: 8, activation: "gelu", dropout: 0.2 },
          { units: 1 },
        ],
      },
    ],
  ])("updates alike with %s", async (_, settings) => {
    await expectSameUpdates(createRandomTask(settings));
  });

  const smooth = pairs.filter(
    ([activation, name]) =>
      !["relu", "leakyRelu", "selu"].includes(activation) &&
      !["meanAbsoluteError", "huber"].includes(name),
  );

  it.each(smooth)(
    "ends a run of 100 steps alike: %s, %s, every optimizer",
    async (activation, _, loss) => {
      for (const optimizer of optimizers) {
        const task = createRandomTask({ layers: createLayers(activation, loss), loss, optimizer });
        const train = async (create: CreateStepper) => {
          const trainer = createTrainer(task, create);
          await trainer.train({ step: 100 }, Number.POSITIVE_INFINITY);
          const { weights } = await trainer.snapshot();
          trainer.dispose();
          return weights;
        };
        const distance = relativeDistance(
          await train(createStepper),
          await train(createReferenceStepper),
        );
        expect(distance, optimizer.name).toBeLessThan(1e-5);
      }
    },
  );

  it.each(pairs)("measures alike: %s, %s", async (activation, _, loss) => {
    const task = createRandomTask({
      layers: createLayers(activation, loss),
      loss,
      metrics: [...metricNames],
    });
    const [tested, expected] = await Promise.all(
      [createStepper, createReferenceStepper].map(async (create) => {
        const trainer = createTrainer(task, create);
        await trainer.train({ step: 20 }, Number.POSITIVE_INFINITY);
        return trainer.evaluate();
      }),
    );
    expect(tested?.loss).toBeCloseTo(expected?.loss as number, 5);
    expect(tested?.testLoss).toBeCloseTo(expected?.testLoss as number, 5);
    expect((tested?.relativeStep as number) / (expected?.relativeStep as number)).toBeCloseTo(1, 3);
    for (const name of metricNames) {
      expect(tested?.metrics?.[name]).toBeCloseTo(expected?.metrics?.[name] as number, 4);
      expect(tested?.testMetrics?.[name]).toBeCloseTo(expected?.testMetrics?.[name] as number, 4);
    }
  });
});
