import type { Exercise } from "@/lib/exercises/exercise";

/**
 * An exercise by its chapter's slug and its id, from its folder beside the chapter. Each is a chunk of its own.
 * Rejects where there is none. The path is relative, since bundlers find what a pattern means only so.
 */
export async function loadExercise(chapter: string, id: string): Promise<Exercise> {
  const module = (await import(`./chapters/${chapter}/exercises/${id}/exercise.ts`)) as {
    default: Exercise;
  };
  return module.default;
}
