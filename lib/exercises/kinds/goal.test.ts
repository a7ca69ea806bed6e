import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { experimentArbitrary } from "../../experiment/arbitrary";
import { type Experiment, parseExperiment } from "../../experiment/experiment";
import { decodeExperiment } from "../../experiment/link";
import type { JudgeContext } from "../exercise";
import { type GoalAnswer, type GoalConstraints, goalExercise } from "./goal";

const create = (constraints: GoalConstraints = { mostChanges: 1 }) =>
  goalExercise({
    id: "quick",
    title: "Quick",
    objective: "Be quick.",
    hints: ["Look at the steps.", "Make them longer."],
    solution: "Longer steps.",
    widget: "net",
    experiment: {},
    constraints,
    statement: { of: 3, atLeast: 2, quantity: "testLoss", below: 0.02, epochs: 60 },
    explanation: "Longer steps get farther.",
    advise: ({ fit }) => (fit.batchSize > 10 ? "Those are fewer steps." : undefined),
    solutions: ["compile.optimizer.learningRate=0.1"],
    wrong: [{ link: "seed=2", says: "the random seed" }],
  });

const exercise = create();
const answerWith = (link: string): GoalAnswer => ({
  experiment: decodeExperiment(link, exercise.base),
  runs: [],
});

/** Ends each start in the next of these test losses, and notes what it was asked to train. */
function contextWith(testLosses: readonly number[]) {
  const trained: Experiment[] = [];
  const context: JudgeContext = {
    seed: 1,
    drawStartSeeds: (_, count) => Array.from({ length: count }, (_, index) => 10 + index),
    async trainStarts(experiment, seeds) {
      trained.push(experiment);
      return seeds.map((seed, index) => {
        const testLoss = testLosses[index] as number;
        return { seed, loss: 0.1, testLoss, history: [{ epoch: 0, loss: 0.5, testLoss }] };
      });
    },
    openStudentRealm: () => Promise.reject(new Error("A goal runs no code.")),
  };
  return { context, trained };
}

describe("goalExercise(definition).judge(answer, context)", () => {
  const faster = answerWith("compile.optimizer.learningRate=0.1");

  it("trains the figure's Experiment from as many starts as it speaks of, and as long", async () => {
    const { context, trained } = contextWith([0.01, 0.3, 0.015]);
    const answer = answerWith(
      "compile.optimizer.learningRate=0.1&fit.epochs=5&compile.metrics.0=accuracy",
    );
    const verdict = await exercise.judge(answer, context);
    expect(verdict).toMatchObject({
      isCorrect: true,
      reply: "2 of 3 starts came below 0.02; 2 were asked for. Longer steps get farther.",
      starts: { passed: 2 },
    });
    expect(verdict.starts?.runs.map(({ seed }) => seed)).toEqual([10, 11, 12]);
    expect(trained).toEqual([
      parseExperiment({ compile: { optimizer: { learningRate: 0.1 } }, fit: { epochs: 60 } }),
    ]);
  });

  it("says what came out where too few starts pass", async () => {
    const { context } = contextWith([0.01, 0.3, Number.NaN]);
    expect(await exercise.judge(faster, context)).toMatchObject({
      isCorrect: false,
      reply:
        "1 of 3 starts came below 0.02; 2 were asked for. Half of them had a test loss of 0.300 or more. 1 broke off: the loss was no number any more.",
    });
  });

  it("adds what the author says of these settings", async () => {
    const { context } = contextWith([1, 1, 1]);
    const { reply } = await exercise.judge(answerWith("fit.batchSize=50"), context);
    expect(reply).toMatch(/^None of 3 .* Those are fewer steps\.$/);
  });

  it.each<[string, GoalAnswer]>([
    ["that nobody has touched", { experiment: null, runs: [] }],
    ["with more epochs only", answerWith("fit.epochs=1000")],
  ])("shows where a figure begins %s, and never takes that for the goal", async (_, answer) => {
    const { context } = contextWith([0.01, 0.01, 0.01]);
    expect(await exercise.judge(answer, context)).toMatchObject({
      isCorrect: false,
      isBlank: true,
      reply: expect.stringMatching(
        /^All settings are still those that the figure came with: 3 of 3/,
      ),
      starts: { passed: 3 },
    });
  });

  it("believes no runs of the answer", async () => {
    const forged = { ...faster, runs: [{ seed: 10, loss: 0, testLoss: 0, history: [] }] };
    const { context } = contextWith([1, 1, 1]);
    expect(await exercise.judge(forged, context)).toMatchObject({ isCorrect: false });
  });

  it.each<[string, string, GoalConstraints?]>([
    [
      "compile.optimizer.learningRate=0.1&fit.batchSize=2",
      "You changed two settings: the learning rate and the batch size. Put all but one back.",
    ],
    [
      "compile.optimizer.learningRate=0.1&compile.optimizer.momentum=0.5&fit.batchSize=2",
      "You changed three settings: the learning rate, the momentum and the batch size. Put all but one back.",
    ],
    ["data.name=gauss", "You changed the data set, and that is another problem. Put it back."],
    [
      "compile.optimizer.learningRate=0.1&data.testFraction=0.1",
      "You changed the share of test points, and that is another problem. Put it back.",
    ],
    [
      "compile.optimizer.learningRate=0.1&seed=2",
      "You changed the random seed. That is another start, so it is luck and not a setting. Put it back.",
    ],
    [
      "compile.loss.name=meanSquaredError",
      "You changed the loss, and with it the scale on which the goal is measured. Put it back.",
    ],
    [
      "fit.batchSize=2",
      "You changed the batch size. Here only the learning rate and the momentum may change, so put that back.",
      { only: ["the learning rate", "the momentum"] },
    ],
    [
      "model.layers.0.units=8",
      "The network has 10 hidden units, and at most 5 are allowed.",
      { mostHiddenUnits: 5 },
    ],
    [
      "model.layers.0.units=1024&model.layers.1.units=1024",
      "This network has 1,053,697 weights, and to train it from several starts would take too long here. Keep it to 33,333.",
      {},
    ],
  ])("trains nothing for %s", async (link, reply, constraints) => {
    const constrained = create(constraints);
    const { context, trained } = contextWith([]);
    const answer = answerWith(link);
    expect(await constrained.judge(answer, context)).toEqual({ isCorrect: false, reply });
    expect(trained).toEqual([]);
    expect(constrained.findSample?.(answer, 0)).toBeNull();
  });

  it("has an answer to every Experiment that can be handed in, and trains none of them for long", async () => {
    const { context, trained } = contextWith([1, 1, 1]);
    const free = create({});
    await fc.assert(
      fc.asyncProperty(experimentArbitrary, async (experiment) => {
        const { isCorrect, reply } = await free.judge({ experiment, runs: [] }, context);
        expect(isCorrect).toBe(false);
        expect(reply).toMatch(/\.$/);
      }),
    );
    for (const { data, fit } of trained) expect(data.samples * fit.epochs).toBeLessThan(1e9);
  });
});

describe("goalExercise(definition).addMeasured(answer, verdict)", () => {
  it("keeps Experiment, seeds and histories in a form that survives a file", async () => {
    const { context } = contextWith([0.01, Number.NaN, 0.015]);
    const answer = answerWith("fit.batchSize=2");
    const verdict = await exercise.judge(answer, context);
    const kept = exercise.addMeasured?.(answer, verdict);
    const read = z.parse(exercise.answerSchema, JSON.parse(JSON.stringify(kept)));
    expect(read).toEqual(kept);
    expect(read.runs[1]).toEqual({
      seed: 11,
      loss: 0.1,
      testLoss: null,
      history: [{ epoch: 0, loss: 0.5, testLoss: null }],
    });
    expect(await exercise.judge(read, context)).toEqual(verdict);
  });
});

describe("goalExercise(definition).answerSchema", () => {
  it.each([
    ["an Experiment that this edition does not know", { experiment: { seed: -1 }, runs: [] }],
    ["an answer of the edition before", { base: {}, experiment: {}, logs: [], changedAtEpoch: 3 }],
    ["a flood of runs", { experiment: null, runs: new Array(1000).fill({ seed: 1 }) }],
    ["nothing", null],
  ])("refuses %s", (_, value) => {
    expect(z.safeParse(exercise.answerSchema, value).success).toBe(false);
  });
});

describe("goalExercise(definition)", () => {
  it.each<[string, GoalConstraints]>([
    ["the name of no setting", { only: ["the weather"] }],
    ["nothing to change", { mostChanges: 0 }],
  ])("refuses %s", (_, constraints) => {
    expect(() => create(constraints)).toThrow(RangeError);
  });

  it("proves itself by its figure, its solutions and its wrong answers", () => {
    const { starter, solutions, wrong } = exercise.prove(1, {});
    expect(starter).toEqual({ experiment: null, runs: [] });
    expect(exercise.findSample?.(solutions[0], 0)?.experiment.compile.optimizer.learningRate).toBe(
      0.1,
    );
    expect(wrong.map(({ says }) => says)).toEqual(["the random seed"]);
  });
});
