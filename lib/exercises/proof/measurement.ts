import { computeAtLeast, findShareInterval } from "../binomial";
import type { StartsStatement } from "../starts";

/** How many of the starts that were tried passed. */
export interface Count {
  passed: number;
  tries: number;
}

/** What an answer is to be. */
export type Role = "starter" | "solution" | "wrong";

/** How often the starts of an answer passed. */
export interface Measurement extends Count {
  /** "solution", "starter", "wrong answer 1 (“…”)". */
  answer: string;
  role: Role;
  statement: StartsStatement;
}

/** A solution passes the whole check at least this often, and anything else at most that often. */
export const leastOfSolution = 0.99;
export const mostOfOthers = 0.05;

/** The share of starts that passed, and the probability that the whole check passes, each with its 95 % interval. */
export function estimate({
  statement: { of, atLeast },
  passed,
  tries,
}: Pick<Measurement, "statement" | "passed" | "tries">) {
  const share = passed / tries;
  const shareInterval = findShareInterval(passed, tries);
  const [low, high] = shareInterval;
  return {
    share,
    shareInterval,
    probability: computeAtLeast(atLeast, of, share),
    interval: [computeAtLeast(atLeast, of, low), computeAtLeast(atLeast, of, high)] as const,
  };
}

/** Why an answer's check is not fair, if it is not, in words that go on after "The solution …". */
export function explainUnfair(measurement: Measurement): string | undefined {
  const { passed, tries, statement, role } = measurement;
  const { probability } = estimate(measurement);
  const isFair = role === "solution" ? probability >= leastOfSolution : probability <= mostOfOthers;
  if (isFair) return undefined;
  const wanted = role === "solution" ? `at least ${leastOfSolution}` : `at most ${mostOfOthers}`;
  return `passes with probability ${probability.toFixed(4)}, and has to with ${wanted}: ${passed} of ${tries} starts came below the bound, and ${statement.atLeast} of ${statement.of} are asked for.`;
}

/** Of an answer that was measured for several readers, the measurement with the least room. */
export function findTightest(measurements: readonly Measurement[]): Measurement | undefined {
  const room = (measurement: Measurement) => {
    const { probability } = estimate(measurement);
    return measurement.role === "solution" ? probability : -probability;
  };
  return [...measurements].sort((a, b) => room(a) - room(b))[0];
}

/** One line: "p 0.942 [0.926, 0.956] of 1000 starts; 5 of 7 pass 0.9943 [0.9886, 0.9973]". */
export function formatMeasurement(measurement: Measurement): string {
  const { share, shareInterval, probability, interval } = estimate(measurement);
  const { of, atLeast } = measurement.statement;
  const round = (values: readonly number[], digits: number) =>
    `[${values.map((value) => value.toFixed(digits)).join(", ")}]`;
  return `p ${share.toFixed(3)} ${round(shareInterval, 3)} of ${measurement.tries} starts; ${atLeast} of ${of} pass ${probability.toFixed(4)} ${round(interval, 4)}`;
}
