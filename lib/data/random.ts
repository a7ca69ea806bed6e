import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus, xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** What the random numbers are for. Each use has a stream of its own, so that more noise in the data does not also move the starting weights. */
const streams = ["data", "weights", "shuffle", "dropout"] as const;

export type Stream = (typeof streams)[number];

/** The one source of randomness: xoroshiro128+, seeded, and repeatable from its state. */
export interface Random {
  /** Uniform on [min, max). */
  uniform(min: number, max: number): number;
  /** Standard normal. */
  normal(): number;
  /** A uniformly drawn order of 0 … length − 1. */
  permutation(length: number): Uint32Array;
  /** Four 32-bit integers from which `resumeRandom` goes on. */
  getState(): number[];
}

/** Streams of one seed lie 2⁶⁴ draws apart and never meet. */
export function createRandom(seed: number, stream: Stream): Random {
  const generator = xoroshiro128plus(mixBits(seed));
  // The generator's first state holds few random bits; one jump spreads them over all.
  for (let jumps = 0; jumps <= streams.indexOf(stream); jumps += 1) generator.jump();
  return fromGenerator(generator);
}

export function resumeRandom(state: readonly number[]): Random {
  return fromGenerator(xoroshiro128plusFromState(state));
}

function fromGenerator(generator: ReturnType<typeof xoroshiro128plus>): Random {
  const uniform = (min: number, max: number) => min + (max - min) * uniformFloat64(generator);
  return {
    uniform,
    // Marsaglia's polar method: no sine, whose last bits differ between browsers. The second
    // number of each pair is dropped, so that the state alone says what comes next.
    normal() {
      for (;;) {
        const u = uniform(-1, 1);
        const v = uniform(-1, 1);
        const s = u * u + v * v;
        if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
      }
    },
    permutation(length) {
      const order = Uint32Array.from({ length }, (_, index) => index);
      for (let last = length - 1; last > 0; last -= 1) {
        const other = uniformInt(generator, 0, last);
        const kept = order[last] as number;
        order[last] = order[other] as number;
        order[other] = kept;
      }
      return order;
    },
    getState: () => [...generator.getState()],
  };
}

/** The finalizer of MurmurHash3: neighbouring seeds come out with unrelated bits. */
function mixBits(seed: number): number {
  let bits = seed | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
