import type { Exercise, ExerciseIndex } from "@/lib/exercises/exercise";

/**
 * An exercise by its chapter's slug and its id: the source of truth beside the chapter. A chapter's
 * index is a chunk of its own, and so is each exercise.
 *
 * Throws a RangeError that names the known ids if there is none with this one.
 */
export async function loadExercise(chapter: string, id: string): Promise<Exercise> {
  const { exercises } = (await import(`@/content/chapters/${chapter}/exercises/index.ts`)) as {
    exercises: ExerciseIndex;
  };
  const load = Object.hasOwn(exercises, id) ? exercises[id] : undefined;
  if (!load) {
    const known = Object.keys(exercises).join(", ");
    throw new RangeError(
      `loadExercise: expected an exercise of ${chapter} (${known}), but got "${id}".`,
    );
  }
  return load();
}
