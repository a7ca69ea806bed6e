import type { Sample } from "@/lib/exercises/exercise";
import { type AnyExercise, listCases } from "@/lib/exercises/proof/cases";
import { readBookFiles } from "./exercise-files";

const reader = 1;

/** What is trained for the solutions of all exercises, as one reader finds them, by where they stand. */
export async function listSolutionSamples(): Promise<Map<string, Sample>> {
  const samples = new Map<string, Sample>();
  const exercises = (await readBookFiles()).flatMap((chapter) => chapter.exercises);
  for (const { load, sources, folder } of exercises) {
    const exercise = (await load()) as AnyExercise;
    for (const { role, name, answer, seed } of listCases(exercise, sources)) {
      if (role !== "solution" || seed !== reader) continue;
      const sample = exercise.findSample?.(answer, seed);
      if (sample) samples.set(`${folder}, ${name}`, sample);
    }
  }
  return samples;
}
