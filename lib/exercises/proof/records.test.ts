import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { type Experiment, parseExperiment } from "../../experiment/experiment";
import type { Exercise, JudgeContext, Sample } from "../exercise";
import { judgeStarts } from "../starts";
import type { AnyExercise } from "./cases";
import { createCounter } from "./count-passing";
import type { ExerciseFiles } from "./exercise-files";
import type { Role } from "./measurement";
import { type Recorder, recordAnswers } from "./record-answers";
import { findRecorded, hashProof, hashSample, proofRecordsSchema } from "./records";

const statement = { of: 7, atLeast: 5, quantity: "loss", below: 0.5, epochs: 10 } as const;

/** The solution's starts pass but for every tenth seed; the starter trains nothing. */
const trains: Partial<AnyExercise> = {
  id: "train",
  async judge(answer, { drawStartSeeds }) {
    if (answer === "") return { isCorrect: false, reply: "Nothing trains." };
    const runs = drawStartSeeds("train/check", 7).map((seed) => {
      const loss = seed % 10 === 0 ? 1 : 0;
      return { seed, loss, testLoss: loss, history: [] };
    });
    const { isTrue, ...starts } = judgeStarts(statement, runs);
    return { isCorrect: isTrue, reply: "It trains.", starts };
  },
  prove: () => ({ starter: "", solutions: ["fit"], wrong: [] }),
};

const files: ExerciseFiles = {
  chapter: "colours",
  id: "train",
  folder: "content/chapters/colours/exercises/train",
  sources: { "exercise.ts": "1", "solution.ts": "2", "prompt.mdx": "3", "exercise.test.ts": "4" },
  load: async () => trains as unknown as Exercise,
};

const refuse = () => Promise.reject(new Error("Nothing is to be trained here."));

describe("recordAnswers(files, recorder)", () => {
  it("counts starts over as many verdicts as it takes, of the answers that have any", async () => {
    const asked: string[] = [];
    let next = 0;
    const createContext = (seed: number) =>
      ({
        seed,
        drawStartSeeds(id, count) {
          asked.push(id);
          return Array.from({ length: count }, () => next++);
        },
      }) as Partial<JudgeContext> as JudgeContext;
    // 43 verdicts of 7 starts; of the seeds 0 to 300, 31 end in 0.
    const answers = await recordAnswers(files, { createContext, countPassing: refuse });
    expect(answers).toEqual({ solution: { passed: 301 - 31, tries: 301 } });
    // Other starts each time.
    expect(new Set(asked).size).toBe(43);
  });
});

describe("findRecorded(records, files, engine, answer)", () => {
  const count = { passed: 290, tries: 301 };
  const records = {
    "colours/train": { key: hashProof(files, "engine 1"), answers: { solution: count } },
  };
  const find = (change: Record<string, string>, engine = "engine 1") =>
    findRecorded(
      records,
      { ...files, sources: { ...files.sources, ...change } },
      engine,
      "solution",
    );

  it("finds what was recorded of this exercise and engine", () => {
    expect(z.parse(proofRecordsSchema, JSON.parse(JSON.stringify(records)))).toEqual(records);
    expect(find({})).toEqual(count);
    expect(find({ "prompt.mdx": "another", "exercise.test.ts": "another" })).toEqual(count);
  });

  it("finds nothing of another solution or engine", () => {
    expect(find({ "solution.ts": "another" })).toBeUndefined();
    expect(find({ "wrong/new.ts": "" })).toBeUndefined();
    expect(find({}, "engine 2")).toBeUndefined();
  });
});

/** As many samples as there are readers, or the same for all of them. */
const createSampled = (isDrawn: boolean): ExerciseFiles => ({
  ...files,
  load: async () =>
    ({
      ...trains,
      prove: (seed: number) => ({
        starter: 0,
        solutions: [isDrawn ? seed : 1],
        wrong: [],
      }),
      findSample: (answer: number) =>
        answer === 0
          ? null
          : {
              experiment: parseExperiment({ seed: answer, fit: { epochs: 10 } }),
              statement: { ...statement, below: answer },
            },
    }) as unknown as Exercise,
});

describe("recordAnswers(files, recorder), of samples", () => {
  const count = { passed: 1000, tries: 1000 };
  const recorder: Recorder = {
    createContext: () => ({}) as JudgeContext,
    countPassing: async () => count,
  };

  it("leaves what is the same for all readers to be measured each time", async () => {
    expect(await recordAnswers(createSampled(false), recorder)).toEqual({});
  });

  it("counts those of many readers, equal ones once", async () => {
    const answers = await recordAnswers(createSampled(true), recorder);
    expect(Object.values(answers)).toEqual(new Array(20).fill(count));
  });
});

describe("hashSample(sample, role)", () => {
  const sample: Sample = { experiment: parseExperiment({ seed: 1 }), statement };
  const hash = hashSample(sample, "solution");

  it("is that of the training, not of the reader's own start", () => {
    const other = { ...sample, experiment: { ...sample.experiment, seed: 2 } };
    expect(hashSample(other, "solution")).toBe(hash);
  });

  it("changes with the settings, the statement and the role", () => {
    const faster = parseExperiment({ seed: 1, fit: { batchSize: 2 } });
    expect(hashSample({ ...sample, experiment: faster }, "solution")).not.toBe(hash);
    const stricter = { ...statement, below: 0.4 };
    expect(hashSample({ ...sample, statement: stricter }, "solution")).not.toBe(hash);
    expect(hashSample(sample, "wrong")).not.toBe(hash);
  });
});

describe("createCounter(pool)", () => {
  const asked: [epochs: number, from: number | undefined, seeds: number][] = [];
  const createPool = (passing: number) => ({
    async measure({ fit }: Experiment, seeds: readonly number[]) {
      asked.push([fit.epochs, seeds[0], seeds.length]);
      // A run that broke off does not pass.
      return seeds.map((seed) => ({ loss: seed % 100 < passing ? 0.4 : Number.NaN, testLoss: 1 }));
    },
  });
  const sample: Sample = { experiment: parseExperiment({ fit: { epochs: 99 } }), statement };
  const count = (passing: number, role: Role) => {
    asked.length = 0;
    return createCounter(createPool(passing))(sample, role);
  };

  it("trains 1000 starts of a solution, for as many epochs as the statement says", async () => {
    expect(await count(99, "solution")).toEqual({ passed: 990, tries: 1000 });
    expect(asked).toEqual([[10, 0, 1000]]);
  });

  it("is content with 200 of another answer where they leave no doubt", async () => {
    expect(await count(5, "wrong")).toEqual({ passed: 10, tries: 200 });
    // The upper end of 30 % of 200 is 36.9 %, with which 5 of 7 pass too often.
    expect(await count(30, "starter")).toEqual({ passed: 300, tries: 1000 });
    expect(asked).toEqual([
      [10, 0, 200],
      [10, 200, 800],
    ]);
  });
});
