/**
 * What the page and a training worker say to each other. Types only. Every request gets exactly one
 * reply; every other message names the request that it belongs to.
 */
import type { Device } from "../engine/devices";
import type { Plan } from "../engine/plan";
import type { Goal, LogEntry, Probe, Snapshot } from "../engine/trainer";
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
      /** The device that the reader chose; null leaves the choice to `plan`. */
      device: Device | null;
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
export interface TrainingDisplay extends Probe {
  plan: Plan;
  /** The first display of a request begins with the state at its start. */
  logs: LogEntry[];
}

export type TrainingOutcome =
  | { status: "ok" }
  | { status: "aborted" }
  /** The update after which the loss was infinite or not a number. */
  | { status: "diverged"; step: number }
  | { status: "error"; ename: string; evalue: string };
