import { Batches, type Position } from "../../batches";
import { createUpdateRule } from "../../optimizers";
import { computeLearningRate } from "../../schedules";
import type { Task } from "../../task";
import type { Snapshot } from "../../trainer";
import type { Structure } from "./structure";

/**
 * The way that some members go through their training examples: which batches come in which order, with
 * which learning rate and which factors. Members that differ in their starting weights or in a plain
 * number share a track, so that it is computed and sent to the GPU only once.
 */
export interface Track {
  /** Of any of its members. */
  task: Task;
  /** Training examples. */
  count: number;
  batchSize: number;
  /** Updates so far. */
  step: number;
}

/** The tracks of members that start here, and the number of each member's track. */
export function createTracks(
  structure: Structure,
  tasks: readonly Task[],
  starts: readonly Snapshot[],
): { tracks: Track[]; trackOf: Uint32Array } {
  const numbers = new Map<string, number>();
  const tracks: Track[] = [];
  const trackOf = Uint32Array.from(tasks, (task, index) => {
    const start = starts[index] as Snapshot;
    const key = describeTrack(structure, task, start);
    let number = numbers.get(key);
    if (number === undefined) {
      number = tracks.length;
      numbers.set(key, number);
      tracks.push(createTrack(structure, task, start));
    }
    return number;
  });
  return { tracks, trackOf };
}

/** The batches that have been used so far; without a shuffle they follow from the step alone. */
class ShuffledTrack implements Track {
  readonly task: Task;
  readonly count: number;
  readonly batchSize: number;
  readonly batches: Batches;

  constructor(task: Task, start: Snapshot) {
    this.task = task;
    this.count = task.dataset.train.count;
    this.batchSize = task.fit.batchSize;
    this.batches = new Batches(this.count, task, start, start.step);
  }

  get step(): number {
    return this.batches.step;
  }
}

function createTrack({ isShuffled }: Structure, task: Task, start: Snapshot): Track {
  if (isShuffled) return new ShuffledTrack(task, start);
  return {
    task,
    count: task.dataset.train.count,
    batchSize: task.fit.batchSize,
    step: start.step,
  };
}

function describeTrack(structure: Structure, task: Task, start: Snapshot): string {
  const { compile, fit, dataset } = task;
  const { optimizer } = compile;
  const { beta1, beta2 } = optimizer as { beta1?: number; beta2?: number };
  return JSON.stringify([
    dataset.train.count,
    fit.batchSize,
    start.step,
    structure.rule.factors.length > 0 && [beta1, beta2],
    structure.hasSchedule && [fit.schedule, optimizer.learningRate],
    structure.isShuffled && [fit.shuffle, start.shuffle],
  ]);
}

export function countStepsPerEpoch({
  count,
  batchSize,
}: Pick<Track, "count" | "batchSize">): number {
  return Math.ceil(count / batchSize);
}

/** What the coming steps of a track need, as the GPU reads it. */
export interface TrackChunk {
  /** Where in the epoch the first step begins. */
  offset: number;
  /** For each step the numbers of `listClockNames`. */
  clock: Float32Array;
  /** The training examples of all steps in their order, if any member shuffles. */
  rows: Uint32Array;
}

/** Takes so many steps of a track, and moves it on. */
export function takeSteps(structure: Structure, track: Track, steps: number): TrackChunk {
  const offset = (track.step % countStepsPerEpoch(track)) * track.batchSize;
  const clock = computeClock(structure, track, steps);
  let rows: Uint32Array = new Uint32Array();
  if (track instanceof ShuffledTrack) {
    rows = takeRows(track.batches, steps);
  } else {
    track.step += steps;
  }
  return { offset, clock, rows };
}

function computeClock(structure: Structure, { task, step }: Track, steps: number): Float32Array {
  const { hasSchedule, rule } = structure;
  const width = (hasSchedule ? 1 : 0) + rule.factors.length;
  const clock = new Float32Array(steps * width);
  if (width === 0) return clock;
  const { optimizer } = task.compile;
  const { computeFactors } = createUpdateRule(optimizer);
  for (let i = 0; i < steps; i += 1) {
    const rate = computeLearningRate(task.fit.schedule, optimizer.learningRate, step + i);
    const factors = computeFactors(step + i);
    clock.set(hasSchedule ? [rate, ...factors] : factors, i * width);
  }
  return clock;
}

function takeRows(batches: Batches, steps: number): Uint32Array {
  const taken = Array.from({ length: steps }, () => {
    const rows = batches.next;
    batches.advance();
    return rows;
  });
  const rows = new Uint32Array(taken.reduce((sum, { length }) => sum + length, 0));
  let offset = 0;
  for (const batch of taken) {
    rows.set(batch, offset);
    offset += batch.length;
  }
  return rows;
}

/** Where a track stands. `shuffle` is the state in which a member's generator began. */
export function findPosition(track: Track, shuffle: number[]): Position {
  if (track instanceof ShuffledTrack) return track.batches.position;
  const stepsPerEpoch = countStepsPerEpoch(track);
  return {
    epoch: Math.floor(track.step / stepsPerEpoch),
    offset: (track.step % stepsPerEpoch) * track.batchSize,
    shuffle,
  };
}
