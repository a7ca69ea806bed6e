import type { Sample } from "../exercise";
import type { StartPool } from "../node/start-pool";
import { isPassed } from "../starts";
import { type Count, estimate, mostOfOthers, type Role } from "./measurement";
import { hashSample } from "./records";

/** Starts by which the share of a solution is measured. */
const startsOfSolution = 1000;
/** For another answer so many are enough, where even the upper end of their interval passes seldom enough. */
const firstStartsOfOthers = 200;

/** Trains the starts of a sample, and counts those that pass. */
export type CountPassing = (sample: Sample, role: Role) => Promise<Count>;

/** Equal samples are trained once. */
export function createCounter(pool: Pick<StartPool, "measure">): CountPassing {
  const counted = new Map<string, Promise<Count>>();
  const count = async ({ experiment, statement }: Sample, from: number, to: number) => {
    const within = { ...experiment, fit: { ...experiment.fit, epochs: statement.epochs } };
    const seeds = Array.from({ length: to - from }, (_, index) => from + index);
    const ends = await pool.measure(within, seeds);
    return ends.filter((end) => isPassed(statement, end)).length;
  };
  const countAnew: CountPassing = async (sample, role) => {
    let passed = 0;
    let tries = 0;
    if (role !== "solution") {
      tries = firstStartsOfOthers;
      passed = await count(sample, 0, tries);
      const { interval } = estimate({ statement: sample.statement, passed, tries });
      if (interval[1] <= mostOfOthers) return { passed, tries };
    }
    passed += await count(sample, tries, startsOfSolution);
    return { passed, tries: startsOfSolution };
  };
  return (sample, role) => {
    const hash = hashSample(sample, role);
    const count = counted.get(hash) ?? countAnew(sample, role);
    counted.set(hash, count);
    return count;
  };
}
