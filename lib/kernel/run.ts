import { createStore, type StoreApi } from "zustand/vanilla";
import type { Engine } from "../engine/plan";
import type { Goal, Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";
import { changeSettings, isLive, type Settings } from "../experiment/settings";
import { Checkpoints } from "./checkpoints";
import type { KernelClient } from "./client";
import type { TrainingDisplay, TrainingOutcome } from "./protocol";
import { applyDisplay, noTrouble, type Picture, type RunState, type SavedRun } from "./run-state";

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
  /**
   * A setting of a run that is under way changes there and then, if it can, and the run goes on. That
   * of one that rests is a new run, trained at once from its start (or from where it was forked) to
   * its last epoch: the whole curve follows the finger.
   *
   * Throws an ExperimentError if a value is out of range.
   */
  change(change: Partial<Settings>): void;
  /** Takes another Experiment, as from a link, and stands at its start. */
  replace(experiment: Experiment): void;
  /** Takes another Experiment and trains all of it at once, as a change of a resting run does. */
  retrain(experiment: Experiment): void;
  /** Moves the pictures to the end of an epoch that the run has been through. */
  scrub(epoch: number): void;
  /** Cuts the run off at the moment shown, to go on from there; its curve stays for comparison. */
  fork(): void;
  chooseEngine(engine: Engine | null): void;
  setPace(pace: number | null): void;
  /** Goes on from an earlier page's state. */
  resume(saved: SavedRun): void;
  notify(notice: string | null): void;
  dispose(): void;
}

/** What the reader last asked for and has not got yet. */
type Intent =
  | { kind: "train"; goal: Goal }
  | { kind: "step"; goal: Goal }
  /** The present state again, after something about it changed. */
  | { kind: "show" }
  /** The whole run with other settings. */
  | { kind: "retrain"; goal: Goal }
  | { kind: "scrub"; goal: { epoch: number } };

/** Slower requests show what they have so far, and are broken off for the next. */
const patienceMs = 50;
/** Changes that follow each other within this time, as in a drag, are one change. */
const gestureMs = 700;
const defaultPace = 60;

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
    forkedAtEpoch: null,
    engine: null,
    pace: defaultPace,
    status: "recorded",
    previous: [],
    snapshot: null,
    shown: null,
    plan: null,
    divergedAtStep: null,
    failure: null,
    notice: null,
  }));
  const { getState, setState } = store;

  let client: KernelClient | undefined;
  let intent: Intent | null = null;
  let working: Promise<void> | null = null;
  // Counts the starts: what still arrives of an earlier one is dropped.
  let start = 0;
  let requestCount = 0;
  // Counts what ends a wait to begin: a pause, another start.
  let holds = 0;
  let checkpoints = new Checkpoints(base);
  let changedAt = Number.NEGATIVE_INFINITY;

  /** Takes up what is wanted now; what was under way is broken off first. */
  function pursue(next: Intent | null): void {
    const current = intent;
    intent = next;
    if (working) {
      const underWay = requestCount;
      const isQuick = isBrief(current) && isBrief(next);
      // One that takes no longer than a few frames is let finish, or a quick finger would starve it.
      // It alone: what follows it may be what is wanted.
      if (isQuick) {
        setTimeout(() => requestCount === underWay && void client?.interrupt(), patienceMs);
      } else {
        void client?.interrupt();
      }
      return;
    }
    if (next) working = work();
  }

  async function work() {
    try {
      while (intent) {
        const current: Intent = intent;
        const outcome = await request(current);
        if (outcome.status === "error") endClient();
        if (intent !== current) continue;
        intent = null;
        setState(finish(current, outcome));
      }
    } finally {
      // Here, and not when the promise is settled: what is asked for in between would be lost.
      working = null;
    }
  }

  async function request(current: Intent): Promise<TrainingOutcome> {
    requestCount += 1;
    const { experiment, snapshot, engine, pace } = getState();
    const requestedAt = start;
    // Of a request that another follows, the moments are those of another run.
    const moments = checkpoints;
    const from =
      current.kind === "scrub"
        ? checkpoints.find(current.goal.epoch)
        : { experiment, snapshot: current.kind === "retrain" ? checkpoints.origin : snapshot };
    client ??= createClient();
    return client.train(
      {
        ...from,
        goal: current.kind === "show" ? null : current.goal,
        engine,
        pace: current.kind === "train" ? pace : null,
        quietMs: quietMs[current.kind],
      },
      {
        onDisplay(display) {
          if (requestedAt !== start) return;
          if (current.kind === "scrub") {
            const { plan, field, slice, snapshot: shown } = display;
            setState({ plan, field, slice, shown });
            return;
          }
          moments.add(from.experiment, display.snapshot);
          setState((state) => applyDisplay(state, display));
          // What takes long enough to be seen in parts can be paused.
          if (
            current.kind === "retrain" &&
            intent?.kind === "retrain" &&
            isPart(display, current)
          ) {
            setState({ status: "training" });
          }
        },
        onNotice: (notice) => setState({ notice }),
      },
    );
  }

  /** Whatever was trained so far is another run: its curves stay as a ghost. */
  function startAnew(experiment: Experiment) {
    start += 1;
    holds += 1;
    const isTraining = intent?.kind === "train";
    checkpoints = new Checkpoints(experiment);
    setState({
      ...keepGhost(experiment),
      experiment,
      changedAtEpoch: null,
      forkedAtEpoch: null,
      snapshot: null,
      shown: null,
      logs: [],
      ...noTrouble,
      status: isTraining ? "starting" : "paused",
    });
    const { epochs } = experiment.fit;
    pursue(isTraining ? { kind: "train", goal: { epoch: epochs } } : { kind: "show" });
  }

  /** All of a run with other settings, from where it began. */
  function retrain(experiment: Experiment) {
    const { forkedAtEpoch } = getState();
    const isGesture = performance.now() - changedAt < gestureMs;
    changedAt = performance.now();
    checkpoints = checkpoints.branch(experiment);
    setState({
      // A fork is compared with the run that it left, and a drag with what stood there before it.
      ...(forkedAtEpoch === null && !isGesture && keepGhost(experiment)),
      experiment,
      changedAtEpoch: forkedAtEpoch,
      shown: null,
      ...noTrouble,
    });
    const { epochs } = experiment.fit;
    const from = forkedAtEpoch ?? 0;
    pursue({ kind: "retrain", goal: { epoch: (Math.floor(from / epochs) + 1) * epochs } });
  }

  function keepGhost(next: Experiment): Pick<RunState, "previous"> {
    const { logs, previous, experiment } = getState();
    // On other data another loss is another scale.
    if (experiment.data.name !== next.data.name) return { previous: [] };
    return { previous: logs.length > 1 ? logs : previous };
  }

  /** Goes on with what is under way, or shows the present state again. */
  function goOn() {
    pursue(intent && intent.kind !== "show" ? { ...intent } : { kind: "show" });
  }

  /** A recorded picture is not a run: what the reader starts begins at the beginning. */
  async function begin(
    kind: "train" | "step",
    goal: (at: Pick<Snapshot, "step" | "epoch">) => Goal,
  ) {
    // What the last change asks for comes first, since this goes on from there.
    const heldBefore = holds;
    while (working && isBrief(intent)) await working;
    if (holds !== heldBefore) return;
    const { status, logs, snapshot } = getState();
    if (status === "recorded") setState({ previous: logs, logs: [] });
    setState({ status: snapshot ? "training" : "starting", shown: null, ...noTrouble });
    pursue({ kind, goal: goal(snapshot ?? { step: 0, epoch: 0 }) });
  }

  async function fork() {
    // The epoch that the reader last asked for may not be there yet.
    while (working && isBrief(intent)) await working;
    const { logs, snapshot: end, shown, changedAtEpoch } = getState();
    const snapshot = shown ?? end;
    if (!snapshot) return;
    start += 1;
    checkpoints.fork(snapshot);
    setState({
      snapshot,
      shown: null,
      forkedAtEpoch: snapshot.epoch,
      // What goes on from here has the present settings.
      changedAtEpoch: changedAtEpoch === null ? null : Math.min(changedAtEpoch, snapshot.epoch),
      previous: logs,
      logs: logs.filter(({ step }) => step <= snapshot.step),
      status: "paused",
      ...noTrouble,
    });
  }

  function endClient() {
    client?.dispose();
    client = undefined;
  }

  return {
    store,
    train() {
      const { epochs } = getState().experiment.fit;
      void begin("train", ({ epoch }) => ({ epoch: (Math.floor(epoch / epochs) + 1) * epochs }));
    },
    step: (unit) =>
      void begin("step", ({ step, epoch }) =>
        unit === "batch" ? { step: step + 1 } : { epoch: epoch + 1 },
      ),
    pause() {
      holds += 1;
      setState({ status: "paused" });
      pursue(null);
    },
    reset() {
      intent = null;
      startAnew(getState().experiment);
    },
    change(change) {
      const { status, experiment, logs, changedAtEpoch } = getState();
      const next = changeSettings(experiment, change);
      const isActive = status === "training" || status === "starting";
      if (!isActive || intent?.kind === "retrain") {
        retrain(next);
        return;
      }
      if (!isLive(change)) {
        startAnew(next);
        return;
      }
      const reached = logs.at(-1)?.epoch ?? 0;
      // How many epochs are asked for changes nothing about those that were trained.
      const isMixed = reached > 0 && Object.keys(change).some((name) => name !== "epochs");
      setState({
        experiment: next,
        changedAtEpoch: changedAtEpoch ?? (isMixed ? reached : null),
      });
      goOn();
    },
    replace: startAnew,
    retrain(experiment) {
      start += 1;
      checkpoints = new Checkpoints(experiment);
      // The end of the run so far may not fit this one's network.
      setState({ forkedAtEpoch: null, snapshot: null });
      retrain(experiment);
    },
    scrub(epoch) {
      const { status, snapshot, shown } = getState();
      if (status === "training" || status === "starting") return;
      // A recorded picture has no epochs to go back to; the run that it was taken of has.
      if (snapshot === null && intent === null) {
        retrain(getState().experiment);
        setState({ previous: [] });
      }
      if (snapshot === null || intent?.kind === "retrain") {
        void working?.then(() => getState().snapshot && this.scrub(epoch));
        return;
      }
      if (intent === null && shown === null && epoch === snapshot.epoch) return;
      pursue(epoch >= snapshot.epoch ? { kind: "show" } : { kind: "scrub", goal: { epoch } });
      if (epoch >= snapshot.epoch) setState({ shown: null });
    },
    fork: () => void fork(),
    chooseEngine(engine) {
      const { status } = getState();
      setState({
        engine,
        plan: null,
        ...noTrouble,
        // Another engine may come further.
        ...((status === "failed" || status === "diverged") && { status: "paused" }),
      });
      endClient();
      if (status !== "recorded") goOn();
    },
    setPace(pace) {
      setState({ pace });
      if (intent?.kind === "train") goOn();
    },
    resume(saved) {
      start += 1;
      const { experiment, snapshot, changedAtEpoch, forkedAtEpoch } = saved;
      checkpoints = new Checkpoints(experiment);
      // The settings that held before, and where it was forked, are not saved: it is forked here.
      const isForked = forkedAtEpoch !== null && snapshot !== null;
      if (isForked) checkpoints.fork(snapshot);
      if (snapshot && (isForked || changedAtEpoch !== null)) checkpoints.forgetBefore(snapshot);
      setState({
        ...saved,
        forkedAtEpoch: isForked ? snapshot.epoch : null,
        status: "paused",
      });
      pursue({ kind: "show" });
    },
    notify: (notice) => setState({ notice }),
    dispose() {
      intent = null;
      endClient();
    },
  };
}

/** How long a request works before it shows anything, so that a curve that is replaced does not blink. */
const quietMs: Record<Intent["kind"], number> = {
  train: 0,
  step: 0,
  show: 0,
  retrain: patienceMs,
  scrub: Number.POSITIVE_INFINITY,
};

/** What usually takes less than a few frames. */
function isBrief(intent: Intent | null): boolean {
  return intent?.kind === "retrain" || intent?.kind === "scrub" || intent?.kind === "show";
}

function isPart({ snapshot }: TrainingDisplay, { goal }: Extract<Intent, { kind: "retrain" }>) {
  return "epoch" in goal && snapshot.epoch < goal.epoch;
}

function finish({ kind }: Intent, outcome: TrainingOutcome): Partial<RunState> {
  switch (outcome.status) {
    case "ok":
      if (kind === "show" || kind === "scrub") return {};
      return { status: kind === "step" ? "paused" : "finished" };
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
