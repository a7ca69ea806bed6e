import { createRandom } from "../../../data/random";
import type * as Types from "./types";

/** The book's generator, as readers see it. */
export function createReaderRandom(seed: number): Types.Random {
  const random = createRandom(checkSeed("createRandom", seed), "data");
  return {
    uniform: (min = 0, max = 1) => random.uniform(min, max),
    normal: (mean = 0, stddev = 1) => mean + stddev * random.normal(),
    integer(min, max) {
      if (Number.isInteger(min) && Number.isInteger(max) && min <= max) {
        return min + Math.floor(random.uniform(0, max - min + 1));
      }
      throw new RangeError(
        `integer: expected whole numbers, the first not above the second, but got ${min} and ${max}.`,
      );
    },
    shuffle: <T>(list: ArrayLike<T>) =>
      Array.from(random.permutation(list.length), (place) => list[place] as T),
  };
}

export function setSeed(seed: number): void {
  const random = createRandom(checkSeed("setSeed", seed), "weights");
  Math.random = () => random.uniform(0, 1);
}

function checkSeed(name: string, seed: unknown): number {
  if (Number.isSafeInteger(seed)) return seed as number;
  throw new TypeError(`${name}: expected a whole number as the seed, but got ${String(seed)}.`);
}
