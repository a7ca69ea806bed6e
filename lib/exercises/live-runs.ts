import type { Experiment } from "../experiment/experiment";

/** What the exercises of a page need to know of a live figure. */
export interface LiveRun {
  /** The author's Experiment. */
  base: Experiment;
  /** The Experiment with the reader's changes. */
  experiment: Experiment;
}

const runs = new Map<string, LiveRun>();
const listeners = new Set<() => void>();

/** Makes a figure's Experiment known to the exercises of the page; to be called whenever it changes. */
export function publishRun(id: string, { base, experiment }: LiveRun): void {
  const known = runs.get(id);
  if (known?.base === base && known.experiment === experiment) return;
  runs.set(id, { base, experiment });
  for (const listener of listeners) listener();
}

/** Of the figure with this id, or undefined before it has come to life. The same object until something changes. */
export function getRun(id: string): LiveRun | undefined {
  return runs.get(id);
}

/** Calls back whenever an Experiment changes; returns what ends that. */
export function subscribeToRuns(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
