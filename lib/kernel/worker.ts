/// <reference lib="webworker" />
import { openTrainer } from "../engine/open-trainer";
import { computeField } from "../engine/probes/field";
import { computeLossSlice } from "../engine/probes/loss-slice";
import { createTask, type Task } from "../engine/task";
import type { Goal, LogEntry, Snapshot, Trainer } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";
import type { KernelMessage, KernelRequest, RequestId, TrainingOutcome } from "./protocol";

type TrainRequest = Extract<KernelRequest, { type: "train_request" }>;

/** Long enough to be worth its overhead, short enough to answer an interrupt at once. */
const sliceMs = 12;
/** How often a worker that has nothing to show says that it is alive. */
const signMs = 500;
/** A display waits until training has had this many times as long as the last one took to make. */
const trainingPerDisplay = 3;

let isDisplayReady = true;
const interrupted = new Set<RequestId>();

self.onmessage = (event: MessageEvent<KernelRequest>) => {
  const request = event.data;
  switch (request.type) {
    case "train_request":
      void answerTrain(request);
      break;
    case "interrupt_request":
      interrupted.add(request.trainId);
      post({ type: "interrupt_reply", parentId: request.id });
      break;
    case "display_ready":
      isDisplayReady = true;
      break;
    default:
      request satisfies never;
  }
};

post({ type: "status", parentId: null, executionState: "starting" });

async function answerTrain(request: TrainRequest) {
  const { id } = request;
  post({ type: "status", parentId: id, executionState: "busy" });
  let outcome: TrainingOutcome;
  try {
    outcome = await train(request);
  } catch (error) {
    const { name, message } = error instanceof Error ? error : new Error(String(error));
    outcome = { status: "error", ename: name, evalue: message };
  }
  interrupted.delete(id);
  post({ type: "train_reply", parentId: id, outcome });
  post({ type: "status", parentId: id, executionState: "idle" });
}

async function train({
  id,
  experiment,
  snapshot,
  goal,
  engine,
  pace,
  quietMs,
  examines = false,
}: TrainRequest): Promise<TrainingOutcome> {
  const task = createTask(experiment);
  const { trainer, plan } = await openTrainer(task, {
    snapshot: snapshot ?? undefined,
    choice: engine ?? undefined,
    onDeviceLost: (reason) => post({ type: "device_lost", reason }),
  });

  let logs: LogEntry[] = [];
  let shownAt = performance.now();
  let heardAt = shownAt;
  let displayMs = 0;
  const display = async () => {
    const startedAt = performance.now();
    const current = await trainer.snapshot();
    const field = computeField(experiment, current.weights);
    const slice = computeLossSlice(task, current, trainer.computeLoss);
    const examination = examines ? await examineLater(experiment, task, current) : undefined;
    const data = { plan, logs, snapshot: current, field, slice, examination };
    post({ type: "update_display_data", parentId: id, data }, [field.buffer]);
    logs = [];
    isDisplayReady = false;
    shownAt = performance.now();
    heardAt = shownAt;
    displayMs = shownAt - startedAt;
  };

  try {
    if (interrupted.has(id)) return { status: "aborted" };
    const start = await trainer.evaluate();
    logs.push(start);
    if (quietMs === 0 || goal === null) await display();
    if (goal === null) return { status: "ok" };
    const startedAt = performance.now();
    for (;;) {
      if (interrupted.has(id)) {
        // A pause in the middle of an epoch: its state belongs to the picture as well.
        if (logs.length === 0) logs.push(await trainer.evaluate());
        await display();
        return { status: "aborted" };
      }
      const elapsedMs = performance.now() - startedAt;
      const slice = await trainSlice(trainer, goal, paceGoal(start, pace, elapsedMs));
      logs.push(...slice.logs);
      if (slice.divergedAtStep !== undefined || slice.isDone) {
        await display();
        return slice.divergedAtStep === undefined
          ? { status: "ok" }
          : { status: "diverged", step: slice.divergedAtStep };
      }
      const now = performance.now();
      const isDue = now - startedAt >= quietMs && now - shownAt >= trainingPerDisplay * displayMs;
      if (isDisplayReady && logs.length > 0 && isDue) {
        await display();
      } else if (now - heardAt >= signMs) {
        post({ type: "status", parentId: id, executionState: "busy" });
        heardAt = now;
      }
      await (slice.logs.length > 0 || pace === null ? nextTask() : nextEpochDue());
    }
  } finally {
    trainer.dispose();
  }
}

/** Its code is loaded for those who ask for it. */
async function examineLater(experiment: Experiment, task: Task, snapshot: Snapshot) {
  const { examine } = await import("../engine/probes/examination");
  return examine(experiment, task, snapshot);
}

/** The epoch that a run at this pace should have come to by now; null where there is no pace to keep. */
function paceGoal({ epoch }: LogEntry, pace: number | null, elapsedMs: number): number | null {
  return pace === null ? null : Math.floor(epoch + (pace * elapsedMs) / 1000) + 1;
}

/** Trains for a slice, but not past the epoch that the pace allows. */
async function trainSlice(trainer: Trainer, goal: Goal, paced: number | null) {
  if (paced === null || "step" in goal || paced >= goal.epoch) return trainer.train(goal, sliceMs);
  const { logs, divergedAtStep } = await trainer.train({ epoch: paced }, sliceMs);
  return { logs, divergedAtStep, isDone: false };
}

/** A timer where there is nothing to do but wait. */
function nextEpochDue(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 4));
}

// A message to ourselves lets the page's messages in between, without a timer's 4 ms.
const { port1, port2 } = new MessageChannel();
function nextTask(): Promise<void> {
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(null);
  });
}

function post(message: KernelMessage, transfer: Transferable[] = []) {
  self.postMessage(message, transfer);
}
