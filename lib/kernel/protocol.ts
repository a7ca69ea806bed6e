/**
 * What the page and a training worker say to each other. Types only. Every request gets exactly one
 * reply; every other message names the request that it belongs to.
 */
import type { Engine, Plan } from "../engine/plan";
import type { Change } from "../engine/population/members";
import type { PopulationEngine } from "../engine/population/plan-population";
import type { MemberResult } from "../engine/population/train-members";
import type { Examination } from "../engine/probes/examination";
import type { LossSlice } from "../engine/probes/loss-slice";
import type { Goal, LogEntry, Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";

export type RequestId = number;

/** Page to worker. */
export type KernelRequest =
  | {
      type: "train_request";
      id: RequestId;
      experiment: Experiment;
      /** Where to go on from; null starts anew. */
      snapshot: Snapshot | null;
      /** How far to train; null only shows the present state. */
      goal: Goal | null;
      /** What the reader chose to train with; null leaves the choice to `plan`. */
      engine: Engine | null;
      /** At most so many epochs a second, so that they can be watched; null trains at full speed. */
      pace: number | null;
      /** Nothing is shown before this many milliseconds have passed, unless the goal is reached. */
      quietMs: number;
      /** Whether each display comes with an examination. */
      examines?: boolean;
    }
  | { type: "interrupt_request"; id: RequestId; trainId: RequestId }
  /** The page has drawn the last display and can take another. */
  | { type: "display_ready" };

/** Worker to page. */
export type KernelMessage =
  /** `busy` comes again and again while a request is worked on, as a sign of life. */
  | { type: "status"; parentId: RequestId | null; executionState: "starting" | "busy" | "idle" }
  | { type: "update_display_data"; parentId: RequestId; data: TrainingDisplay }
  | { type: "train_reply"; parentId: RequestId; outcome: TrainingOutcome }
  | { type: "interrupt_reply"; parentId: RequestId }
  /** The GPU device is gone; nothing more will come from this worker. */
  | { type: "device_lost"; reason: string };

/** The state of a run, and what happened since the display before. */
export interface TrainingDisplay {
  plan: Plan;
  snapshot: Snapshot;
  /** The output over the plane; see `computeField`. */
  field: Float32Array;
  slice: LossSlice;
  /** The first display of a request begins with the state at its start. */
  logs: LogEntry[];
  /** Where it was asked for. */
  examination?: Examination;
}

export type TrainingOutcome =
  | { status: "ok" }
  | { status: "aborted" }
  /** The update after which the loss was infinite or not a number. */
  | { status: "diverged"; step: number }
  | { status: "error"; ename: string; evalue: string };

/** Page to a worker of a population: these members of it, all epochs. */
export interface PopulationRequest {
  type: "population_request";
  id: RequestId;
  base: Experiment;
  changes: readonly Change[];
  engine: PopulationEngine;
  /** Whether the results hold the losses of every epoch too. */
  needsHistories: boolean;
}

export interface PopulationReply {
  type: "population_reply";
  parentId: RequestId;
  outcome:
    | { status: "ok"; results: MemberResult[]; elapsedMs: number; gpuName: string | null }
    /** The engine cannot train these, in a sentence without its full stop. */
    | { status: "impossible"; reason: string }
    | { status: "error"; ename: string; evalue: string };
}
