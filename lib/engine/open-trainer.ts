import type { Experiment } from "../experiment/experiment";
import { type AvailableDevices, type Device, type Gpu, openGpu } from "./devices";
import { type Plan, plan } from "./plan";
import { createTrainer, type Snapshot, type Trainer } from "./trainer";

interface OpenOptions {
  /** Where to go on; a new run without it. */
  snapshot?: Snapshot;
  /** What the reader chose. */
  choice?: Device;
  onDeviceLost(reason: string): void;
}

/** A trainer for an Experiment on the best path that there is, with the plan that chose it. */
export async function openTrainer(
  experiment: Experiment,
  { snapshot, choice, onDeviceLost }: OpenOptions,
): Promise<{ trainer: Trainer; plan: Plan }> {
  const { createTfjsStepper } = await import("./tfjs/stepper");
  opened ??= openDevice(choice, onDeviceLost);
  try {
    const chosen = await opened;
    return { trainer: createTrainer(experiment, createTfjsStepper, snapshot), plan: chosen };
  } catch (error) {
    opened = undefined;
    throw error;
  }
}

// TensorFlow.js has one backend for everything in a worker: the first run decides which.
let opened: Promise<Plan> | undefined;

/** A device that turns out not to work counts as missing, and the next one is tried. */
async function openDevice(
  choice: Device | undefined,
  onDeviceLost: (reason: string) => void,
): Promise<Plan> {
  const { openBackend } = await import("./tfjs/backend");
  const gpu =
    choice === undefined || choice === "webgpu" ? await openGpu() : "WebGPU was not asked for";
  const available = describeDevices(gpu);
  for (;;) {
    const chosen = plan(available, choice);
    try {
      await openBackend(chosen.device, typeof gpu === "string" ? undefined : gpu);
    } catch (error) {
      if (chosen.device === "cpu") throw error;
      available[chosen.device] =
        `${chosen.device === "webgpu" ? "WebGPU" : "WebAssembly"} could not be started (${(error as Error).message})`;
      continue;
    }
    if (chosen.device === "webgpu" && typeof gpu !== "string") {
      void gpu.device.lost.then(({ message }) => onDeviceLost(message));
    }
    return chosen;
  }
}

function describeDevices(gpu: Gpu | string): AvailableDevices {
  const hasWasm = typeof WebAssembly === "object";
  const wasm = hasWasm ? null : "no WebAssembly";
  if (typeof gpu === "string") return { webgpu: gpu, wasm, cpu: null };
  const { description, device, vendor } = gpu.info;
  return { webgpu: null, wasm, cpu: null, gpuName: description || device || vendor };
}
