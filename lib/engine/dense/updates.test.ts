import { beforeAll, describe, expect, it } from "vitest";
import { metricNames } from "../../experiment/experiment";
import { createReferenceStepper } from "../reference";
import type { Task } from "../task";
import { compareUpdates, relativeDistance } from "../testing/compare-updates";
import {
  createLayers,
  createRandomTask,
  hundredStates,
  layers,
  optimizers,
  pairs,
  restraints,
  schedules,
  shapes,
} from "../testing/test-tasks";
import { type CreateStepper, createTrainer } from "../trainer";
import { loadDenseInNode } from "./load-node";
import { createDenseStepper } from "./stepper";

let createStepper: CreateStepper;
beforeAll(async () => {
  const modules = await loadDenseInNode();
  createStepper = (task) => createDenseStepper(task, modules);
});

async function expectSameUpdates(task: Task, steps?: number[]) {
  const distances = await compareUpdates(task, createStepper, steps);
  expect(distances).not.toEqual([]);
  expect(Math.max(...distances)).toBeLessThan(1e-5);
}

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

  it.each(restraints)("updates alike with every optimizer: %o", async (settings) => {
    for (const optimizer of optimizers) {
      await expectSameUpdates(
        createRandomTask({ layers, optimizer: { ...optimizer, ...settings } }),
      );
    }
  });

  it.each(Object.values(schedules))("follows the schedule $name", async (schedule) => {
    await expectSameUpdates(createRandomTask({ layers, schedule }), [1, 3, 7]);
  });

  it.each(Object.entries(shapes))("updates alike with %s", async (_, settings) => {
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
