import type { Token } from "./tokenize";

/**
 * So many tokens make one fingerprint: fewer are common to unrelated programs. With windows of four, every passage
 * of twelve tokens that two programs share leaves at least one fingerprint in both.
 */
const gramSize = 9;
const windowSize = 4;

export interface Fingerprint {
  hash: number;
  /** Of its first token. */
  index: number;
}

/** The hashes of all runs of nine tokens, in their order. */
export function hashGrams(tokens: readonly Token[]): Float64Array {
  const hashes = new Float64Array(Math.max(tokens.length - gramSize + 1, 0));
  const words = tokens.map(({ word }) => hashWord(word));
  const outgoing = power(base, gramSize);
  let rolling = 0;
  words.forEach((word, index) => {
    rolling = (Math.imul(rolling, base) + word) | 0;
    const gone = words[index - gramSize];
    if (gone !== undefined) rolling = (rolling - Math.imul(gone, outgoing)) | 0;
    if (index >= gramSize - 1) hashes[index - gramSize + 1] = scramble(rolling);
  });
  return hashes;
}

/**
 * The smallest hash of each window of the grams, without those that were given to all.
 *
 * Source: Schleimer, Wilkerson and Aiken, Winnowing: Local Algorithms for Document Fingerprinting (SIGMOD 2003), with
 * their choice of the rightmost among equals.
 */
export function winnow(hashes: Float64Array, given: ReadonlySet<number>): Fingerprint[] {
  const own = hashes.map((hash) => (given.has(hash) ? Number.POSITIVE_INFINITY : hash));
  const chosen: Fingerprint[] = [];
  const width = Math.min(windowSize, own.length);
  for (let start = 0; width > 0 && start + width <= own.length; start += 1) {
    let smallest = start;
    for (let at = start + 1; at < start + width; at += 1) {
      if ((own[at] as number) <= (own[smallest] as number)) smallest = at;
    }
    const hash = own[smallest] as number;
    if (Number.isFinite(hash) && chosen.at(-1)?.index !== smallest) {
      chosen.push({ hash, index: smallest });
    }
  }
  return chosen;
}

/** The tokens of a gram that begins at `index`: from there up to, and without, the returned one. */
export function endOfGram(index: number): number {
  return index + gramSize;
}

const base = 0x01000193;

/** FNV-1a, 32 bits. */
function hashWord(word: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < word.length; at += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(at), base);
  }
  return hash;
}

function power(value: number, exponent: number): number {
  let result = 1;
  for (let at = 0; at < exponent; at += 1) result = Math.imul(result, value);
  return result;
}

/** MurmurHash3's last step: the smallest hash should not depend on the last token. From 0 to 2³² − 1. */
function scramble(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
