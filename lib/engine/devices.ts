/** What a run is trained on, the most capable first. */
export const devices = ["webgpu", "wasm", "cpu"] as const;

export type Device = (typeof devices)[number];

/** What this browser offers: null, or the beginning of a sentence that says what is missing. */
export type AvailableDevices = Record<Device, string | null> & {
  /** Of the graphics processor, where there is one that has a name. */
  gpuName?: string;
};

export interface Gpu {
  device: GPUDevice;
  info: GPUAdapterInfo;
}

/** Opens a GPU device, or says why there is none. Never throws. */
export async function openGpu(): Promise<Gpu | string> {
  const gpu = (globalThis.navigator as Navigator | undefined)?.gpu;
  if (!gpu) return "This browser has no WebGPU";
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: "high-performance" });
    if (!adapter) return "This browser has no WebGPU adapter";
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
    return `WebGPU could not be opened (${(error as Error).message})`;
  }
}
