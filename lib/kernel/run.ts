import { createStore, type StoreApi } from "zustand/vanilla";
import type { Device } from "../engine/devices";
import type { Plan } from "../engine/plan";
import type { LossSlice } from "../engine/probes";
import type { Goal, LogEntry, Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";
import { changeSettings, isLive, type Settings } from "../experiment/settings";
import type { KernelClient } from "./client";
import type { TrainingDisplay, TrainingOutcome } from "./protocol";

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
  /** The reader's choice; null leaves it to the engine. */
  device: Device | null;
  status: RunStatus;
  /** The loss curves of the run before the last reset. */
  previous: LogEntry[];
  snapshot: Snapshot | null;
  /** Known once training has begun. */
  plan: Plan | null;
  divergedAtStep: number | null;
  /** Why the run could not go on. */
  failure: { name: string; message: string } | null;
  /** Something that happened to the run, in a sentence; null when there is nothing to say. */
  notice: string | null;
}

export type StepUnit = "batch" | "epoch";

/** A network on the page, and everything that a reader can do with it. */
export interface Run {
  store: StoreApi<RunState>;
  /** Trains for the epochs of the Experiment, and for as many again when they are done. */
  train(): void;
  pause(): void;
  step(unit: StepUnit): void;
  /** Back to the very same start. */
  reset(): void;
  change(change: Partial<Settings>): void;
  /** Takes another Experiment, as from a link, and starts it anew. */
  replace(experiment: Experiment): void;
  chooseDevice(device: Device | null): void;
  /** Goes on from an earlier page's state. */
  resume(state: Pick<RunState, "experiment" | "logs" | "snapshot">): void;
  notify(notice: string | null): void;
  dispose(): void;
}

/** The next state after a display: its log entries follow the others, or replace those of the same step. */
export function applyDisplay(state: RunState, display: TrainingDisplay): Partial<RunState> {
  const { plan, logs, snapshot, field, slice } = display;
  const [first] = logs;
  const earlier = first ? state.logs.filter((entry) => entry.step < first.step) : state.logs;
  return { plan, snapshot, field, slice, logs: [...earlier, ...logs] };
}

/** `createClient` is called when something is first to be trained. */
export function createRun(
  experiment: Experiment,
  recorded: Picture,
  createClient: () => KernelClient,
): Run {
  const store = createStore<RunState>(() => ({
    ...recorded,
    base: experiment,
    experiment,
    device: null,
    status: "recorded",
    previous: [],
    snapshot: null,
    plan: null,
    divergedAtStep: null,
    failure: null,
    notice: null,
  }));
  const { getState, setState } = store;

  let client: KernelClient | undefined;
  // What is to be done next: null is to show the state, undefined is nothing.
  let wanted: Goal | null | undefined;
  let isWorking = false;
  // Displays of a run that was reset meanwhile are dropped.
  let generation = 0;

  async function work() {
    if (isWorking) {
      void client?.interrupt();
      return;
    }
    isWorking = true;
    while (wanted !== undefined) {
      const goal = wanted;
      wanted = undefined;
      const started = generation;
      client ??= createClient();
      const { experiment: current, snapshot, device } = getState();
      const outcome = await client.train(
        { experiment: current, snapshot, goal, device },
        {
          onDisplay(display) {
            if (started !== generation) return;
            setState((state) => ({
              ...applyDisplay(state, display),
              status: goal === null ? state.status : "training",
            }));
          },
          onNotice: (notice) => setState({ notice }),
        },
      );
      if (wanted === undefined) setState(finish(getState(), goal, outcome));
    }
    isWorking = false;
  }

  function isActive(): boolean {
    const { status } = getState();
    return status === "training" || status === "starting";
  }

  let goal: Goal | undefined;

  function pursue(next: Goal) {
    goal = next;
    wanted = next;
    const status = getState().snapshot ? "training" : "starting";
    setState({ status, notice: null, divergedAtStep: null, failure: null });
    void work();
  }

  /** After a change: goes on training if it was, and otherwise shows the new state. */
  function refresh() {
    wanted = isActive() ? goal : null;
    void work();
  }

  function startAnew(experiment: Experiment) {
    generation += 1;
    const { logs } = getState();
    setState({
      experiment,
      snapshot: null,
      logs: [],
      divergedAtStep: null,
      notice: null,
      ...(logs.length > 1 && { previous: logs }),
      ...(!isActive() && { status: "paused" as const }),
    });
    if (goal && "step" in goal) goal = { epoch: experiment.fit.epochs };
    refresh();
  }

  /** A recorded picture is not a run: what the reader starts begins at the beginning. */
  function leaveRecorded() {
    const { status, logs } = getState();
    if (status === "recorded") setState({ previous: logs, logs: [], status: "paused" });
  }

  return {
    store,
    train() {
      leaveRecorded();
      const { experiment: current, snapshot } = getState();
      const { epochs } = current.fit;
      const done = snapshot?.epoch ?? 0;
      pursue({ epoch: (Math.floor(done / epochs) + 1) * epochs });
    },
    pause() {
      wanted = undefined;
      void client?.interrupt();
    },
    step(unit) {
      leaveRecorded();
      const { snapshot } = getState();
      pursue(
        unit === "batch"
          ? { step: (snapshot?.step ?? 0) + 1 }
          : { epoch: (snapshot?.epoch ?? 0) + 1 },
      );
    },
    reset() {
      wanted = undefined;
      if (isActive()) setState({ status: "paused" });
      startAnew(getState().experiment);
    },
    change(change) {
      const next = changeSettings(getState().experiment, change);
      if (getState().status === "recorded" || !isLive(change)) startAnew(next);
      else {
        setState({ experiment: next });
        refresh();
      }
    },
    replace: startAnew,
    chooseDevice(device) {
      setState({ device, plan: null });
      client?.dispose();
      client = undefined;
      if (getState().status !== "recorded") refresh();
    },
    resume({ experiment: current, logs, snapshot }) {
      generation += 1;
      setState({ experiment: current, logs, snapshot, status: "paused" });
      wanted = null;
      void work();
    },
    notify: (notice) => setState({ notice }),
    dispose() {
      wanted = undefined;
      client?.dispose();
    },
  };
}

function finish(state: RunState, goal: Goal | null, outcome: TrainingOutcome): Partial<RunState> {
  switch (outcome.status) {
    case "ok":
      return goal === null ? {} : { status: "step" in goal ? "paused" : finishedOrPaused(state) };
    case "aborted":
      return state.status === "recorded" ? {} : { status: "paused" };
    case "diverged":
      return { status: "diverged", divergedAtStep: outcome.step };
    case "error":
      return {
        status: "failed",
        failure: { name: outcome.ename, message: outcome.evalue },
      };
    default:
      return outcome satisfies never;
  }
}

function finishedOrPaused({ snapshot, experiment }: RunState): RunStatus {
  return (snapshot?.epoch ?? 0) % experiment.fit.epochs === 0 ? "finished" : "paused";
}
