import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { goalExercise } from "./goal";
import { abridgeRun, type LiveRun } from "./live-runs";

const exercise = goalExercise({
  id: "soon",
  title: "Soon",
  objective: "Be quick.",
  widget: "descends",
  epoch: 60,
  testLossBelow: 0.02,
  explanation: "That was quick.",
});

const faster: ExperimentInput = { compile: { optimizer: { learningRate: 0.1 } } };

function createRun(change: ExperimentInput, epochs: number, testLoss = 0.01): LiveRun {
  return {
    base: parseExperiment({}),
    experiment: parseExperiment(change),
    logs: Array.from({ length: epochs + 1 }, (_, epoch) => ({ epoch, loss: testLoss, testLoss })),
    changedAtEpoch: null,
  };
}

describe("goalExercise(definition).judge(run)", () => {
  it.each([60, 61, 200])(
    "is content with a run of %i epochs that was good at epoch 60",
    (epochs) => {
      expect(exercise.judge(createRun(faster, epochs))).toEqual({
        isCorrect: true,
        reply: "That was quick.",
      });
    },
  );

  it.each<[string, LiveRun | null]>([
    ["The figure has no run yet. Change one setting there and press Train.", null],
    [
      "All settings are still those that the figure came with. Change one of them and press Train.",
      createRun({}, 200),
    ],
    [
      "You changed two settings: the learning rate and the batch size. Put all but one back.",
      createRun({ ...faster, fit: { batchSize: 2 } }, 60),
    ],
    [
      "You changed three settings: the learning rate, the momentum and the batch size. Put all but one back.",
      createRun(
        { compile: { optimizer: { learningRate: 0.1, momentum: 0.5 } }, fit: { batchSize: 2 } },
        60,
      ),
    ],
    [
      "You changed the data set, and that is another problem. Put it back.",
      createRun({ data: { name: "gauss" } }, 60),
    ],
    [
      "You changed the share of test points, and that is another problem. Put it back.",
      createRun({ ...faster, data: { testFraction: 0.1 } }, 60),
    ],
    [
      "You changed the random seed. That is another start, so it is luck and not a setting. Put it back.",
      createRun({ ...faster, seed: 2 }, 60),
    ],
    [
      "You changed the loss, and with it the scale on which the goal is measured. Put it back.",
      createRun({ compile: { loss: { name: "meanSquaredError" } } }, 60),
    ],
    ["The run has reached epoch 37; train to 60.", createRun(faster, 37)],
    ["The run has reached epoch 0; train to 60.", { ...createRun(faster, 0), logs: [] }],
    [
      "At epoch 60 the test loss was 0.0310; it is to be below 0.02.",
      createRun(faster, 100, 0.031),
    ],
    ["At epoch 60 the test loss was 0.0200; it is to be below 0.02.", createRun(faster, 100, 0.02)],
    [
      "A setting changed in the middle of this run, at epoch 30. Press Reset and train from the start.",
      { ...createRun(faster, 60), changedAtEpoch: 30.4 },
    ],
    [
      "The run kept no loss for epoch 60. Press Reset and train from the start.",
      { ...createRun(faster, 60), logs: [{ epoch: 60.4, loss: 0.01, testLoss: 0.01 }] },
    ],
  ])("says: %s", (reply, run) => {
    expect(exercise.judge(run)).toEqual({ isCorrect: false, reply });
  });

  it("comes to the same verdict on what is kept of a run, also after a round trip through JSON", () => {
    for (const run of [createRun(faster, 200), createRun(faster, 37), createRun({}, 80)]) {
      const kept: unknown = JSON.parse(JSON.stringify(abridgeRun(run, exercise.epoch)));
      expect(exercise.judge(z.parse(exercise.answerSchema, kept))).toEqual(exercise.judge(run));
    }
  });

  it("refuses a kept run whose Experiment this edition does not know", () => {
    const run = { ...createRun(faster, 60), experiment: { seed: -1 } };
    expect(z.safeParse(exercise.answerSchema, run).success).toBe(false);
  });
});
