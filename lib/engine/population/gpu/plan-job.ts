import type { Goal } from "../../trainer";
import { countStepsPerEpoch, type Track } from "./tracks";

/** What the GPU is asked for next: for each track some steps, or a measurement of all members. */
export type Job = { kind: "train"; steps: readonly number[] } | { kind: "evaluate"; epoch: number };

/** Of a track, what tells how far it has come. */
export type Progress = Pick<Track, "count" | "batchSize" | "step">;

export interface JobOptions {
  goal: Goal;
  /** Epochs after which all members are measured, rising. */
  readAt: readonly number[];
  /** About how many examples each member may be trained on. */
  rows: number;
}

/**
 * The next job on the way to the goal, or null at the goal, and the readings that are left after it.
 *
 * Members with small batches need more steps for an epoch than others, so what a job may cost is
 * counted in examples, and all come to the end of an epoch at about the same time. Every track that is
 * not there yet goes at least one step. A reading that lies before the start is left out.
 */
export function planJob(
  tracks: readonly Progress[],
  { goal, readAt, rows }: JobOptions,
): { job: Job | null; readAt: readonly number[] } {
  const isPast = (epoch: number) =>
    tracks.some((track) => track.step > countStepsUntil(track, { epoch }));
  const [epoch, ...later] = readAt.filter((reading) => !isPast(reading));
  const left = epoch === undefined ? [] : [epoch, ...later];
  if (epoch !== undefined) {
    const isThere = tracks.every((track) => track.step === countStepsUntil(track, { epoch }));
    if (isThere) return { job: { kind: "evaluate", epoch }, readAt: later };
  }
  const steps = tracks.map((track) => {
    const goalStep = countStepsUntil(track, goal);
    const end =
      epoch === undefined ? goalStep : Math.min(goalStep, countStepsUntil(track, { epoch }));
    const missing = Math.max(0, end - track.step);
    return Math.min(missing, Math.max(1, Math.floor(rows / track.batchSize)));
  });
  const isDone = steps.every((count) => count === 0);
  return { job: isDone ? null : { kind: "train", steps }, readAt: left };
}

/** The number of updates in all after which a goal is reached. */
export function countStepsUntil(track: Progress, goal: Goal): number {
  return "step" in goal ? goal.step : goal.epoch * countStepsPerEpoch(track);
}
