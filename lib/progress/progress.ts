import type { ExerciseRecord } from "../exercises/record";
import type { Reading } from "./reading";

/** Everything that is kept of a reader's way through the book, of this edition and of others. */
export interface Progress {
  exercises: readonly KeptExercise[];
  readings: readonly KeptReading[];
}

export interface KeptExercise {
  chapter: string;
  id: string;
  record: ExerciseRecord;
}

export interface KeptReading {
  chapter: string;
  reading: Reading;
}

export const noProgress: Progress = { exercises: [], readings: [] };

/** With a record in place of the one of the same exercise. */
export function withExercise(progress: Progress, kept: KeptExercise): Progress {
  const others = progress.exercises.filter(
    ({ chapter, id }) => chapter !== kept.chapter || id !== kept.id,
  );
  return { ...progress, exercises: [...others, kept] };
}

export function withReading(progress: Progress, kept: KeptReading): Progress {
  const others = progress.readings.filter(({ chapter }) => chapter !== kept.chapter);
  return { ...progress, readings: [...others, kept] };
}
