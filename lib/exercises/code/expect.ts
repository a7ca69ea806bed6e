import { describePair, describeShape, describeValue } from "./describe-value";
import type { PlainValue } from "./student-realm";

/** What a check found. */
export interface Finding {
  isCorrect: boolean;
  /** What had to come and what came, in the words of `describeValue`. */
  expected?: string;
  actual?: string;
  /** Why it may have come to this, and where to look: one or two sentences for the student. */
  advice?: string;
}

/** A wrong value that a common mistake leads to. */
export interface CodeSlip {
  value: PlainValue;
  advice: string;
}

/**
 * Numbers that are at most `tolerance` apart, alone or in (nested) arrays of one shape. NaN is close to
 * nothing. Where the value is that of a slip, the slip's advice explains it.
 */
export function expectClose(
  actual: PlainValue,
  expected: PlainValue,
  tolerance: number,
  slips: readonly CodeSlip[] = [],
): Finding {
  const isClose = (a: PlainValue, b: PlainValue) =>
    a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= tolerance);
  return compare(actual, expected, isClose, slips);
}

/** The same plain data: numbers to the last bit, NaN equal to itself, keys in any order. */
export function expectEqual(
  actual: PlainValue,
  expected: PlainValue,
  slips: readonly CodeSlip[] = [],
): Finding {
  return compare(actual, expected, Object.is, slips);
}

/** Any statement about a value; `expected` says it, as in "a number below 1". */
export function expectThat(isCorrect: boolean, actual: PlainValue, expected: string): Finding {
  return isCorrect ? { isCorrect } : { isCorrect, expected, actual: describeValue(actual) };
}

type IsSame = (actual: PlainValue, expected: PlainValue) => boolean;
type Key = string | number;

function compare(
  actual: PlainValue,
  expected: PlainValue,
  isSame: IsSame,
  slips: readonly CodeSlip[],
): Finding {
  const difference = findDifference(actual, expected, isSame);
  if (!difference) return { isCorrect: true };
  const slip = slips.find(({ value }) => !findDifference(actual, value, isSame));
  return { isCorrect: false, ...difference, ...(slip && { advice: slip.advice }) };
}

type Difference = Required<Pick<Finding, "expected" | "actual">>;

/** The first difference: of short lists the whole lists, else the two values and their place. */
function findDifference(
  actual: PlainValue,
  expected: PlainValue,
  isSame: IsSame,
  place: readonly Key[] = [],
): Difference | undefined {
  const keys = listKeys(actual, expected);
  if (keys === "leaves") return isSame(actual, expected) ? undefined : tellPair();
  if (keys === "shapes differ") return tell(describeShape(expected), describeValue(actual), place);
  for (const key of keys) {
    const difference = findDifference(read(actual, key), read(expected, key), isSame, [
      ...place,
      key,
    ]);
    if (difference) return isShortList(expected) ? tellPair() : difference;
  }
  return undefined;

  function tellPair() {
    const [expectedText, actualText] = describePair(expected, actual);
    return tell(expectedText, actualText, place);
  }
}

/** What to compare within two values, if anything. */
function listKeys(
  actual: PlainValue,
  expected: PlainValue,
): readonly Key[] | "leaves" | "shapes differ" {
  if (typeof expected !== "object" || expected === null) return "leaves";
  if (typeof actual !== "object" || actual === null) return "shapes differ";
  if (Array.isArray(expected)) {
    const isAlike = Array.isArray(actual) && actual.length === expected.length;
    return isAlike ? [...expected.keys()] : "shapes differ";
  }
  if (Array.isArray(actual)) return "shapes differ";
  return [...new Set([...Object.keys(expected), ...Object.keys(actual)])];
}

function read(value: PlainValue, key: Key): PlainValue {
  return (value as Record<Key, PlainValue>)[key];
}

/** One that `describeValue` shows in full. */
function isShortList(value: PlainValue): boolean {
  return (
    Array.isArray(value) && value.length <= 6 && value.every((item) => typeof item !== "object")
  );
}

function tell(expected: string, actual: string, place: readonly Key[]): Difference {
  const where = place.length === 0 ? "" : ` at ${place.map(printKey).join("")}`;
  return { expected: `${expected}${where}`, actual: `${actual}${where}` };
}

function printKey(key: Key, index: number): string {
  if (typeof key === "number") return `[${key}]`;
  return index === 0 ? key : `.${key}`;
}
