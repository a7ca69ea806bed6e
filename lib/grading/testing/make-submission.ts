import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { hashEdition } from "../../../scripts/edition.mjs";
import { repositoryFolder } from "../../../scripts/site.mjs";
import { parseExperiment } from "../../experiment/experiment";
import type { Submission } from "../../submission/submission";

/** A chapter of two code exercises, `double` and `triple`, one of numbers, `ten`, and a goal, `soon`. */
export const sampleChapters = path.join(repositoryFolder, "lib/grading/testing/chapters");

export const rightDouble = "function double(x: number) { return 2 * x; }";
export const rightTriple = "function triple(x: number) { return 3 * x; }";

type SampleId = "double" | "triple" | "ten" | "soon";

export interface SampleSubmission extends Partial<Omit<Submission, "exercises">> {
  /** Code, the number that was typed, or the whole answer, by exercise. */
  answers?: Partial<Record<SampleId, unknown>>;
  /** What the file claims of each. */
  claims?: Partial<Submission["exercises"][number]["record"]>;
}

/** What a student hands in who has answered the sample's exercises. */
export function makeSubmission({
  answers = {},
  claims,
  ...rest
}: SampleSubmission = {}): Submission {
  return {
    format: "descent-submission/1",
    edition: hashEdition(sampleChapters),
    createdAt: "2026-05-04T10:00:00.000Z",
    student: { name: "Ada Lovelace", number: "1001" },
    seed: 7,
    exercises: Object.entries(answers).map(([id, answer]) => ({
      chapter: "sample",
      id,
      record: {
        answer: typeof answer === "string" ? wrap(id, answer) : answer,
        edition: "",
        attempts: 1,
        hintsShown: 0,
        solutionShown: false,
        isSolved: false,
        changedAt: 0,
        ...claims,
      },
    })),
    cells: [],
    ...rest,
  };
}

/** An answer to `soon`: settings, and runs that it claims to have measured, all perfect. */
export function makeGoalAnswer(learningRate: number) {
  const history = [0, 30, 60].map((epoch) => ({ epoch, loss: 0, testLoss: 0 }));
  return {
    experiment: parseExperiment({ compile: { optimizer: { learningRate } } }),
    runs: [1, 2, 3].map((seed) => ({ seed, loss: 0, testLoss: 0, history })),
  };
}

function wrap(id: string, text: string): unknown {
  return id === "ten" ? { texts: [text] } : { code: text };
}

export function zipSubmission(submission: unknown): Uint8Array {
  return zipText(JSON.stringify(submission));
}

export function zipText(text: string): Uint8Array {
  return zipBytes(strToU8(text));
}

export function zipBytes(bytes: Uint8Array): Uint8Array {
  return zipSync({ "submission.json": bytes });
}
