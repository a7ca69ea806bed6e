import type { Engine, Plan } from "../engine/plan";
import type { LossSlice } from "../engine/probes/loss-slice";
import type { LogEntry, Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";
import type { TrainingDisplay } from "./protocol";

/** What a figure shows of a run, at one moment. */
export interface Picture {
  logs: LogEntry[];
  field: Float32Array | readonly number[];
  slice: LossSlice;
}

export type RunStatus =
  /** Nothing has been trained here; the picture was recorded when the page was built. */
  | "recorded"
  | "starting"
  | "training"
  | "paused"
  /** The epochs that were asked for are done. */
  | "finished"
  | "diverged"
  | "failed";

export interface RunState extends Picture {
  /** The author's Experiment, to which links and exercises compare. */
  base: Experiment;
  experiment: Experiment;
  /** The epoch at which settings first changed while the run went on; null if they never did. */
  changedAtEpoch: number | null;
  /** The epoch from which this run branched off the one before it; null for one from the beginning. */
  forkedAtEpoch: number | null;
  /** The reader's choice; null leaves it to `plan`. */
  engine: Engine | null;
  /** At most so many epochs a second while the reader watches; null for full speed. */
  pace: number | null;
  status: RunStatus;
  /** The losses of the run before this one, if it was on the same data. */
  previous: LogEntry[];
  /** The end of the run so far. */
  snapshot: Snapshot | null;
  /** The moment that the pictures show, where that is not the end. */
  shown: Snapshot | null;
  /** Known once training has begun. */
  plan: Plan | null;
  divergedAtStep: number | null;
  /** Why the run could not go on. */
  failure: { name: string; message: string } | null;
  /** Something that happened to the run, in a sentence; null when there is nothing to say. */
  notice: string | null;
}

/** The part of a run that outlives the page that it was on. */
export type SavedRun = Pick<
  RunState,
  "experiment" | "changedAtEpoch" | "forkedAtEpoch" | "engine" | "logs" | "previous" | "snapshot"
>;

/** How a run is when nothing is wrong with it. */
export const noTrouble = { divergedAtStep: null, failure: null, notice: null } as const;

/** The next state after a display: its log entries follow the others, or replace those of the same step. */
export function applyDisplay(state: RunState, display: TrainingDisplay): Partial<RunState> {
  const { plan, logs, snapshot, field, slice } = display;
  const [first] = logs;
  const last = state.logs.at(-1);
  const earlier =
    first && last && last.step >= first.step
      ? state.logs.filter((entry) => entry.step < first.step)
      : state.logs;
  return {
    plan,
    snapshot,
    shown: null,
    field,
    slice,
    logs: thin([...earlier, ...logs]),
    ...(state.status === "starting" && { status: "training" }),
  };
}

const maxLogs = 2000;
const logsKeptWhole = 500;

/** A long run keeps every other entry of its later part, again and again, and stays drawable. */
function thin(logs: LogEntry[]): LogEntry[] {
  if (logs.length <= maxLogs) return logs;
  return logs.filter(
    (_, index) => index < logsKeptWhole || index % 2 === 0 || index === logs.length - 1,
  );
}
