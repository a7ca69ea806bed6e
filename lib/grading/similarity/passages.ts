import { endOfGram, type Fingerprint } from "./fingerprint";
import type { Token } from "./tokenize";

/** The same stretch of two programs, in characters: where it begins, and where it is over. */
export interface Passage {
  a: readonly [start: number, end: number];
  b: readonly [start: number, end: number];
}

interface Side {
  tokens: readonly Token[];
  fingerprints: readonly Fingerprint[];
}

const mostSeeds = 2000;
const mostPassages = 60;

/** What two programs have in common around their shared fingerprints, longest first; no two overlap on either side. */
export function findPassages(a: Side, b: Side): Passage[] {
  const takenA = new Uint8Array(a.tokens.length);
  const takenB = new Uint8Array(b.tokens.length);
  const found: [startA: number, startB: number, length: number][] = [];
  for (const [atA, atB] of findSeeds(a, b)) {
    if (takenA[atA] || takenB[atB]) continue;
    const isAlike = (from: number) =>
      a.tokens[atA + from] !== undefined &&
      !takenA[atA + from] &&
      !takenB[atB + from] &&
      a.tokens[atA + from]?.word === b.tokens[atB + from]?.word;
    let [first, last] = [0, 0];
    while (isAlike(first - 1)) first -= 1;
    while (isAlike(last + 1)) last += 1;
    const length = last - first + 1;
    // Two hashes may be equal by chance.
    if (length < endOfGram(0)) continue;
    takenA.fill(1, atA + first, atA + last + 1);
    takenB.fill(1, atB + first, atB + last + 1);
    found.push([atA + first, atB + first, length]);
  }
  return found
    .sort((x, y) => y[2] - x[2] || x[0] - y[0])
    .slice(0, mostPassages)
    .map(([startA, startB, length]) => ({
      a: rangeOf(a.tokens, startA, length),
      b: rangeOf(b.tokens, startB, length),
    }));
}

/** Of a fingerprint that occurs more than once, the first on one side with the first on the other, and so on. */
function findSeeds(a: Side, b: Side): [number, number][] {
  const places = new Map<number, number[]>();
  for (const { hash, index } of b.fingerprints.toReversed()) {
    const known = places.get(hash);
    if (known) known.push(index);
    else places.set(hash, [index]);
  }
  const seeds: [number, number][] = [];
  for (const { hash, index } of a.fingerprints) {
    const other = places.get(hash)?.pop();
    if (other !== undefined) seeds.push([index, other]);
    if (seeds.length === mostSeeds) break;
  }
  return seeds;
}

function rangeOf(tokens: readonly Token[], start: number, length: number) {
  return [(tokens[start] as Token).start, (tokens[start + length - 1] as Token).end] as const;
}
