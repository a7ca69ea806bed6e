import { type AvailableDevices, type Device, devices } from "./devices";

/** Which of the engine's paths trains an Experiment, on what, and why. */
export interface Plan {
  path: "tfjs";
  device: Device;
  /** One sentence for the page. */
  reason: string;
}

/**
 * TensorFlow.js on WebGPU, else on WebAssembly, else in plain JavaScript, unless the reader chose
 * otherwise; the reason says so, also where the choice cannot be followed.
 */
export function plan(available: AvailableDevices, choice?: Device): Plan {
  const missing = (device: Device) => available[device];
  const isPossible = (device: Device) => missing(device) === null;
  if (choice && isPossible(choice)) {
    return { path: "tfjs", device: choice, reason: `You chose ${deviceTitles[choice]}.` };
  }
  const device = devices.find(isPossible) ?? "cpu";
  const refusal = choice ? `You chose ${deviceTitles[choice]}. ` : "";
  return { path: "tfjs", device, reason: refusal + explain(available, device) };
}

export const deviceTitles: Record<Device, string> = {
  webgpu: "WebGPU",
  wasm: "the CPU, with WebAssembly",
  cpu: "the CPU, with plain JavaScript",
};

function explain({ webgpu, wasm, gpuName }: AvailableDevices, device: Device): string {
  switch (device) {
    case "webgpu":
      return `This browser has WebGPU, so the graphics processor trains${gpuName ? ` (${gpuName})` : ""}.`;
    case "wasm":
      return `${webgpu}, so the CPU trains, with WebAssembly.`;
    case "cpu":
      return `${webgpu}, and ${wasm}, so the CPU trains in plain JavaScript, which is slow.`;
  }
}
