import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { experimentArbitrary } from "../../experiment/arbitrary";
import { type IllnessId, illnessIds } from "../diagnose/illness";
import { illnesses } from "../diagnose/illnesses";
import { type Mending, mend, remedyNames } from "../diagnose/remedies";
import { drawSeedsFor } from "../draw";
import type { JudgeContext } from "../exercise";
import { trainStartsInNode } from "../node/train-starts";
import type { StartRun } from "../starts";
import { type DiagnoseDefinition, diagnoseExercise } from "./diagnose";

const definition: DiagnoseDefinition = {
  id: "clinic",
  title: "Clinic",
  objective: "Find what is wrong.",
  hints: ["Look.", "Look closer."],
  solution: "Look.",
  illnesses: ["rate-too-high"],
  options: ["rate-too-high", "batch-too-large", "unscaled-input", "zero-weights", "overfitting"],
};
const exercise = diagnoseExercise(definition);
const seed = 1;
const broken = exercise.drawPatient(seed).experiment;

/** A context whose starts all end at one loss; it remembers what it was asked for. */
function createContext(loss = 0.01) {
  const asked: { learningRate: number; seeds: readonly number[] }[] = [];
  const context: JudgeContext = {
    seed,
    drawStartSeeds: (id, count) => drawSeedsFor(seed, id, count),
    async trainStarts({ compile }, seeds) {
      asked.push({ learningRate: compile.optimizer.learningRate, seeds });
      return seeds.map((one): StartRun => ({ seed: one, loss, testLoss: loss, history: [] }));
    },
    openStudentRealm: () => Promise.reject(new Error("Nothing to run.")),
  };
  return { context, asked };
}

const judge = (illness: IllnessId | null, mending: Mending, loss?: number) =>
  exercise.judge(
    { illness, experiment: mend(broken, mending), runs: [] },
    createContext(loss).context,
  );

describe("diagnoseExercise(definition).judge(answer, context)", () => {
  it("asks for a name before it looks at anything else", async () => {
    const verdict = await judge(null, { learningRate: 0.1 });
    expect(verdict).toMatchObject({ isCorrect: false, isBlank: true });
  });

  it("says of each wrong name what speaks against it, and trains nothing", async () => {
    const { context, asked } = createContext();
    for (const illness of definition.options.slice(1)) {
      const verdict = await exercise.judge({ illness, experiment: broken, runs: [] }, context);
      expect(verdict.reply).toBe(illnesses[illness].against);
      expect(verdict.parts?.map(({ isCorrect }) => isCorrect)).toEqual([false, false]);
    }
    expect(asked).toEqual([]);
  });

  it("keeps a right name, and asks for the mend", async () => {
    const verdict = await judge("rate-too-high", {});
    expect(verdict.isCorrect).toBe(false);
    expect(verdict.reply).toMatch(/^That is what ails it\. Now mend it/);
    expect(verdict.parts?.map(({ isCorrect }) => isCorrect)).toEqual([true, false]);
  });

  it("says why what only looks like a mend is none, and trains nothing", async () => {
    const { context, asked } = createContext();
    const answer = {
      illness: "rate-too-high" as const,
      experiment: mend(broken, { batchSize: 1 }),
      runs: [],
    };
    const verdict = await exercise.judge(answer, context);
    expect(verdict.reply).toContain("each of them is as long as before");
    expect(verdict.parts?.[1]?.isCorrect).toBe(false);
    expect(asked).toEqual([]);
  });

  it.each([
    [{ data: { ...broken.data, name: "gauss" as const } }, "the data set"],
    [{ seed: broken.seed + 1 }, "the random seed"],
    [{ fit: { ...broken.fit, batchSize: 10, epochs: 5000 } }, "more epochs are no cure"],
  ])("refuses what is not to be turned: %j", async (change, words) => {
    const experiment = { ...mend(broken, { learningRate: 0.1 }), ...change };
    const { context, asked } = createContext();
    const verdict = await exercise.judge(
      { illness: "rate-too-high", experiment, runs: [] },
      context,
    );
    expect(verdict.isCorrect).toBe(false);
    expect(verdict.reply).toContain(words);
    expect(asked).toEqual([]);
  });

  it("trains a mend from seven starts, and explains it if it does", async () => {
    const { context, asked } = createContext();
    const experiment = mend(broken, { learningRate: 0.1 });
    const verdict = await exercise.judge(
      { illness: "rate-too-high", experiment, runs: [] },
      context,
    );
    expect(verdict).toMatchObject({ isCorrect: true, starts: { passed: 7 } });
    expect(verdict.reply).toContain("longer than the weights");
    expect(asked).toEqual([{ learningRate: 0.1, seeds: drawSeedsFor(seed, "clinic", 7) }]);
    const answer = { illness: "rate-too-high" as const, experiment, runs: [] };
    expect(exercise.addMeasured?.(answer, verdict).runs).toHaveLength(7);
  });

  it("says how far a mend is from training", async () => {
    const verdict = await judge("rate-too-high", { learningRate: 2 }, 0.4);
    expect(verdict.isCorrect).toBe(false);
    expect(verdict.reply).toContain("None of 7 starts came below 0.1");
    expect(verdict.parts?.map(({ isCorrect }) => isCorrect)).toEqual([true, false]);
  });

  it("takes a mend that nobody thought of, if the network trains", async () => {
    const verdict = await judge("rate-too-high", { learningRate: 2 });
    expect(verdict.isCorrect).toBe(true);
    expect(verdict.reply).toContain("mends it as well");
  });

  it("gives any answer of the schema a verdict, and the same one after a round trip", async () => {
    const { context } = createContext();
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...illnessIds, null),
        experimentArbitrary,
        async (illness, experiment) => {
          const kept: unknown = JSON.parse(JSON.stringify({ illness, experiment }));
          const answer = z.parse(exercise.answerSchema, kept);
          const verdict = await exercise.judge(answer, context);
          expect(verdict.isCorrect).toBe(false);
          expect(verdict.reply).not.toBe("");
        },
      ),
    );
  });
});

describe("answerSchema", () => {
  it.each([
    [null],
    [{}],
    [{ illness: "cold", experiment: {} }],
    [{ illness: "constructor", experiment: {} }],
    [{ illness: null, experiment: { seed: -1 } }],
    [{ illness: null, experiment: { model: { layers: [{ units: 1e9 }] } } }],
  ])("refuses %j", (value) => {
    expect(z.safeParse(exercise.answerSchema, value).success).toBe(false);
  });
});

describe("prove(seed) and findSample(answer, seed)", () => {
  const clinic = diagnoseExercise({ ...definition, illnesses: illnessIds, options: illnessIds });
  const readers = Array.from({ length: 30 }, (_, index) => index);

  it("agree with judge: only solutions are trained, and wrong answers get their words", async () => {
    for (const reader of readers) {
      const { context, asked } = createContext();
      const ofReader = { ...context, seed: reader };
      const { starter, solutions, wrong } = clinic.prove(reader, {});
      expect((await clinic.judge(starter, ofReader)).isBlank).toBe(true);
      expect(clinic.findSample?.(starter, reader)).toBeNull();
      for (const { answer, says } of wrong) {
        expect((await clinic.judge(answer, ofReader)).reply).toContain(says);
        expect(clinic.findSample?.(answer, reader)).toBeNull();
      }
      expect(asked).toEqual([]);
      for (const answer of solutions) {
        expect(clinic.findSample?.(answer, reader)?.statement).toMatchObject({ of: 7, atLeast: 5 });
        expect((await clinic.judge(answer, ofReader)).isCorrect).toBe(true);
      }
    }
  });

  it("draw every illness for some reader", () => {
    const drawn = new Set(
      Array.from({ length: 200 }, (_, reader) => clinic.drawPatient(reader).illness.id),
    );
    expect(drawn.size).toBe(illnessIds.length);
  });

  it("pass for a reader who mends in earnest", async () => {
    const { context } = createContext();
    const [solution] = exercise.prove(seed, {}).solutions;
    const verdict = await exercise.judge(solution, { ...context, trainStarts: trainStartsInNode });
    expect(verdict.isCorrect).toBe(true);
    expect(verdict.starts?.runs).toHaveLength(7);
  });

  it("judge a leak on test points that are none of the training points", () => {
    const leaky = diagnoseExercise({
      ...definition,
      illnesses: ["leaking-test-data"],
      options: ["leaking-test-data", ...definition.options.slice(1)],
    });
    const [solution] = leaky.prove(seed, {}).solutions;
    expect(leaky.findSample?.(solution, seed)?.experiment.data.leak).toBe(0);
  });
});

describe("diagnoseExercise(definition)", () => {
  it("offers whatever the illnesses in the list have to do with, unless the author says what", () => {
    expect(exercise.remedies).toContain("rescale");
    expect(exercise.remedies).not.toContain("separate");
    expect(remedyNames).toEqual(expect.arrayContaining([...exercise.remedies]));
    const few = diagnoseExercise({ ...definition, remedies: ["learningRate", "batchSize"] });
    expect(few.remedies).toEqual(["learningRate", "batchSize"]);
    // A miss that could not be tried is not proven.
    expect(few.prove(seed, {}).wrong).toHaveLength(4 + 1);
  });

  it.each<[Partial<DiagnoseDefinition>, string]>([
    [{ options: ["rate-too-high"] }, "expected 5 to 12 options, but got 1."],
    [
      { options: [...definition.options.slice(0, 4), "rate-too-high"] },
      "expected each option once.",
    ],
    [{ illnesses: [] }, "expected at least one illness to draw, but got none."],
    [{ illnesses: ["dead-relus"] }, "expected dead-relus among the options."],
    [{ remedies: ["shuffle"] }, "expected remedies that cure rate-too-high."],
  ])("refuses %j", (change, message) => {
    expect(() => diagnoseExercise({ ...definition, ...change })).toThrow(message);
  });
});
