/** What a run is trained on. */
export const devices = ["webgpu", "wasm", "cpu"] as const;

export type Device = (typeof devices)[number];

/** What this browser offers. A GPU device that was opened belongs to whoever asked. */
export interface AvailableDevices {
  webgpu: { device: GPUDevice; info: GPUAdapterInfo } | { missing: string };
  hasWasm: boolean;
}

/** Opens a GPU device, if there is one, and looks for WebAssembly. Never throws. */
export async function findDevices(): Promise<AvailableDevices> {
  return { webgpu: await openGpu(), hasWasm: typeof WebAssembly === "object" };
}

async function openGpu(): Promise<AvailableDevices["webgpu"]> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) return { missing: "This browser has no WebGPU" };
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return { missing: "This browser has no WebGPU adapter" };
    const { maxStorageBufferBindingSize, maxBufferSize, maxComputeWorkgroupStorageSize } =
      adapter.limits;
    const device = await adapter.requestDevice({
      requiredLimits: {
        maxStorageBufferBindingSize,
        maxBufferSize,
        maxComputeWorkgroupStorageSize,
      },
    });
    return { device, info: adapter.info };
  } catch (error) {
    return { missing: `WebGPU could not be opened (${(error as Error).message})` };
  }
}
