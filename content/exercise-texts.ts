import type { ExerciseKind } from "@/lib/exercises/exercise";
import { findExercises, hashExercise, readExerciseSources } from "./exercises";
import { loadExercise } from "./load-exercise";

/** What of an exercise is text, for readers of the page and of what is handed in. */
export interface ExerciseTexts {
  title: string;
  objective: string;
  kind: ExerciseKind;
  /** Of its files (`hashExercise`). */
  edition: string;
  /** The question, in MDX as it was written. */
  prompt: string;
  /** Of a code exercise: what the reader begins from, and the author's way. */
  starter?: string;
  solution?: string;
}

/** All exercises of a chapter, by their ids, in the order of its text. For the build: it reads files. */
export async function readExerciseTexts(slug: string): Promise<Record<string, ExerciseTexts>> {
  const placements = await findExercises(slug);
  const entries = placements.map(async ({ id }) => {
    const [{ title, objective, kind }, sources] = await Promise.all([
      loadExercise(slug, id),
      readExerciseSources(slug, id),
    ]);
    const texts: ExerciseTexts = {
      title,
      objective,
      kind,
      edition: hashExercise(sources),
      prompt: (sources["prompt.mdx"] ?? "").trim(),
      ...(sources["starter.ts"] !== undefined && { starter: sources["starter.ts"] }),
      ...(sources["solution.ts"] !== undefined && { solution: sources["solution.ts"] }),
    };
    return [id, texts] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}
