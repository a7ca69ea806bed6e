import type { ExerciseKind } from "../exercises/exercise";
import type { PrintedAnswer } from "../submission/print-answer";
import type { KeptVerdict } from "./verdict-schema";

/** What came of one exercise in one submission. */
export type Outcome =
  | { state: "unanswered" }
  | { state: "judged"; answer: PrintedAnswer; verdict: KeptVerdict }
  /** It could not be run, or was ended; the reason is a sentence. Worth no point. */
  | { state: "failed"; answer: PrintedAnswer; reason: string };

/** All that is known of a file that was handed in, as it is kept in the work folder. */
export interface SubmissionResult {
  /** Relative to the folder of submissions. */
  path: string;
  /** Of the file's bytes; empty where they were not read. */
  hash: string;
  /** As the student typed them; null where the file could not be read. */
  student: { name: string; number: string } | null;
  createdAt: string;
  /** Why nothing in it could be judged. */
  problem?: string;
  /** Sentences for the instructor. */
  remarks: string[];
  /** By the exercises' keys. */
  outcomes: Record<string, Outcome>;
  /** The student's code by the exercises' keys, for comparison with others. */
  code: Record<string, string>;
}

/** What an exercise is called, and what it asks. */
export interface GradedExercise {
  key: string;
  title: string;
  kind: ExerciseKind;
  edition: string;
  prompt: string;
  starter?: string;
  points: number;
}

/** What a grading depends on: with the same settings, a submission gets the same result. */
export interface GradingSettings {
  /** From which the seeds of all starts are drawn. */
  seed: string;
  /** Of the book (`hashEdition`), the grader's own. */
  edition: string;
  /** Of the code that judges, in the same way: what another version of it has left is judged anew. */
  grader: string;
  exercises: readonly GradedExercise[];
  /** The keys of all exercises of the book, also of those that are not graded. */
  known: readonly string[];
  /** Of the checks that the site never shipped (`hashPrivateChecks`). */
  privateChecks: string;
  limits: Limits;
}

export interface Limits {
  /** For one exercise. */
  timeMs: number;
  /** Of a browser's processes together, and of the process that drives it. */
  memoryBytes: number;
}

export function isPassed(outcome: Outcome | undefined): boolean {
  return outcome?.state === "judged" && outcome.verdict.isCorrect;
}

export function countPoints(exercise: GradedExercise, outcome: Outcome | undefined): number {
  return isPassed(outcome) ? exercise.points : 0;
}

export function sumPoints(exercises: readonly GradedExercise[], result: SubmissionResult): number {
  const points = exercises.map((exercise) => countPoints(exercise, result.outcomes[exercise.key]));
  // Sums of halves and tenths, without the digits that binary fractions add.
  return Number(points.reduce((sum, value) => sum + value, 0).toFixed(6));
}
