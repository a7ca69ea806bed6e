import { type ExerciseFiles, findIn } from "./exercise-files";
import type { Finding } from "./finding";

/** A chapter with its exercises, as they lie on the disk. */
export interface ChapterFiles {
  slug: string;
  title: string;
  /** Of its text, relative to the repository, with `/`. */
  file: string;
  /** Where the text puts exercises, in its order. */
  placements: readonly { id: string; line: number }[];
  /** The folders. */
  exercises: readonly ExerciseFiles[];
}

/** Exercises that stand in no place of their chapter or in several, and names that are used twice in the book. */
export function checkPlaces(chapters: readonly ChapterFiles[]): Finding[] {
  const findings: Finding[] = [];
  const folders = new Map<string, ExerciseFiles>();
  for (const { file, placements, exercises } of chapters) {
    const lines = new Map<string, number>();
    for (const { id, line } of placements) {
      const earlier = lines.get(id);
      if (earlier !== undefined) {
        findings.push({
          file,
          line,
          message: `The exercise "${id}" stands here a second time, after line ${earlier}.`,
        });
      } else if (!exercises.some((exercise) => exercise.id === id)) {
        findings.push({
          file,
          line,
          message: `There is no folder exercises/${id} for this exercise.`,
        });
      }
      lines.set(id, earlier ?? line);
    }
    for (const exercise of exercises) {
      const find = (message: string) =>
        findings.push(findIn(exercise, "exercise.ts", /\bid:/, message));
      if (!lines.has(exercise.id)) find(`This exercise stands nowhere in ${file}.`);
      const other = folders.get(exercise.id);
      if (other) find(`The id "${exercise.id}" is taken by ${other.folder}.`);
      folders.set(exercise.id, other ?? exercise);
    }
  }
  return findings;
}
