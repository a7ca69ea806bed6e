import { createRandom } from "../../data/random";
import { type Experiment, parseExperiment } from "../../experiment/experiment";
import { flatten, unflatten } from "../../experiment/leaves";

/**
 * What one network of a population has of its own: numbers of the Experiment by their paths, as in
 * `{ seed: 7, "compile.optimizer.learningRate": 0.1 }`.
 */
export type Change = Readonly<Record<string, number>>;

/**
 * The Experiment of a member: the base with its own numbers.
 *
 * Throws an ExperimentError for a number out of range, and a RangeError for a path that is no number
 * of the base, or that would give the member another shape.
 */
export function createMember(base: Experiment, change: Change): Experiment {
  const leaves = flatten(base);
  for (const [path, value] of Object.entries(change)) {
    if (typeof leaves.get(path) !== "number") {
      throw new RangeError(
        `population: expected the path of a number in the Experiment, such as "compile.optimizer.learningRate", but got "${path}".`,
      );
    }
    if (path.endsWith(".units")) {
      throw new RangeError(
        `population: expected networks of one shape, but "${path}" would change it.`,
      );
    }
    leaves.set(path, value);
  }
  return parseExperiment(unflatten(leaves));
}

/** Starts with the seeds `from`, `from + 1`, … */
export function listSeeds(count: number, from = 0): Change[] {
  return Array.from({ length: count }, (_, index) => ({ seed: from + index }));
}

/** All combinations of the values on each axis, the last axis fastest. */
export function listGrid(axes: Readonly<Record<string, readonly number[]>>): Change[] {
  return Object.entries(axes).reduce<Change[]>(
    (changes, [path, values]) =>
      changes.flatMap((change) => values.map((value) => ({ ...change, [path]: value }))),
    [{}],
  );
}

/** From where to where a number is drawn, evenly or evenly in its logarithm. */
export interface Range {
  min: number;
  max: number;
  scale?: "linear" | "log";
  isWhole?: boolean;
}

/** A random sample: every number drawn from its range, the same sample for the same seed. */
export function sampleChanges(
  count: number,
  ranges: Readonly<Record<string, Range>>,
  seed: number,
): Change[] {
  const random = createRandom(seed, "data");
  const draw = ({ min, max, scale = "linear", isWhole = false }: Range) => {
    const value =
      scale === "log"
        ? Math.exp(random.uniform(Math.log(min), Math.log(max)))
        : random.uniform(min, max + (isWhole ? 1 : 0));
    return Math.min(isWhole ? Math.floor(value) : value, max);
  };
  return Array.from({ length: count }, () =>
    Object.fromEntries(Object.entries(ranges).map(([path, range]) => [path, draw(range)])),
  );
}
