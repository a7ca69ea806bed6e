import { type Fingerprint, hashGrams, winnow } from "./fingerprint";
import { findPassages, type Passage } from "./passages";
import { type Token, tokenize } from "./tokenize";

/** What a student has written for an exercise. */
export interface SimilarityItem {
  student: string;
  exercise: string;
  code: string;
}

/** Two students' code for the same exercise. */
export interface Pair {
  exercise: string;
  /** In the order of their names. */
  students: readonly [string, string];
  codes: readonly [string, string];
  /** The share of their fingerprints that both have, from 0 to 1 (Dice). */
  score: number;
  /** How many fingerprints both have. */
  shared: number;
  /** Whether one of them is so short that unrelated answers look alike: then only a score near 1 says anything. */
  isShort: boolean;
  /** Longest first. */
  passages: readonly Passage[];
}

/** Pairs with less are not listed. */
export const lowestScore = 0.4;
/**
 * Copies with other names, layout, comments and order stay above, answers that do not know of each other far beneath
 * (0.13 at most among eight to one short exercise, `testing/softmax-answers.ts`).
 */
export const meaningfulScore = 0.6;
/** Fingerprints; about 60 tokens, or six lines. */
const shortFingerprints = 24;
/** From so many students on, what more than half of them wrote is taken for given. */
const fewestForCommon = 10;

interface Work {
  student: string;
  code: string;
  tokens: Token[];
  given: ReadonlySet<number>;
  fingerprints: Fingerprint[];
}

/**
 * The pairs of students whose code for an exercise is alike, most alike first. Names, layout, comments, types and the
 * order of functions do not count, nor does what the starter says (`starters`, by the exercises), nor, among ten
 * students and more, what more than half of them wrote. Any text is taken; nothing is run.
 */
export function findSimilar(
  items: readonly SimilarityItem[],
  starters: Readonly<Record<string, string>>,
): Pair[] {
  const pairs = [...groupByExercise(items)].flatMap(([exercise, group]) => {
    const starter = Object.hasOwn(starters, exercise) ? (starters[exercise] ?? "") : "";
    const given = new Set(hashGrams(tokenize(starter)));
    return findPairs(
      exercise,
      dropCommon(group.map(({ student, code }) => readWork(student, code, given))),
    );
  });
  return pairs.sort(
    (a, b) =>
      b.score - a.score ||
      compare(a.exercise, b.exercise) ||
      compare(a.students[0], b.students[0]) ||
      compare(a.students[1], b.students[1]),
  );
}

function groupByExercise(items: readonly SimilarityItem[]): Map<string, SimilarityItem[]> {
  const groups = new Map<string, SimilarityItem[]>();
  for (const item of items) {
    const group = groups.get(item.exercise);
    if (group) group.push(item);
    else groups.set(item.exercise, [item]);
  }
  return groups;
}

function readWork(student: string, code: string, given: ReadonlySet<number>): Work {
  const tokens = tokenize(code);
  return { student, code, tokens, given, fingerprints: winnow(hashGrams(tokens), given) };
}

/** Without the fingerprints that more than half of many students have: so this exercise is solved. */
function dropCommon(works: Work[]): Work[] {
  if (works.length < fewestForCommon) return works;
  const counts = new Map<number, number>();
  for (const { fingerprints } of works) {
    for (const hash of new Set(fingerprints.map((one) => one.hash))) {
      counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  }
  return works.map((work) => ({
    ...work,
    fingerprints: work.fingerprints.filter(
      ({ hash }) => (counts.get(hash) ?? 0) <= works.length / 2,
    ),
  }));
}

function findPairs(exercise: string, works: readonly Work[]): Pair[] {
  const shared = countShared(works);
  const pairs: Pair[] = [];
  for (const [key, count] of shared) {
    const first = works[Math.floor(key / works.length)] as Work;
    const second = works[key % works.length] as Work;
    const [a, b] = compare(first.student, second.student) <= 0 ? [first, second] : [second, first];
    const [ofA, ofB] = [a.fingerprints.length, b.fingerprints.length];
    const score = (2 * count) / (ofA + ofB);
    if (a.student === b.student || score < lowestScore) continue;
    pairs.push({
      exercise,
      students: [a.student, b.student],
      codes: [a.code, b.code],
      score,
      shared: count,
      isShort: Math.min(ofA, ofB) < shortFingerprints,
      passages: findPassages(a, b),
    });
  }
  return pairs;
}

/** How many fingerprints each two works have in common, by `first · count + second`. */
function countShared(works: readonly Work[]): Map<number, number> {
  const owners = new Map<number, Map<number, number>>();
  works.forEach(({ fingerprints }, work) => {
    for (const { hash } of fingerprints) {
      const counts = owners.get(hash) ?? new Map<number, number>();
      counts.set(work, (counts.get(work) ?? 0) + 1);
      owners.set(hash, counts);
    }
  });
  const shared = new Map<number, number>();
  for (const counts of owners.values()) {
    const entries = [...counts];
    entries.forEach(([first, ofFirst], index) => {
      for (const [second, ofSecond] of entries.slice(index + 1)) {
        const key = first * works.length + second;
        shared.set(key, (shared.get(key) ?? 0) + Math.min(ofFirst, ofSecond));
      }
    });
  }
  return shared;
}

/** The same on every machine, whatever its language. */
function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
