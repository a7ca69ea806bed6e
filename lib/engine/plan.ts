import type { AvailableDevices, Device } from "./devices";

/** Which of the engine's paths trains an Experiment, on what, and why. */
export interface Plan {
  path: "tfjs";
  device: Device;
  /** One sentence for the page. */
  reason: string;
}

/**
 * TensorFlow.js on WebGPU, else on WebAssembly, else in plain JavaScript, unless the reader chose
 * otherwise. A choice that this browser cannot fulfil is not followed, and the reason says so.
 */
export function plan(available: AvailableDevices, choice?: Device): Plan {
  const hasGpu = "device" in available.webgpu;
  const best: Device = hasGpu ? "webgpu" : available.hasWasm ? "wasm" : "cpu";
  const isPossible =
    choice === "cpu" || (choice === "webgpu" && hasGpu) || (choice === "wasm" && available.hasWasm);
  if (choice && isPossible) {
    return { path: "tfjs", device: choice, reason: `You chose ${deviceTitles[choice]}.` };
  }
  return { path: "tfjs", device: best, reason: explain(available, best) };
}

export const deviceTitles: Record<Device, string> = {
  webgpu: "WebGPU",
  wasm: "the CPU, with WebAssembly",
  cpu: "the CPU, with plain JavaScript",
};

function explain({ webgpu }: AvailableDevices, device: Device): string {
  if ("device" in webgpu) {
    const name = webgpu.info.description || webgpu.info.device || webgpu.info.vendor;
    return `This browser has WebGPU, so the graphics processor trains${name ? ` (${name})` : ""}.`;
  }
  return device === "wasm"
    ? `${webgpu.missing}, so the CPU trains, with WebAssembly.`
    : `${webgpu.missing} and no WebAssembly, so the CPU trains in plain JavaScript, which is slow.`;
}
