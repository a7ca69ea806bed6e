import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { parseExperiment } from "../../experiment/experiment";
import type { Exercise, JudgeContext, Sample, Verdict } from "../exercise";
import { judgeStarts } from "../starts";
import type { AnyExercise } from "./cases";
import { checkPlaces } from "./check-places";
import type { ExerciseFiles } from "./exercise-files";
import { formatFinding } from "./finding";
import type { ProofTools } from "./prove-answers";
import { proveExercise } from "./prove-exercise";

/** As its author would have written it; findings name its lines. */
const source = `export default wordExercise({
  id: "sky",
  title: "The sky",
  objective: "Name its colour.",
  hints: ["It is above you.", "It is as the sea."],
  solution: "The sky is blue.",
  wrong: [{ answer: "yellow", says: "colour of the sun" }],
});
`;

const sky: AnyExercise = {
  kind: "word",
  id: "sky",
  title: "The sky",
  objective: "Name its colour.",
  hints: ["It is above you.", "It is as the sea."],
  solution: "The sky is blue.",
  answerSchema: z.string() as z.ZodMiniType<unknown>,
  async judge(answer) {
    if (answer === "blue") return { isCorrect: true, reply: "And so is the sea." };
    const reply = answer === "yellow" ? "That is the colour of the sun." : "Look up.";
    return { isCorrect: false, reply };
  },
  prove: () => ({
    starter: "",
    solutions: ["blue"],
    wrong: [{ answer: "yellow", says: "colour of the sun" }],
  }),
};

const sources = { "exercise.ts": source, "prompt.mdx": "Which colour has it?\n" };

const createFiles = (
  change: Partial<AnyExercise> = {},
  files: Partial<ExerciseFiles> = {},
): ExerciseFiles => ({
  chapter: "colours",
  id: "sky",
  folder: "content/chapters/colours/exercises/sky",
  sources,
  load: async () => ({ ...sky, ...change }) as unknown as Exercise,
  ...files,
});

/** Starts succeed where their seed leaves a remainder below 1000 times the share. */
const createTools = (share = 1, recorded?: Record<string, number>): ProofTools => ({
  createContext: (seed): JudgeContext => ({
    seed,
    drawStartSeeds: (_, count) => Array.from({ length: count }, (_, index) => index),
    trainStarts: async (_, seeds) =>
      seeds.map((seed) => {
        const loss = seed < 1000 * share ? 0 : 1;
        return { seed, loss, testLoss: loss, history: [] };
      }),
    openStudentRealm: () => Promise.reject(new Error("There is no code.")),
  }),
  countPassing: async () => ({ passed: 1000 * share, tries: 1000 }),
  findRecorded: (_, answer) =>
    recorded?.[answer] === undefined ? undefined : { passed: recorded[answer], tries: 300 },
});

/** Of an exercise in which every answer but the starter trains, and 5 of 7 starts are asked for. */
const sample: Sample = {
  experiment: parseExperiment({ fit: { epochs: 60 } }),
  statement: { of: 7, atLeast: 5, quantity: "testLoss", below: 0.5, epochs: 60 },
};

const trained: Partial<AnyExercise> = {
  async judge(answer, context) {
    if (answer !== "blue") return sky.judge(answer, context);
    const seeds = context.drawStartSeeds("sky", 7);
    const runs = await context.trainStarts(sample.experiment, seeds);
    const { isTrue, ...starts } = judgeStarts(sample.statement, runs);
    return { isCorrect: isTrue, reply: isTrue ? "It trains." : "It does not train.", starts };
  },
  findSample: (answer) => (answer === "blue" ? sample : null),
};

async function listFindings(files: ExerciseFiles, tools = createTools()) {
  const { findings } = await proveExercise(files, tools);
  return findings.map((finding) =>
    formatFinding(finding).replace("content/chapters/colours/exercises/sky/", ""),
  );
}

const replyWith = (verdict: Partial<Verdict>, to: string): Partial<AnyExercise> => ({
  judge: async (answer, context) => ({
    ...(await sky.judge(answer, context)),
    ...(answer === to && verdict),
  }),
});

describe("proveExercise(files, tools)", () => {
  it("finds nothing in an exercise that holds, and counts its answers", async () => {
    const proof = await proveExercise(createFiles(), createTools());
    expect(proof).toMatchObject({ kind: "word", answerCount: 3, measurements: [], findings: [] });
  });

  it.each<[string, Partial<AnyExercise>, string]>([
    [
      "a hint that is missing",
      { hints: ["Look up."] as unknown as [string, string] },
      "exercise.ts:5 There is one hint: every exercise has at least two.",
    ],
    ["an empty hint", { hints: ["Look up.", " "] }, "exercise.ts:5 Hint 2 is empty."],
    [
      "a hint that says nothing new",
      { hints: ["Look up.", "Look up."] },
      "exercise.ts:5 Hint 2 says the same as hint 1.",
    ],
    ["no solution", { solution: "" }, "exercise.ts:6 The solution is missing."],
    ["no objective", { objective: "" }, "exercise.ts:4 The objective is missing."],
    [
      "an exclamation mark",
      { title: "The sky!" },
      "exercise.ts:1 There is an exclamation mark in “The sky!”. The book speaks calmly.",
    ],
    [
      "another id than the folder's",
      { id: "sea" },
      'exercise.ts:2 The id is "sea", and the folder is named "sky".',
    ],
    [
      "a starter that passes",
      replyWith({ isCorrect: true }, ""),
      "exercise.ts:1 The starter is taken as right, and it has to fail.",
    ],
    [
      "a solution that fails",
      replyWith({ isCorrect: false }, "blue"),
      "exercise.ts:6 The solution is not taken as right: “And so is the sea.”",
    ],
    [
      "a wrong answer that passes",
      replyWith({ isCorrect: true }, "yellow"),
      "exercise.ts:7 The wrong answer 1 (“colour of the sun”) is taken as right, and it has to fail.",
    ],
    [
      "a wrong answer with another message",
      replyWith({ reply: "Look up." }, "yellow"),
      "exercise.ts:7 The wrong answer 1 (“colour of the sun”) does not get its message, but “Look up.”",
    ],
    [
      "a right answer without an explanation",
      replyWith({ reply: "" }, "blue"),
      "exercise.ts:6 The solution gets no reply.",
    ],
    [
      "an answer that its own schema refuses",
      { prove: () => ({ starter: 1, solutions: ["blue"], wrong: [] }) },
      "exercise.ts:1 The starter is no answer by its own schema: ",
    ],
    [
      "a judge that throws",
      { judge: () => Promise.reject(new Error("It rains.")) },
      "exercise.ts:1 The starter could not be judged: It rains.",
    ],
  ])("finds %s", async (_, change, message) => {
    const findings = await listFindings(createFiles(change));
    expect(findings).toContainEqual(expect.stringContaining(message));
  });

  it("looks for words of a wrong answer in the parts of the verdict too", async () => {
    const parts = [{ id: "a", isCorrect: false, says: "the colour of the sun" }];
    const files = createFiles(replyWith({ reply: "One part is wrong.", parts }, "yellow"));
    expect(await listFindings(files)).toEqual([]);
  });

  it("asks as many readers as it takes where questions are drawn", async () => {
    const drawn: Partial<AnyExercise> = {
      judge: async (answer, { seed }) => ({
        // Reader 7 was forgotten.
        isCorrect: answer === String(seed) && seed !== 7,
        reply: "Drawn.",
      }),
      prove: (seed) => ({ starter: "", solutions: [String(seed)], wrong: [] }),
    };
    const { answerCount, findings } = await proveExercise(createFiles(drawn), createTools());
    expect(answerCount).toBe(40);
    expect(findings.map(formatFinding)).toEqual([
      "content/chapters/colours/exercises/sky/exercise.ts:6 The solution is not taken as right: “Drawn.”",
    ]);
  });

  it("says which files are missing, and what a definition that throws says", async () => {
    const missing = createFiles({}, { sources: { "notes.md": "" } });
    expect(await listFindings(missing)).toEqual([
      "exercise.ts:1 This file is missing.",
      "prompt.mdx:1 This file is missing.",
    ]);
    const throwing = createFiles({}, { load: () => Promise.reject(new Error("No right option.")) });
    expect(await listFindings(throwing)).toEqual(["exercise.ts:1 No right option."]);
    const code = createFiles({ kind: "code" });
    expect(await listFindings(code)).toContain("solution.ts:1 This file is missing.");
  });

  it("hears loud words in a prompt, but not in its code and formulas", async () => {
    const prompt = "Look.\n\n`a !== b`, $n!$, ![a picture](a.png)\n\nLook now!\n";
    const files = createFiles({}, { sources: { ...sources, "prompt.mdx": prompt } });
    expect(await listFindings(files)).toEqual([
      "prompt.mdx:5 There is an exclamation mark in “Look now!”. The book speaks calmly.",
    ]);
  });
});

describe("proveExercise(files, tools), of a statement over starts", () => {
  it("measures the answers that train, and holds where the check as a whole is fair", async () => {
    const { findings, measurements } = await proveExercise(createFiles(trained), createTools(0.96));
    expect(findings).toEqual([]);
    const { statement } = sample;
    expect(measurements).toEqual([
      { answer: "solution", role: "solution", statement, passed: 960, tries: 1000 },
    ]);
  });

  it("finds a solution too weak that passes from nine starts of ten", async () => {
    // 5 of 7 with p = 0.9: 21 · 0.9⁵ · 0.1² + 7 · 0.9⁶ · 0.1 + 0.9⁷ = 0.9743.
    expect(await listFindings(createFiles(trained), createTools(0.9))).toEqual([
      "exercise.ts:6 The solution passes with probability 0.9743, and has to with at least 0.99: 900 of 1000 starts came below the bound, and 5 of 7 are asked for.",
    ]);
  });

  it("finds a wrong answer that passes too often by luck", async () => {
    const lucky: Partial<AnyExercise> = {
      ...trained,
      prove: () => ({
        starter: "",
        solutions: ["blue"],
        wrong: [{ answer: "blue", says: "colour of the sun" }],
      }),
    };
    expect(await listFindings(createFiles(lucky), createTools(0.96))).toContain(
      "exercise.ts:7 The wrong answer 1 (“colour of the sun”) passes with probability 0.9980, and has to with at most 0.05: 960 of 1000 starts came below the bound, and 5 of 7 are asked for.",
    );
  });

  it("finds a verdict that goes by something else than its sample", async () => {
    const other = { ...sample, experiment: parseExperiment({ fit: { epochs: 60, batchSize: 2 } }) };
    const files = createFiles({ ...trained, findSample: () => other });
    expect(await listFindings(files)).toContain(
      "exercise.ts:6 The solution is judged by other starts than those that are measured: judge and findSample do not agree.",
    );
  });

  it("leaves nothing to chance where something beside the starts is wrong", async () => {
    const both: Partial<AnyExercise> = {
      async judge(answer, context) {
        const verdict = (await trained.judge?.("blue", context)) as Verdict;
        return answer === "blue"
          ? verdict
          : { ...verdict, isCorrect: false, reply: "It is not blue." };
      },
      prove: () => ({
        starter: "",
        solutions: ["blue"],
        wrong: [{ answer: "yellow", says: "not blue" }],
      }),
    };
    expect(await listFindings(createFiles(both), createTools(1, { solution: 300 }))).toEqual([]);
  });

  it("names the file where code is wrong", async () => {
    const files = createFiles(replyWith({ isCorrect: false }, "blue"), {
      sources: { ...sources, "starter.ts": "", "solution.ts": "" },
    });
    expect(await listFindings(files)).toEqual([
      "solution.ts:1 The solution is not taken as right: “And so is the sea.”",
    ]);
  });

  it("finds a wrong answer that was written and not listed", async () => {
    const files = createFiles(
      {},
      {
        sources: { ...sources, "wrong/listed.ts": "yellow", "wrong/forgotten.ts": 'say("red")\n' },
      },
    );
    expect(await listFindings(files)).toEqual([
      "wrong/forgotten.ts:1 This wrong answer is not listed.",
    ]);
  });

  it("takes the shares of code from the record, and says how to make one", async () => {
    const code = createFiles({ judge: trained.judge as AnyExercise["judge"] });
    expect(await listFindings(code)).toEqual([
      "exercise.ts:6 The solution has no record of how often it passes. Run: npm run check:book -- colours/sky --record",
    ]);
    expect(await listFindings(code, createTools(1, { solution: 300 }))).toEqual([]);
    expect((await listFindings(code, createTools(1, { solution: 270 })))[0]).toContain(
      "270 of 300 starts",
    );
  });
});

describe("checkPlaces(chapters)", () => {
  const chapter = (slug: string, ids: string[], placed: string[]) => ({
    slug,
    title: slug,
    file: `content/chapters/${slug}/chapter.mdx`,
    placements: placed.map((id, index) => ({ id, line: 10 * index + 10 })),
    exercises: ids.map((id) =>
      createFiles({}, { chapter: slug, id, folder: `content/chapters/${slug}/exercises/${id}` }),
    ),
  });
  const list = (...chapters: ReturnType<typeof chapter>[]) =>
    checkPlaces(chapters).map(formatFinding);

  it("finds nothing where every exercise stands once", () => {
    expect(list(chapter("a", ["x", "y"], ["y", "x"]), chapter("b", ["z"], ["z"]))).toEqual([]);
  });

  it("finds an id that two chapters use", () => {
    expect(list(chapter("a", ["x"], ["x"]), chapter("b", ["x"], ["x"]))).toEqual([
      'content/chapters/b/exercises/x/exercise.ts:2 The id "x" is taken by content/chapters/a/exercises/x.',
    ]);
  });

  it("finds what stands nowhere, twice, or without a folder", () => {
    expect(list(chapter("a", ["x", "y"], ["x", "x", "z"]))).toEqual([
      'content/chapters/a/chapter.mdx:20 The exercise "x" stands here a second time, after line 10.',
      "content/chapters/a/chapter.mdx:30 There is no folder exercises/z for this exercise.",
      "content/chapters/a/exercises/y/exercise.ts:2 This exercise stands nowhere in content/chapters/a/chapter.mdx.",
    ]);
  });
});
