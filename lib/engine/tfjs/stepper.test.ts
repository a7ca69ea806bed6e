import "@tensorflow/tfjs-backend-cpu";
import * as tf from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { createReferenceStepper } from "../reference";
import { createTrainer } from "../trainer";
import { createTfjsStepper } from "./stepper";

beforeAll(async () => {
  await tf.setBackend("cpu");
});

async function trainBoth(input: ExperimentInput, steps: number) {
  const experiment = parseExperiment(input);
  const both = [];
  for (const createStepper of [createTfjsStepper, createReferenceStepper]) {
    const trainer = createTrainer(experiment, createStepper);
    await trainer.train({ step: steps }, Number.POSITIVE_INFINITY);
    both.push({ snapshot: await trainer.snapshot(), log: await trainer.evaluate() });
    trainer.dispose();
  }
  return both as [(typeof both)[number], (typeof both)[number]];
}

function relativeDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let distance = 0;
  let length = 0;
  for (let i = 0; i < b.length; i += 1) {
    distance += ((a[i] as number) - (b[i] as number)) ** 2;
    length += (b[i] as number) ** 2;
  }
  return Math.sqrt(distance / length);
}

describe("createTfjsStepper(experiment, dataset)", () => {
  // float32 keeps 7 digits; 100 steps of rounding stay within 1e-5 of the weights' norm.
  it.each<[string, ExperimentInput]>([
    ["the default network", {}],
    ["momentum", { compile: { optimizer: { momentum: 0.9 } } }],
    ["Nesterov momentum", { compile: { optimizer: { momentum: 0.9, nesterov: true } } }],
    ["a ragged last batch, shuffled", { fit: { batchSize: 32, shuffle: true } }],
    ["batch 1", { fit: { batchSize: 1 } }],
    ["all points in one batch", { fit: { batchSize: 250 } }],
    ["mean squared error", { compile: { loss: "meanSquaredError" } }],
    ["ReLU units", { model: { layers: [{ units: 8, activation: "relu" }, { units: 1 }] } }],
    [
      "sigmoid units on seven features",
      {
        data: { features: ["x1", "x2", "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"] },
        model: { layers: [{ units: 8, activation: "sigmoid" }, { units: 1 }] },
      },
    ],
    [
      "linear regression",
      { data: { name: "plane" }, model: { layers: [{ units: 1, activation: "linear" }] } },
    ],
  ])("trains as the float64 reference does: %s", async (_, input) => {
    const [tfjs, reference] = await trainBoth(input, 100);
    expect(relativeDistance(tfjs.snapshot.weights, reference.snapshot.weights)).toBeLessThan(1e-5);
    for (const [i, v] of reference.snapshot.velocity.entries()) {
      expect(Math.abs((tfjs.snapshot.velocity[i] as number) - v)).toBeLessThan(1e-5);
    }
    expect(tfjs.log.loss).toBeCloseTo(reference.log.loss, 5);
    expect(tfjs.log.testLoss).toBeCloseTo(reference.log.testLoss, 5);
    expect(tfjs.log.relativeStep / reference.log.relativeStep).toBeCloseTo(1, 3);
  });

  it("frees every tensor of a step, and all of them at the end", async () => {
    const before = tf.memory().numTensors;
    const trainer = createTrainer(parseExperiment({}), createTfjsStepper);
    await trainer.train({ step: 5 }, Number.POSITIVE_INFINITY);
    const during = tf.memory().numTensors;
    await trainer.train({ step: 30 }, Number.POSITIVE_INFINITY);
    expect(tf.memory().numTensors).toBe(during);
    trainer.dispose();
    expect(tf.memory().numTensors).toBe(before);
  });
});
