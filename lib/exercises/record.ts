import * as z from "zod/mini";
import type { Verdict } from "./exercise";

/** What is kept of a reader's work on an exercise, on their computer, under `getExerciseKey`. */
export const exerciseRecordSchema = z.object({
  /**
   * The last answer, or, once the exercise is solved, the last right one. Of the shape that the exercise's
   * `answerSchema` says, if it is of this edition.
   */
  answer: z.optional(z.unknown()),
  /** Of a solved exercise: what the reader has begun to write since, where that is kept as one types. */
  draft: z.optional(z.unknown()),
  /** Of the exercise (`edition` of its files) that was answered. Another one says so: "This exercise has changed since." */
  edition: z._default(z.string(), ""),
  /** How often an answer was checked. */
  attempts: z._default(z.int(), 0),
  hintsShown: z._default(z.int(), 0),
  /** Whether the solution was shown before the exercise was solved. */
  solutionShown: z._default(z.boolean(), false),
  /** Whether a right answer was given at any time, to this edition. */
  isSolved: z._default(z.boolean(), false),
  /** When it last changed, in milliseconds since 1970. */
  changedAt: z._default(z.number(), 0),
});

export type ExerciseRecord = z.output<typeof exerciseRecordSchema>;

/** Where a reader's record is kept. */
export function getExerciseKey(chapter: string, id: string): string {
  return `exercise/${chapter}/${id}`;
}

/** The record of an exercise on which nothing was done yet. */
export function createRecord(edition: string): ExerciseRecord {
  return {
    edition,
    attempts: 0,
    hintsShown: 0,
    solutionShown: false,
    isSolved: false,
    changedAt: 0,
  };
}

/** Whether the exercise is another one than that which was answered. */
export function isOutdated({ answer, edition }: ExerciseRecord, now: string): boolean {
  return answer !== undefined && edition !== now;
}

/** The record to go on from in this edition: of another one, only what was written counts for anything. */
export function renewRecord(record: ExerciseRecord, edition: string): ExerciseRecord {
  if (record.edition === edition) return record;
  const { answer, draft } = record;
  return {
    ...createRecord(edition),
    ...(answer !== undefined && { answer }),
    ...(draft !== undefined && { draft }),
  };
}

/** What the reader is writing. It must not replace a right answer either. */
export function recordDraft(record: ExerciseRecord, draft: unknown): ExerciseRecord {
  return record.isSolved ? { ...record, draft } : { ...record, answer: draft, draft: undefined };
}

/** An answer is about to be judged. A wrong one must not replace a right one, so those wait for their verdict. */
export function recordAnswer(record: ExerciseRecord, answer: unknown): ExerciseRecord {
  return record.isSolved ? record : { ...record, answer };
}

/**
 * An answer was judged, as it was when the check began; `measured` is the same with what the check has added to it.
 * What the reader has written meanwhile stays. An answer that says nothing yet is no attempt.
 */
export function recordVerdict(
  record: ExerciseRecord,
  answer: unknown,
  { isCorrect, isBlank }: Pick<Verdict, "isCorrect" | "isBlank">,
  measured = answer,
): ExerciseRecord {
  if (isBlank) return record;
  const { isSolved, attempts } = record;
  const begun = isSolved ? record.draft : record.answer;
  const since = isSameAnswer(begun, answer) ? undefined : begun;
  const judged = { ...record, attempts: attempts + 1 };
  if (isCorrect) return { ...judged, answer: measured, draft: since, isSolved: true };
  return isSolved ? judged : { ...judged, answer: since ?? measured };
}

/** So many hints, from the first on, have been shown. After the exercise is solved they cost nothing. */
export function recordHints(record: ExerciseRecord, shown: number): ExerciseRecord {
  if (record.isSolved) return record;
  return { ...record, hintsShown: Math.max(record.hintsShown, shown) };
}

/** The solution was shown. After the exercise is solved that costs nothing. */
export function recordSolution(record: ExerciseRecord): ExerciseRecord {
  return record.isSolved ? record : { ...record, solutionShown: true };
}

/** Of two answers as they are kept: plain data, or undefined. */
export function isSameAnswer(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
