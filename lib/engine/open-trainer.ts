import {
  type AvailableDevices,
  type Device,
  describeWasm,
  type Gpu,
  isSoftware,
  nameGpu,
  openGpu,
} from "./devices";
import { type Engine, type Plan, plan, type Work, wantsGpu } from "./plan";
import { checkTask, createTaskNetwork, type Task } from "./task";
import { checkSnapshot, createTrainer, type Snapshot, type Trainer } from "./trainer";

interface OpenOptions {
  /** Where to go on; a new run without it. */
  snapshot?: Snapshot;
  /** What the reader chose. */
  choice?: Engine;
  onDeviceLost(reason: string): void;
}

/**
 * A trainer for a task on the best path that there is, with the plan that chose it. A device that turns
 * out not to work counts as missing, and the next path is tried.
 *
 * Throws a RangeError if the task's examples do not suit its model, or the snapshot is of another.
 */
export async function openTrainer(
  task: Task,
  { snapshot, choice, onDeviceLost }: OpenOptions,
): Promise<{ trainer: Trainer; plan: Plan }> {
  checkTask(task);
  if (snapshot) checkSnapshot(task, snapshot);
  const work: Work = {
    weightCount: createTaskNetwork(task).weightCount,
    batchSize: task.fit.batchSize,
  };
  const gpu = wantsGpu(work, choice) ? await openGpuOnce() : "WebGPU was not asked for";
  const available = describeDevices(gpu, choice);
  for (;;) {
    const chosen = plan(available, work, choice);
    try {
      if (chosen.path === "dense") {
        const [{ createDenseStepper }, { loadDense }] = await Promise.all([
          import("./dense/stepper"),
          import("./dense/load"),
        ]);
        const modules = await loadDense();
        const create = (dense: Task) => createDenseStepper(dense, modules);
        return { trainer: createTrainer(task, create, snapshot), plan: chosen };
      }
      const { createTfjsStepper } = await import("./tfjs/stepper");
      await openTfjs(chosen, gpu, onDeviceLost);
      return { trainer: createTrainer(task, createTfjsStepper, snapshot), plan: chosen };
    } catch (error) {
      if (chosen.device === "cpu") throw error;
      const name = chosen.device === "webgpu" ? "WebGPU" : "WebAssembly";
      available[chosen.device] = `${name} could not be started (${(error as Error).message})`;
    }
  }
}

let openedGpu: Promise<Gpu | string> | undefined;

function openGpuOnce(): Promise<Gpu | string> {
  openedGpu ??= openGpu();
  return openedGpu;
}

// TensorFlow.js has one backend for everything in a worker, which trains one run at a time.
let openedTfjs: { device: Device; done: Promise<void> } | undefined;

async function openTfjs(
  { device }: Plan,
  gpu: Gpu | string,
  onDeviceLost: (reason: string) => void,
): Promise<void> {
  const open = async () => {
    const { openBackend } = await import("./tfjs/backend");
    await openBackend(device, typeof gpu === "string" ? undefined : gpu);
    if (device === "webgpu" && typeof gpu !== "string") {
      void gpu.device.lost.then(({ message }) => onDeviceLost(message));
    }
  };
  if (openedTfjs?.device !== device) openedTfjs = { device, done: open() };
  try {
    await openedTfjs.done;
  } catch (error) {
    openedTfjs = undefined;
    throw error;
  }
}

function describeDevices(gpu: Gpu | string, choice?: Engine): AvailableDevices {
  const wasm = describeWasm();
  if (typeof gpu === "string") return { webgpu: gpu, wasm, cpu: null };
  if (choice === undefined && isSoftware(gpu)) {
    return { webgpu: "The graphics processor of this browser is software", wasm, cpu: null };
  }
  return { webgpu: null, wasm, cpu: null, gpuName: nameGpu(gpu) };
}
