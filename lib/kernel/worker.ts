/// <reference lib="webworker" />
import { createDataset } from "../data/dataset";
import { Batches } from "../engine/batches";
import { findDevices } from "../engine/devices";
import { type Plan, plan } from "../engine/plan";
import { computeField, computeLossSlice } from "../engine/probes";
import { createTrainer, type LogEntry, type Trainer } from "../engine/trainer";
import type { KernelMessage, KernelRequest, RequestId, TrainingOutcome } from "./protocol";

type TrainRequest = Extract<KernelRequest, { type: "train_request" }>;

/** Long enough to be worth its overhead, short enough to answer an interrupt at once. */
const sliceMs = 12;

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

async function train(request: TrainRequest): Promise<TrainingOutcome> {
  const { id, experiment, goal } = request;
  const { trainer, chosen } = await openTrainer(request);
  const { train: examples } = createDataset(experiment);

  let logs: LogEntry[] = [await trainer.evaluate()];
  const display = async () => {
    const current = await trainer.snapshot();
    const field = computeField(experiment, current.weights);
    const { next } = new Batches(examples.count, experiment, current);
    const slice = computeLossSlice(experiment, current.weights, examples, next);
    const data = { plan: chosen, logs, snapshot: current, field, slice };
    post({ type: "update_display_data", parentId: id, data }, [field.buffer]);
    logs = [];
    isDisplayReady = false;
  };

  try {
    await display();
    if (goal === null) return { status: "ok" };
    for (;;) {
      if (interrupted.has(id)) {
        // A pause in the middle of an epoch: its state belongs to the picture as well.
        if (logs.length === 0) logs = [await trainer.evaluate()];
        await display();
        return { status: "aborted" };
      }
      const slice = await trainer.train(goal, sliceMs);
      logs.push(...slice.logs);
      if (slice.divergedAtStep !== undefined) {
        await display();
        return { status: "diverged", step: slice.divergedAtStep };
      }
      if (slice.isDone) {
        await display();
        return { status: "ok" };
      }
      if (isDisplayReady && logs.length > 0) await display();
      else post({ type: "status", parentId: id, executionState: "busy" });
      await nextTask();
    }
  } finally {
    trainer.dispose();
  }
}

let opened: Promise<Plan> | undefined;

/** The first request decides the device; a page that wants another starts another worker. */
async function openTrainer({
  experiment,
  snapshot,
  device,
}: TrainRequest): Promise<{ trainer: Trainer; chosen: Plan }> {
  const { createTfjsStepper } = await import("../engine/tfjs/stepper");
  opened ??= openDevice(device);
  const chosen = await opened;
  return {
    trainer: createTrainer(experiment, createTfjsStepper, snapshot ?? undefined),
    chosen,
  };
}

async function openDevice(choice: TrainRequest["device"]): Promise<Plan> {
  const available = await findDevices();
  const chosen = plan(available, choice ?? undefined);
  const { openBackend } = await import("../engine/tfjs/backend");
  await openBackend(chosen.device, available);
  if (chosen.device === "webgpu" && "device" in available.webgpu) {
    void available.webgpu.device.lost.then(({ message }) =>
      post({ type: "device_lost", reason: message }),
    );
  }
  return chosen;
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
