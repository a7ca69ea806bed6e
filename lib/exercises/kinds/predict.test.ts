import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { JudgeContext } from "../exercise";
import { falls, isFlatAtTheEnd } from "../predict/curve-features";
import { countEnclosed, countParts, createGrid } from "../predict/grid";
import {
  createBlank,
  type PredictAnswer,
  type PredictDefinition,
  predictExercise,
} from "./predict";

const text = {
  id: "guess",
  title: "A guess",
  objective: "Guess.",
  hints: ["Think.", "Think again."] as const,
  solution: "It is so.",
  explanation: "Just as it happens.",
};

/** A loss that falls to a tenth and stays there, at epochs 0, 10, …; the first value is given. */
const lossDefinition: PredictDefinition = {
  ...text,
  task: {
    form: "curve",
    x: { label: "epoch", values: [0, 10, 20, 30, 40] },
    y: { label: "test loss", min: 0.01, max: 1, isLog: true },
    given: 1,
    truth: [0.5, 0.2, 0.1, 0.1, 0.1],
    features: [
      { id: "falls", holds: (curve) => falls(curve, 0.02), reply: "Yours rises on the way." },
      {
        id: "flat",
        holds: (curve) => isFlatAtTheEnd(curve, 3, 0.05),
        reply: "Yours does not come to rest.",
      },
    ],
    band: 0.1,
    enough: 0.7,
  },
  wrong: [{ sketch: [null, 0.5, 0.6, 0.7, 0.8], says: "rises on the way" }],
};

const ring = createGrid(12, (x1, x2) => (Math.abs(Math.hypot(x1, x2) - 3.5) < 1.3 ? 1 : -1));

const ringDefinition: PredictDefinition = {
  ...text,
  task: {
    form: "boundary",
    experiment: {},
    truth: ring,
    features: [
      {
        id: "one",
        holds: (grid) => countParts(grid, "+") === 1,
        reply: "Yours has several parts.",
      },
      {
        id: "ring",
        holds: (grid) => countEnclosed(grid, "-") === 1,
        reply: "Yours is not closed.",
      },
    ],
    enough: 0.85,
  },
  wrong: [{ sketch: createGrid(12, (x1) => x1), says: "not closed" }],
};

const context = {} as JudgeContext;
const curve = predictExercise(lossDefinition);
const boundary = predictExercise(ringDefinition);

const judgeCurve = (...values: (number | null)[]) =>
  curve.judge({ form: "curve", sketch: [null, ...values], first: null }, context);
const judgeGrid = (sketch: readonly string[]) =>
  boundary.judge({ form: "boundary", sketch, first: null }, context);

describe("predictExercise(definition).judge(answer) of a curve", () => {
  it("scores what happens with 1, and explains it", async () => {
    expect(await judgeCurve(0.2, 0.1, 0.1, 0.1)).toEqual({
      isCorrect: true,
      reply: "Just as it happens.",
      score: 1,
    });
  });

  it("gives no points for what was given", async () => {
    // Two decades: three tenths of them are a factor of 4.
    expect((await judgeCurve(0.2 * 7, 0.1 * 7, 0.1 * 7, 0.1 * 7)).score).toBe(0);
  });

  it("names the first feature that is missing, and shows a score", async () => {
    const rising = await judgeCurve(0.3, 0.4, 0.5, 0.6);
    expect(rising).toMatchObject({ isCorrect: false, reply: "Yours rises on the way." });
    expect(rising.score).toBeLessThan(0.6);
    expect(await judgeCurve(0.4, 0.3, 0.2, 0.1)).toMatchObject({
      isCorrect: false,
      reply: "Yours does not come to rest.",
    });
  });

  it("says where the numbers differ most when the shape is right", async () => {
    const { isCorrect, reply } = await judgeCurve(0.03, 0.02, 0.02, 0.02);
    expect(isCorrect).toBe(false);
    expect(reply).toMatch(
      /^The shape is right\. The numbers agree by \d+\s%, and differ most at epoch 10: you drew 0\.03, and it is 0\.2\.$/,
    );
  });

  it.each<[string, (number | null)[]]>([
    ["Draw the curve first, as you expect it.", [null, null, null, null]],
    ["The curve has gaps: 2 of its points are still missing.", [0.1, null, 0.1, null]],
    ["The curve has gaps: 1 of its points is still missing.", [0.1, 0.1, 0.1]],
  ])("does not count as an attempt: %s", async (reply, values) => {
    expect(await judgeCurve(...values)).toEqual({ isCorrect: false, isBlank: true, reply });
  });

  it("has a verdict and a score from 0 to 1 for every sketch that can be handed in", async () => {
    const value = fc.oneof(fc.constant(null), fc.double({ noNaN: true, noDefaultInfinity: true }));
    await fc.assert(
      fc.asyncProperty(fc.array(value, { minLength: 1, maxLength: 8 }), async (sketch) => {
        const answer = z.parse(curve.answerSchema, { form: "curve", sketch, first: null });
        const { reply, score = 0 } = await curve.judge(answer, context);
        expect(reply).not.toBe("");
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe("predictExercise(definition).judge(answer) of a boundary", () => {
  it("scores what happens with 1, and explains it", async () => {
    expect(await judgeGrid(ring)).toEqual({
      isCorrect: true,
      reply: "Just as it happens.",
      score: 1,
    });
  });

  it("counts both classes alike, so that one colour is worth a half", async () => {
    expect((await judgeGrid(new Array(12).fill("+".repeat(12)))).score).toBe(0.5);
  });

  it("names the feature that is missing", async () => {
    expect(await judgeGrid(createGrid(12, (x1) => x1))).toMatchObject({
      reply: "Yours is not closed.",
    });
    expect(await judgeGrid(createGrid(12, (x1, x2) => x1 * x2))).toMatchObject({
      reply: "Yours has several parts.",
    });
  });

  it("says so where the shape is right and lies elsewhere", async () => {
    const small = createGrid(12, (x1, x2) => (Math.abs(Math.hypot(x1, x2) - 2.2) < 0.9 ? 1 : -1));
    expect((await judgeGrid(small)).reply).toMatch(/^The shape is right, but it lies elsewhere\./);
  });

  it.each([
    ["an empty plane", new Array(12).fill("-".repeat(12)), /^Nothing is painted yet/],
    ["another size", ["+"], /^This sketch belongs to another edition/],
  ])("does not count %s as an attempt", async (_, sketch, reply) => {
    const verdict = await judgeGrid(sketch);
    expect(verdict).toMatchObject({ isCorrect: false, isBlank: true });
    expect(verdict.reply).toMatch(reply);
  });
});

describe("predictExercise(definition).answerSchema", () => {
  it.each([
    ["the other form", { form: "curve", sketch: [1], first: null }],
    ["other signs", { form: "boundary", sketch: ["+x"], first: null }],
    ["a flood", { form: "boundary", sketch: new Array(1000).fill("+"), first: null }],
    ["no first sketch", { form: "boundary", sketch: ["+"] }],
  ])("refuses %s", (_, value) => {
    expect(z.safeParse(boundary.answerSchema, value).success).toBe(false);
  });

  it("takes what comes back from a file", () => {
    const answer: PredictAnswer = { form: "boundary", sketch: ring, first: ring };
    expect(z.parse(boundary.answerSchema, JSON.parse(JSON.stringify(answer)))).toEqual(answer);
  });
});

describe("predictExercise(definition).prove()", () => {
  it.each([
    ["curve", curve],
    ["boundary", boundary],
  ])(
    "of a %s: the blank sketch fails, the truth is right, each wrong one gets its reply",
    async (_, exercise) => {
      const { starter, solutions, wrong } = exercise.prove(1, {});
      expect(starter.sketch).toEqual(createBlank(exercise.task));
      expect(await exercise.judge(starter, context)).toMatchObject({
        isCorrect: false,
        isBlank: true,
      });
      expect(await exercise.judge(solutions[0], context)).toMatchObject({ isCorrect: true });
      for (const { answer, says } of wrong) {
        const { isCorrect, reply } = await exercise.judge(answer, context);
        expect(isCorrect).toBe(false);
        expect(reply).toContain(says);
      }
    },
  );
});

describe("predictExercise(definition)", () => {
  const withTask = (change: object) => () =>
    predictExercise({
      ...lossDefinition,
      task: { ...lossDefinition.task, ...change },
    } as PredictDefinition);

  it.each<[string, () => unknown]>([
    ["too few values", withTask({ truth: [0.5] })],
    ["a truth beyond its axis", withTask({ y: { label: "loss", min: 0.01, max: 0.3 } })],
    ["a log axis from 0", withTask({ y: { label: "loss", min: 0, max: 1, isLog: true } })],
    ["nothing to draw", withTask({ given: 5 })],
    ["a truth without a feature", withTask({ truth: [0.5, 0.6, 0.7, 0.8, 0.9] })],
    [
      "a plane of one colour",
      () =>
        predictExercise({
          ...ringDefinition,
          task: { ...ringDefinition.task, truth: ["++", "++"], features: [] },
        } as PredictDefinition),
    ],
  ])("refuses %s", (_, create) => {
    expect(create).toThrow(RangeError);
  });
});
