import { createRandom } from "../data/random";

/**
 * One of `items` for a reader, the same on every visit. Exercises draw independently of each other,
 * and so do the `part`s of one.
 */
export function drawFor<T>(seed: number, part: string, items: readonly T[]): T {
  const share = createRandom(seed ^ hash(part), "data").uniform(0, 1);
  const item = items[Math.floor(share * items.length)];
  if (item === undefined)
    throw new RangeError("drawFor: expected at least one item, but got none.");
  return item;
}

/** FNV-1a (http://www.isthe.com/chongo/tech/comp/fnv/), 32 bits. */
function hash(text: string): number {
  let bits = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) {
    bits = Math.imul(bits ^ text.charCodeAt(i), 0x01000193);
  }
  return bits;
}
