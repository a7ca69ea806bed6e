import type { StartsCheck } from "../kinds/code";
import { describeStarts, describeStatement, judgeStarts, type StartsResult } from "../starts";
import type { Finding } from "./expect";
import type { StudentRealm } from "./student-realm";

/** Trains the student's code from each seed, one after the other. Rejects with the first StudentError. */
export async function runStartsCheck(
  check: StartsCheck,
  student: StudentRealm,
  seeds: readonly number[],
): Promise<Finding & { starts: StartsResult }> {
  const runs = [];
  for (const seed of seeds) {
    const given: unknown = await check.call(student, seed);
    // A comparison would take a text, a list or null for a number.
    const value = typeof given === "number" ? given : Number.NaN;
    const notMeasured = { loss: Number.NaN, testLoss: Number.NaN };
    runs.push({ seed, ...notMeasured, [check.quantity]: value, history: [] });
  }
  const { of, atLeast, quantity, below, epochs } = check;
  const { isTrue, ...starts } = judgeStarts({ of, atLeast, quantity, below, epochs }, runs);
  const actual = describeStarts(starts);
  return {
    isCorrect: isTrue,
    expected: describeStatement(starts.statement),
    actual,
    ...(!isTrue && { advice: check.advice ?? actual }),
    starts,
  };
}
