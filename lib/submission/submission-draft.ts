import type { Exercise } from "../exercises/exercise";
import type { KeptCell, KeptNotebook } from "../notebook/keep";
import type { KeptExercise } from "../progress/progress";
import type { Student } from "../reader/student";

/** All that a student hands in. */
export interface SubmissionDraft {
  student: Student;
  /** Of the book. */
  edition: string;
  /** In milliseconds since 1970. */
  createdAt: number;
  /** The reader's own number. */
  seed: number;
  exercises: readonly KeptExercise[];
  /** The chapters in which there is something of the student's, in the book's order. */
  chapters: readonly ChapterWork[];
}

/** A chapter with what a student did in it. */
export interface ChapterWork {
  slug: string;
  number: number;
  title: string;
  /** All that the chapter has, in its order. */
  exercises: readonly ExerciseToPrint[];
  /** Those that the student has changed or added. */
  cells: readonly KeptCell[];
}

export interface ExerciseToPrint {
  id: string;
  title: string;
  /** Of its files. */
  edition: string;
  /** The question, in MDX. */
  prompt: string;
  /** What the author gives to begin with, of a code exercise. */
  starter?: string;
  /** Absent where its code could not be had. */
  definition?: Exercise;
}

/** The cells of a notebook that are not as the author wrote them. */
export function findOwnCells(notebook: KeptNotebook | undefined): KeptCell[] {
  return (notebook?.cells ?? []).filter(
    ({ source, author }) => source !== author && source.trim() !== "",
  );
}
