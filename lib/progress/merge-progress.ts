import type { ExerciseRecord } from "../exercises/record";
import type { KeptExercise, KeptReading, Progress } from "./progress";
import type { ProgressFile } from "./progress-file";

/** What taking in a file would do, to be shown before it is done. */
export interface ImportPlan {
  /** What is to be written. */
  exercises: readonly KeptExercise[];
  readings: readonly KeptReading[];
  /** The reader's own number from the file; undefined where the one that is here stays. */
  seed?: number;
  /** Exercises in the file only. */
  added: number;
  /** In both, and what is in the file takes the place of what is here. */
  replaced: number;
  /** In both, and what is here stays. */
  kept: number;
  /** Solved on the side that does not count, in another edition of the exercise. */
  lostSolved: readonly KeptExercise[];
  /** The file's questions were drawn from another number than those here, which stays. */
  isOtherSeed: boolean;
}

/**
 * Joins what is here with what a file brings, exercise by exercise (`chooseRecord`). What has been read is read.
 * The file's seed is taken where nothing has been answered here yet.
 *
 * `now` bounds the times in the file, so that a clock that is ahead does not count for ever.
 */
export function planImport(
  mine: Progress,
  mySeed: number,
  file: ProgressFile,
  now: number,
): ImportPlan {
  const theirs = file.exercises.map((kept) => ({ ...kept, record: notAfter(kept.record, now) }));
  const findMine = ({ chapter, id }: KeptExercise) =>
    mine.exercises.find((kept) => kept.chapter === chapter && kept.id === id);
  const added = theirs.filter((kept) => !findMine(kept));
  const choices = theirs.flatMap((their) => {
    const my = findMine(their);
    if (!my || isSame(my.record, their.record)) return [];
    const isTheirs = chooseRecord(my.record, their.record) === their.record;
    return [
      isTheirs ? { chosen: their, other: my, isTheirs } : { chosen: my, other: their, isTheirs },
    ];
  });
  const replacing = choices.filter(({ isTheirs }) => isTheirs).map(({ chosen }) => chosen);
  const isOtherSeed = file.seed !== mySeed;
  const isNew = mine.exercises.length === 0;
  return {
    exercises: [...added, ...replacing],
    readings: file.readings.flatMap((reading) => mergeReading(mine, reading, now)),
    ...(isOtherSeed && isNew && { seed: file.seed }),
    added: added.length,
    replaced: replacing.length,
    kept: choices.length - replacing.length,
    lostSolved: choices
      .filter(({ chosen, other }) => other.record.isSolved && !chosen.record.isSolved)
      .map(({ other }) => other),
    isOtherSeed: isOtherSeed && !isNew && file.exercises.length > 0,
  };
}

/** Whether taking it in would change anything. */
export function isEmptyPlan({ exercises, readings, seed }: ImportPlan): boolean {
  return exercises.length === 0 && readings.length === 0 && seed === undefined;
}

/** Of two records of the same edition the solved one, where only one is; else the later, and `mine` of two at once. */
export function chooseRecord(mine: ExerciseRecord, theirs: ExerciseRecord): ExerciseRecord {
  if (mine.edition === theirs.edition && mine.isSolved !== theirs.isSolved) {
    return mine.isSolved ? mine : theirs;
  }
  return theirs.changedAt > mine.changedAt ? theirs : mine;
}

function mergeReading(mine: Progress, theirs: KeptReading, now: number): KeptReading[] {
  const before = mine.readings.find(({ chapter }) => chapter === theirs.chapter)?.reading;
  const sections = [...new Set([...(before?.sections ?? []), ...theirs.reading.sections])];
  if (sections.length === (before?.sections.length ?? 0)) return [];
  const changedAt = Math.max(before?.changedAt ?? 0, notAfter(theirs.reading, now).changedAt);
  return [{ chapter: theirs.chapter, reading: { sections, changedAt } }];
}

function notAfter<T extends { changedAt: number }>(value: T, now: number): T {
  return value.changedAt > now ? { ...value, changedAt: now } : value;
}

function isSame(a: ExerciseRecord, b: ExerciseRecord): boolean {
  return printSorted(a) === printSorted(b);
}

/** JSON with the keys of all objects in order: a database and a file may give them in another. */
function printSorted(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === "object" && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
}
