import type { AvailableDevices, Device } from "./devices";

/**
 * The ways to train one network. `dense` is the book's own code, in WebAssembly on the CPU; the others
 * are TensorFlow.js on each of its devices.
 */
export const engines = ["dense", "tfjs-webgpu", "tfjs-wasm", "tfjs-cpu"] as const;

export type Engine = (typeof engines)[number];

/** Which engine trains, what it is made of, and why. */
export interface Plan {
  engine: Engine;
  path: "dense" | "tfjs";
  device: Device;
  /** One sentence for the page. */
  reason: string;
}

/** What there is to do: the weights of the network and the rows of a batch. */
export interface Work {
  weightCount: number;
  batchSize: number;
}

/**
 * Multiply-adds of a forward pass from which a graphics processor is asked for: a step then takes the
 * dense path some 10 ms, and TensorFlow.js' fixed cost per operation no longer counts.
 */
const largeWork = 5e7;

/** Whether a GPU should be looked for at all: to open one takes longer than to train a small network. */
export function wantsGpu({ weightCount, batchSize }: Work, choice?: Engine): boolean {
  if (choice !== undefined) return choice === "tfjs-webgpu";
  return weightCount * batchSize >= largeWork;
}

/**
 * The book's own code for all that the CPU does at once; TensorFlow.js for large steps on a GPU, and
 * where there is no WebAssembly. The reader may choose otherwise; the reason says so, also where the
 * choice cannot be followed.
 */
export function plan(available: AvailableDevices, work: Work, choice?: Engine): Plan {
  if (choice && available[parts[choice].device] === null) {
    return { engine: choice, ...parts[choice], reason: `You chose ${engineTitles[choice]}.` };
  }
  const engine = choose(available, work);
  const refusal = choice
    ? `You chose ${engineTitles[choice]}. ${available[parts[choice].device]}. `
    : "";
  return { engine, ...parts[engine], reason: refusal + explain(available, engine) };
}

const parts: Record<Engine, Pick<Plan, "path" | "device">> = {
  dense: { path: "dense", device: "wasm" },
  "tfjs-webgpu": { path: "tfjs", device: "webgpu" },
  "tfjs-wasm": { path: "tfjs", device: "wasm" },
  "tfjs-cpu": { path: "tfjs", device: "cpu" },
};

export const engineTitles: Record<Engine, string> = {
  dense: "the book's own code",
  "tfjs-webgpu": "TensorFlow.js on WebGPU",
  "tfjs-wasm": "TensorFlow.js on WebAssembly",
  "tfjs-cpu": "TensorFlow.js in plain JavaScript",
};

function choose(available: AvailableDevices, work: Work): Engine {
  if (wantsGpu(work) && available.webgpu === null) return "tfjs-webgpu";
  return available.wasm === null ? "dense" : "tfjs-cpu";
}

function explain({ wasm, gpuName }: AvailableDevices, engine: Engine): string {
  switch (engine) {
    case "dense":
      return "The book's own code trains this network on the CPU, in WebAssembly.";
    case "tfjs-webgpu":
      return `This network is large, so the graphics processor trains it, with TensorFlow.js${gpuName ? ` (${gpuName})` : ""}.`;
    case "tfjs-wasm":
      return "TensorFlow.js trains this network on the CPU, in WebAssembly.";
    case "tfjs-cpu":
      return `${wasm}, so TensorFlow.js trains in plain JavaScript, which is slow.`;
  }
}
