import type { ExerciseRecord } from "../exercises/record";
import type { ChapterOutline, ExerciseOutline, SectionOutline } from "./outline";
import type { KeptExercise, Progress } from "./progress";

/** How far a reader has come with an exercise. */
export type ExerciseState =
  /** Nothing was done. */
  | "open"
  /** Something was: an answer, a hint, a look at the solution. */
  | "tried"
  | "solved"
  | "solved with hints"
  /** Solved after the solution was shown. */
  | "solved after the solution";

export interface ExerciseProgress extends ExerciseOutline {
  state: ExerciseState;
  /** What the reader did belongs to another edition of the exercise. */
  isChanged: boolean;
  /** There is an answer to be handed in, right or wrong. */
  isAnswered: boolean;
  /** Something is written, whether or not it was checked. */
  isBegun: boolean;
  attempts: number;
  hintsShown: number;
  solutionShown: boolean;
}

export interface SectionProgress extends SectionOutline {
  isRead: boolean;
}

export interface ChapterProgress {
  slug: string;
  number: number;
  title: string;
  sections: readonly SectionProgress[];
  exercises: readonly ExerciseProgress[];
  totals: Totals;
}

/** Counts over a chapter or over the book. */
export interface Totals {
  sections: number;
  read: number;
  exercises: number;
  /** Solved or not. */
  tried: number;
  /** In whatever way, and whether or not the exercise has changed since. */
  solved: number;
  withHints: number;
  afterSolution: number;
  changed: number;
}

export interface BookProgress {
  chapters: readonly ChapterProgress[];
  totals: Totals;
  /** What is kept of exercises that this edition does not have. */
  gone: readonly KeptExercise[];
}

/** What is kept, seen from the book as it is now. */
export function summariseBook(
  outline: readonly ChapterOutline[],
  progress: Progress,
): BookProgress {
  const chapters = outline.map((chapter) => summariseChapter(chapter, progress));
  const known = new Set(
    outline.flatMap(({ slug, exercises }) => exercises.map(({ id }) => `${slug}/${id}`)),
  );
  return {
    chapters,
    totals: addTotals(chapters.map(({ totals }) => totals)),
    gone: progress.exercises.filter(({ chapter, id }) => !known.has(`${chapter}/${id}`)),
  };
}

export function summariseChapter(outline: ChapterOutline, progress: Progress): ChapterProgress {
  const { slug, number, title } = outline;
  const kept = progress.readings.find(({ chapter }) => chapter === slug);
  const isRead = new Set(kept?.reading.sections);
  const records = new Map(
    progress.exercises
      .filter(({ chapter }) => chapter === slug)
      .map(({ id, record }) => [id, record]),
  );
  const sections = outline.sections.map((section) => ({
    ...section,
    isRead: isRead.has(section.id),
  }));
  const exercises = outline.exercises.map((exercise) =>
    summariseExercise(exercise, records.get(exercise.id)),
  );
  return { slug, number, title, sections, exercises, totals: count(sections, exercises) };
}

export function summariseExercise(
  outline: ExerciseOutline,
  record: ExerciseRecord | undefined,
): ExerciseProgress {
  const { attempts = 0, hintsShown = 0, solutionShown = false } = record ?? {};
  const state = findState(record);
  return {
    ...outline,
    state,
    isChanged: state !== "open" && record?.edition !== outline.edition,
    isAnswered: record?.answer !== undefined && (attempts > 0 || record.isSolved),
    isBegun: record?.answer !== undefined,
    attempts,
    hintsShown,
    solutionShown,
  };
}

function findState(record: ExerciseRecord | undefined): ExerciseState {
  if (!record) return "open";
  const { isSolved, attempts, hintsShown, solutionShown } = record;
  if (!isSolved) return attempts > 0 || hintsShown > 0 || solutionShown ? "tried" : "open";
  if (solutionShown) return "solved after the solution";
  return hintsShown > 0 ? "solved with hints" : "solved";
}

function count(
  sections: readonly SectionProgress[],
  exercises: readonly ExerciseProgress[],
): Totals {
  const inState = (...states: ExerciseState[]) =>
    exercises.filter(({ state }) => states.includes(state)).length;
  const withHints = inState("solved with hints");
  const afterSolution = inState("solved after the solution");
  const solved = inState("solved") + withHints + afterSolution;
  return {
    sections: sections.length,
    read: sections.filter(({ isRead }) => isRead).length,
    exercises: exercises.length,
    tried: inState("tried") + solved,
    solved,
    withHints,
    afterSolution,
    changed: exercises.filter(({ isChanged }) => isChanged).length,
  };
}

const nothing: Totals = {
  sections: 0,
  read: 0,
  exercises: 0,
  tried: 0,
  solved: 0,
  withHints: 0,
  afterSolution: 0,
  changed: 0,
};

function addTotals(all: readonly Totals[]): Totals {
  const sum = { ...nothing };
  for (const totals of all) {
    for (const key of Object.keys(sum) as (keyof Totals)[]) sum[key] += totals[key];
  }
  return sum;
}
