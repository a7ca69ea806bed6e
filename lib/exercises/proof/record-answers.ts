import type { JudgeContext } from "../exercise";
import { type AnyExercise, isDrawn, listCases } from "./cases";
import type { CountPassing } from "./count-passing";
import type { ExerciseFiles } from "./exercise-files";
import type { Count } from "./measurement";
import { countByVerdicts } from "./prove-answers";
import { hashSample } from "./records";

/** How many starts of answers in code are trained at least. */
const startsOfCode = 300;

export interface Recorder {
  createContext(seed: number): JudgeContext;
  countPassing: CountPassing;
}

/**
 * How often those answers of an exercise pass that take long to measure: in code, since only their verdicts can train
 * them, by their names; and where the questions are drawn, so that there are many, by the hashes of their samples.
 */
export async function recordAnswers(
  files: ExerciseFiles,
  { createContext, countPassing }: Recorder,
): Promise<Record<string, Count>> {
  const exercise = (await files.load()) as AnyExercise;
  const cases = listCases(exercise, files.sources);
  const { findSample } = exercise;
  const answers: Record<string, Count> = {};
  if (!findSample) {
    for (const { name, answer, seed } of cases) {
      const count = await countByVerdicts(exercise, answer, createContext(seed), startsOfCode);
      if (count) answers[name] = count;
    }
    return answers;
  }
  if (!isDrawn(cases)) return {};
  const samples = new Map(
    cases.flatMap(({ answer, role, seed }) => {
      const sample = findSample(answer, seed);
      return sample ? [[hashSample(sample, role), { sample, role }] as const] : [];
    }),
  );
  for (const [hash, { sample, role }] of samples) {
    answers[hash] = await countPassing(sample, role);
  }
  return answers;
}
