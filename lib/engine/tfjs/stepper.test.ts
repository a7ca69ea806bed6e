import "@tensorflow/tfjs-backend-cpu";
import { fileURLToPath } from "node:url";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { activationNames, metricNames, parseExperiment } from "../../experiment/experiment";
import { createReferenceStepper } from "../reference";
import { createTask, type Task } from "../task";
import { compareUpdates, relativeDistance } from "../testing/compare-updates";
import {
  createLayers,
  createRandomTask,
  hundredStates,
  layers,
  losses,
  optimizers,
  pairs,
  restraints,
  schedules,
  shapes,
} from "../testing/test-tasks";
import { createStart, createTrainer, type State } from "../trainer";
import { createTfjsStepper } from "./stepper";

const wasmFolder = new URL(
  "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/",
  import.meta.url,
);

async function expectSameUpdates(task: Task, steps?: number[]) {
  const distances = await compareUpdates(task, createTfjsStepper, steps);
  expect(distances).not.toEqual([]);
  for (const distance of distances) expect(distance).toBeLessThan(1e-5);
}

async function trainBoth(task: Task, steps: number) {
  const train = async (createStepper: typeof createTfjsStepper) => {
    const trainer = createTrainer(task, createStepper);
    await trainer.train({ step: steps }, Number.POSITIVE_INFINITY);
    const result = { ...(await trainer.snapshot()), ...(await trainer.evaluate()) };
    trainer.dispose();
    return result;
  };
  return [await train(createTfjsStepper), await train(createReferenceStepper)] as const;
}

// WebGPU is tried in a browser, end to end.
describe.each(["cpu", "wasm"])("createTfjsStepper(task) on %s", (backend) => {
  beforeAll(async () => {
    setWasmPaths(fileURLToPath(wasmFolder));
    expect(await tf.setBackend(backend)).toBe(true);
  });

  it.each(pairs)(
    "updates as the float64 reference does: %s, %s, every optimizer",
    async (activation, _, loss) => {
      // From a hundred states with one of the optimizers, a different one for each pair.
      const thorough = pairs.findIndex((pair) => pair[0] === activation && pair[2] === loss);
      for (const [index, optimizer] of optimizers.entries()) {
        const isThorough = index === thorough % optimizers.length;
        const task = createRandomTask({ layers: createLayers(activation, loss), loss, optimizer });
        await expectSameUpdates(task, isThorough ? hundredStates : undefined);
      }
    },
  );

  it.each(restraints)("does with every optimizer: %o", async (settings) => {
    for (const optimizer of optimizers) {
      await expectSameUpdates(
        createRandomTask({ layers, optimizer: { ...optimizer, ...settings } }),
      );
    }
  });

  it.each(Object.values(schedules))("follows the schedule $name", async (schedule) => {
    // Warm-up makes no step at all at first.
    await expectSameUpdates(createRandomTask({ layers, schedule }), [1, 3, 7]);
  });

  it.each(Object.entries(shapes))("updates as the reference does with %s", async (_, settings) => {
    await expectSameUpdates(createRandomTask(settings));
  });

  // All weights 0, and so all weighted sums; and for the losses, no error, or one of just δ.
  it.each([
    ...activationNames.map((activation) => ({
      activation,
      loss: losses.halfSquaredError,
      target: 1,
    })),
    { activation: "linear" as const, loss: losses.meanAbsoluteError, target: 0 },
    { activation: "linear" as const, loss: losses.huber, target: losses.huber.delta },
    { activation: "sigmoid" as const, loss: losses.binaryCrossentropy, target: 1 },
  ])(
    "takes the slope at a kink as the reference does: $activation, $loss.name",
    async ({ activation, loss, target }) => {
      const task = createRandomTask({
        layers: [{ units: 2, activation, kernelRegularizer: { l1: 1, l2: 0 } }],
        loss,
      });
      task.dataset.train.y.fill(target);
      const start = createStart(task);
      start.weights.fill(0);
      const update = async (createStepper: typeof createTfjsStepper): Promise<State> => {
        const trainer = createTrainer(task, createStepper, start);
        await trainer.train({ step: 1 }, Number.POSITIVE_INFINITY);
        const state = await trainer.snapshot();
        trainer.dispose();
        return state;
      };
      const { weights } = await update(createTfjsStepper);
      for (const [i, expected] of (await update(createReferenceStepper)).weights.entries()) {
        expect(weights[i]).toBeCloseTo(expected, 6);
      }
    },
  );

  // float32 keeps 7 digits; 100 steps of rounding stay within 1e-5 of the weights' norm.
  it.each(optimizers.map((optimizer) => [optimizer.name, optimizer] as const))(
    "ends where the reference does after 100 steps: %s, %o",
    async (_, optimizer) => {
      // At these rates no small difference grows.
      const slower = { ...optimizer, learningRate: optimizer.learningRate / 10 };
      const experiment = parseExperiment({ fit: { batchSize: 32, shuffle: true } });
      const task = createTask({
        ...experiment,
        compile: { ...experiment.compile, optimizer: slower },
      });
      const [tfjs, reference] = await trainBoth(task, 100);
      expect(relativeDistance(tfjs.weights, reference.weights)).toBeLessThan(1e-5);
      expect(tfjs.loss).toBeCloseTo(reference.loss, 5);
      expect(tfjs.testLoss).toBeCloseTo(reference.testLoss, 5);
      expect(tfjs.relativeStep / reference.relativeStep).toBeCloseTo(1, 3);
    },
  );

  it.each(Object.values(losses))("measures as the reference does: $name", async (loss) => {
    const metrics = [...metricNames];
    const task = createRandomTask({ layers: createLayers("tanh", loss), loss, metrics });
    const [tfjs, reference] = await trainBoth(task, 3);
    expect(tfjs.loss).toBeCloseTo(reference.loss, 5);
    expect(tfjs.testLoss).toBeCloseTo(reference.testLoss, 5);
    for (const name of metricNames) {
      expect(tfjs.metrics?.[name]).toBeCloseTo(reference.metrics?.[name] as number, 5);
      expect(tfjs.testMetrics?.[name]).toBeCloseTo(reference.testMetrics?.[name] as number, 5);
    }
  });

  it("frees every tensor of a step, and all of them at the end", async () => {
    const before = tf.memory().numTensors;
    for (const loss of [losses.halfSquaredError, losses.sparseCategoricalCrossentropy]) {
      for (const optimizer of optimizers) {
        const task = createRandomTask({
          layers: createLayers("tanh", loss).map((layer, index) => ({
            ...layer,
            dropout: index === 0 ? 0.5 : 0,
            kernelRegularizer: { l1: 0.1, l2: 0.1 },
          })),
          loss,
          optimizer: { ...optimizer, globalClipnorm: 1, weightDecay: 0.1 },
          metrics: [...metricNames],
        });
        const trainer = createTrainer(task, createTfjsStepper);
        await trainer.train({ step: 2 }, Number.POSITIVE_INFINITY);
        const during = tf.memory().numTensors;
        await trainer.train({ step: 9 }, Number.POSITIVE_INFINITY);
        expect(tf.memory().numTensors).toBe(during);
        trainer.dispose();
        expect(tf.memory().numTensors).toBe(before);
      }
    }
  });
});
