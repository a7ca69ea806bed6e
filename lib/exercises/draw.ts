import { createRandom, type Random } from "../data/random";

/**
 * One of `items` for a reader, the same on every visit. Exercises draw independently of each other,
 * and so do the `part`s of one.
 */
export function drawFor<T>(seed: number, part: string, items: readonly T[]): T {
  const share = createDraws(seed, part).uniform(0, 1);
  const item = items[Math.floor(share * items.length)];
  if (item === undefined)
    throw new RangeError("drawFor: expected at least one item, but got none.");
  return item;
}

/** Different whole numbers below 2³² for a reader, the same on every visit; the first do not depend on `count`. */
export function drawSeedsFor(seed: number, part: string, count: number): number[] {
  const random = createDraws(seed, part);
  const drawn = new Set<number>();
  while (drawn.size < count) drawn.add(Math.floor(random.uniform(0, 2 ** 32)));
  return [...drawn];
}

/** A generator of a reader's own for one part of an exercise, the same on every visit. */
export function createDraws(seed: number, part: string): Random {
  return createRandom(seed ^ hash(part), "data");
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  }
  return bits;
}
