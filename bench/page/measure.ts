import type { Comparison } from "../row";

/** One of the two that a row compares. */
export interface Contestant {
  /** Does the unit of work so many times. */
  run(count: number): void | Promise<void>;
  /** What it has trained, so that both can be seen to do the same work. */
  readWeights?(): Float32Array | Promise<Float32Array>;
  dispose?(): void;
}

interface CompareOptions {
  /** How often each is timed, in turns. */
  samples?: number;
  /** Each sample repeats the unit until it takes at least so long. */
  sampleMs?: number;
  warmUpMs?: number;
  /** How many of the things that are counted a unit holds, such as the steps of an epoch. */
  unitsPerRun?: number;
  note?: string;
  now?(): number;
}

/** Times two contestants in turns, after a warm-up, and gives the medians for one unit. */
export async function compare(
  ours: Contestant,
  peer: Contestant,
  {
    samples = 9,
    sampleMs = 40,
    warmUpMs = 400,
    unitsPerRun = 1,
    note,
    now = () => performance.now(),
  }: CompareOptions = {},
): Promise<Comparison> {
  await ours.run(1);
  await peer.run(1);
  await checkSameWork(ours, peer);
  const pair = [];
  for (const contestant of [ours, peer]) {
    const count = await findRepetitions(contestant, sampleMs, warmUpMs, now);
    pair.push({ contestant, count, timesMs: [] as number[] });
  }
  for (let sample = 0; sample < samples; sample += 1) {
    for (const { contestant, count, timesMs } of pair) {
      const start = now();
      await contestant.run(count);
      timesMs.push((now() - start) / count / unitsPerRun);
    }
  }
  const [mine, theirs] = pair.map(({ timesMs }) => timesMs) as [number[], number[]];
  ours.dispose?.();
  peer.dispose?.();
  return {
    kind: "comparison",
    oursMs: findMedian(mine),
    peerMs: findMedian(theirs),
    oursBestMs: Math.min(...mine),
    peerBestMs: Math.min(...theirs),
    note,
  };
}

/** Warms up, and finds how many repetitions take at least `sampleMs`. */
async function findRepetitions(
  { run }: Contestant,
  sampleMs: number,
  warmUpMs: number,
  now: () => number,
): Promise<number> {
  const begin = now();
  let count = 1;
  for (;;) {
    const start = now();
    await run(count);
    const elapsedMs = now() - start;
    // A tenth above, since what follows may be a little faster.
    const needed = Math.ceil((count * sampleMs * 1.1) / Math.max(elapsedMs, 0.1));
    if (elapsedMs >= sampleMs && now() - begin >= warmUpMs) return Math.max(1, needed);
    count = Math.max(1, Math.min(needed, count * 10));
  }
}

/** Throws an Error if the two have not trained the same weights. */
async function checkSameWork(ours: Contestant, peer: Contestant): Promise<void> {
  const mine = await ours.readWeights?.();
  const theirs = await peer.readWeights?.();
  if (!mine || !theirs) return;
  const distance = measureDistance(mine, theirs);
  if (mine.length !== theirs.length || !(distance < 1e-3)) {
    throw new Error(
      `compare: expected the same weights from both after one run, but they differ by ${distance} of their norm.`,
    );
  }
}

/** ‖a − b‖ / ‖a‖. */
export function measureDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let difference = 0;
  let size = 0;
  for (let i = 0; i < a.length; i += 1) {
    difference += ((a[i] as number) - (b[i] as number)) ** 2;
    size += (a[i] as number) ** 2;
  }
  return Math.sqrt(difference / size);
}

/** NaN of nothing. */
export function findMedian(values: readonly number[]): number {
  return findQuantile(values, 0.5);
}

/** With linear interpolation between neighbours, as NumPy's default. */
export function findQuantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * share;
  const low = sorted[Math.floor(place)] ?? Number.NaN;
  const high = sorted[Math.ceil(place)] ?? Number.NaN;
  return low + (high - low) * (place - Math.floor(place));
}
