import { createDraws } from "../draw";

/**
 * Draws arguments for a check, so that no list of known results passes it: for a reader the same at each
 * visit, for the grader fresh ones.
 */
export interface Draw {
  /** Rounded to so many decimals, since students read it. */
  number(from: number, to: number, decimals?: number): number;
  /** Both ends may come. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
}

/** The same seed and part draw the same. */
export function createDraw(seed: number, part: string): Draw {
  const random = createDraws(seed, part);
  const integer = (from: number, to: number) => Math.floor(random.uniform(from, to + 1));
  return {
    number: (from, to, decimals = 2) => Number(random.uniform(from, to).toFixed(decimals)),
    integer,
    pick<T>(items: readonly T[]): T {
      if (items.length === 0) throw new RangeError("pick: expected an item, but got none.");
      return items[integer(0, items.length - 1)] as T;
    },
  };
}
