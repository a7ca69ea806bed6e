import type { Experiment } from "../experiment/experiment";

/** What an exercise needs to know of an entry in a run's history. */
export interface RunLog {
  /** With its fraction: 2.5 in the middle of the third epoch. */
  epoch: number;
  loss: number;
  testLoss: number;
}

/** What a live figure publishes of its run. */
export interface PublishedRun {
  /** The author's Experiment. */
  base: Experiment;
  /** The Experiment with the reader's changes. */
  experiment: Experiment;
  /** In order; empty before the first entry. */
  logs: readonly RunLog[];
}

export interface LiveRun extends PublishedRun {
  /** The epoch at which settings first changed while the run went on; null if they never did. */
  changedAtEpoch: number | null;
}

const runs = new Map<string, LiveRun>();

/**
 * Makes a figure's run known to the exercises of the page; to be called whenever it changes.
 *
 * A figure may let a setting change in the middle of a run. The Experiment then describes only the
 * last part of its history, so the moment is remembered until the run starts anew, which shows in
 * another first log entry (or none).
 */
export function publishRun(id: string, { base, experiment, logs }: PublishedRun): void {
  const previous = runs.get(id);
  const goesOn = previous !== undefined && logs.length > 0 && previous.logs[0] === logs[0];
  const reached = previous?.logs.at(-1)?.epoch ?? 0;
  // Before the first step a change is still a change of the start.
  const changedNow =
    goesOn && reached > 0 && describeTraining(previous.experiment) !== describeTraining(experiment)
      ? reached
      : null;
  const changedAtEpoch = goesOn ? (previous.changedAtEpoch ?? changedNow) : null;
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

/** All that decides how a run goes on; how many epochs it was asked for does not. */
function describeTraining({ fit, ...rest }: Experiment): string {
  return JSON.stringify({ ...rest, fit: { ...fit, epochs: 0 } });
}
