import type { Experiment } from "../experiment/experiment";

/** What an exercise needs to know of an entry in a run's history. */
export interface RunLog {
  /** With its fraction: 2.5 in the middle of the third epoch. */
  epoch: number;
  loss: number;
  testLoss: number;
}

/** A run as its figure publishes it. */
export interface LiveRun {
  /** The author's Experiment. */
  base: Experiment;
  /** The Experiment with the reader's changes. */
  experiment: Experiment;
  /** In order; empty before the first entry. */
  logs: readonly RunLog[];
  /** The epoch at which settings first changed while the run went on; null if they never did. */
  changedAtEpoch: number | null;
}

const runs = new Map<string, LiveRun>();

/** Makes a figure's run known to the exercises of the page; to be called whenever it changes. */
export function publishRun(id: string, { base, experiment, logs, changedAtEpoch }: LiveRun): void {
  runs.set(id, { base, experiment, logs, changedAtEpoch });
}

/** The run of the figure with this id, or undefined before the figure has come to life. */
export function getRun(id: string): LiveRun | undefined {
  return runs.get(id);
}

/** As much of a run as a verdict about one epoch depends on: what is worth keeping of it. */
export function abridgeRun(run: LiveRun, epoch: number): LiveRun {
  const logs = run.logs
    .filter((log, index) => log.epoch === epoch || index === run.logs.length - 1)
    .map(({ epoch: at, loss, testLoss }) => ({ epoch: at, loss, testLoss }));
  return { ...run, logs };
}
