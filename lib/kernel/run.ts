import { createStore, type StoreApi } from "zustand/vanilla";
import type { Device } from "../engine/devices";
import type { Plan } from "../engine/plan";
import type { Goal, LogEntry, Probe, Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";
import { changeSettings, isLive, type Settings } from "../experiment/settings";
import type { KernelClient } from "./client";
import type { TrainingDisplay, TrainingOutcome } from "./protocol";

/** What a figure shows of a run, at one moment. */
export interface Picture extends Pick<Probe, "slice"> {
  logs: LogEntry[];
  field: Float32Array | readonly number[];
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
  /** The reader's choice; null leaves it to the engine. */
  device: Device | null;
  status: RunStatus;
  /** The losses of the run before this one, if it was on the same data. */
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

/** The part of a run that outlives the page that it was on. */
export type SavedRun = Pick<
  RunState,
  "experiment" | "changedAtEpoch" | "device" | "logs" | "previous" | "snapshot"
>;

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
  /** Throws an ExperimentError if a value is out of range. */
  change(change: Partial<Settings>): void;
  /** Takes another Experiment, as from a link, and starts it anew. */
  replace(experiment: Experiment): void;
  chooseDevice(device: Device | null): void;
  /** Goes on from an earlier page's state. */
  resume(saved: SavedRun): void;
  notify(notice: string | null): void;
  dispose(): void;
}

/** What the reader last asked for and has not got yet. */
type Intent = { kind: "train"; goal: Goal } | { kind: "step"; goal: Goal } | { kind: "show" };

/** `createClient` is called when something is first to be trained. */
export function createRun(
  base: Experiment,
  recorded: Picture,
  createClient: () => KernelClient,
): Run {
  const store = createStore<RunState>(() => ({
    ...recorded,
    base,
    experiment: base,
    changedAtEpoch: null,
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
  let intent: Intent | null = null;
  let isWorking = false;
  // Counts the starts: what still arrives of an earlier one is dropped.
  let start = 0;

  /** Takes up what is wanted now; what was under way is interrupted first. */
  async function pursue(next: Intent | null) {
    intent = next;
    if (isWorking) {
      void client?.interrupt();
      return;
    }
    isWorking = true;
    while (intent) {
      const current: Intent = intent;
      const outcome = await request(current);
      if (intent !== current) continue;
      intent = null;
      setState(finish(current, outcome));
      if (outcome.status === "error") endClient();
    }
    isWorking = false;
  }

  function request(current: Intent): Promise<TrainingOutcome> {
    const { experiment, snapshot, device } = getState();
    const requestedAt = start;
    const goal = current.kind === "show" ? null : current.goal;
    client ??= createClient();
    return client.train(
      { experiment, snapshot, goal, device },
      {
        onDisplay(display) {
          if (requestedAt !== start) return;
          setState((state) => applyDisplay(state, display));
        },
        onNotice: (notice) => setState({ notice }),
      },
    );
  }

  /** Whatever was trained so far is another run: its curves stay as a ghost. */
  function startAnew(experiment: Experiment) {
    start += 1;
    const { logs, previous, experiment: before } = getState();
    const isTraining = intent?.kind === "train";
    // On other data another loss is another scale.
    const isComparable = before.data.name === experiment.data.name;
    setState({
      experiment,
      changedAtEpoch: null,
      snapshot: null,
      logs: [],
      previous: !isComparable ? [] : logs.length > 1 ? logs : previous,
      ...noTrouble,
      status: isTraining ? "starting" : "paused",
    });
    const { epochs } = experiment.fit;
    void pursue(isTraining ? { kind: "train", goal: { epoch: epochs } } : { kind: "show" });
  }

  /** Goes on with what is under way, or shows the present state again. */
  function goOn() {
    void pursue(intent && intent.kind !== "show" ? { ...intent } : { kind: "show" });
  }

  /** A recorded picture is not a run: what the reader starts begins at the beginning. */
  function begin(kind: "train" | "step", goal: (at: Pick<Snapshot, "step" | "epoch">) => Goal) {
    const { status, logs, snapshot } = getState();
    if (status === "recorded") setState({ previous: logs, logs: [] });
    setState({ status: snapshot ? "training" : "starting", ...noTrouble });
    void pursue({ kind, goal: goal(snapshot ?? { step: 0, epoch: 0 }) });
  }

  function endClient() {
    client?.dispose();
    client = undefined;
  }

  return {
    store,
    train() {
      const { epochs } = getState().experiment.fit;
      begin("train", ({ epoch }) => ({ epoch: (Math.floor(epoch / epochs) + 1) * epochs }));
    },
    step: (unit) =>
      begin("step", ({ step, epoch }) =>
        unit === "batch" ? { step: step + 1 } : { epoch: epoch + 1 },
      ),
    pause() {
      setState({ status: "paused" });
      void pursue(null);
    },
    reset() {
      intent = null;
      startAnew(getState().experiment);
    },
    change(change) {
      const { status, experiment, logs, changedAtEpoch } = getState();
      const next = changeSettings(experiment, change);
      if (status === "recorded" || !isLive(change)) {
        startAnew(next);
        return;
      }
      const reached = logs.at(-1)?.epoch ?? 0;
      // How many epochs are asked for changes nothing about those that were trained.
      const isMixed = reached > 0 && Object.keys(change).some((name) => name !== "epochs");
      const isStopped = status === "diverged" || status === "failed";
      setState({
        experiment: next,
        changedAtEpoch: changedAtEpoch ?? (isMixed ? reached : null),
        ...(isStopped && { status: "paused", ...noTrouble }),
      });
      goOn();
    },
    replace: startAnew,
    chooseDevice(device) {
      const { status } = getState();
      setState({
        device,
        plan: null,
        ...noTrouble,
        ...(status === "failed" && { status: "paused" }),
      });
      endClient();
      if (status !== "recorded") goOn();
    },
    resume(saved) {
      start += 1;
      setState({ ...saved, status: "paused" });
      void pursue({ kind: "show" });
    },
    notify: (notice) => setState({ notice }),
    dispose() {
      intent = null;
      endClient();
    },
  };
}

const noTrouble = { divergedAtStep: null, failure: null, notice: null } as const;

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

function finish({ kind }: Intent, outcome: TrainingOutcome): Partial<RunState> {
  switch (outcome.status) {
    case "ok":
      if (kind === "show") return {};
      return { status: kind === "train" ? "finished" : "paused" };
    case "aborted":
      return { status: "paused" };
    case "diverged":
      return { status: "diverged", divergedAtStep: outcome.step };
    case "error":
      return { status: "failed", failure: { name: outcome.ename, message: outcome.evalue } };
    default:
      return outcome satisfies never;
  }
}
