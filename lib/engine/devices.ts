/** What a run is trained on. */
export const devices = ["webgpu", "wasm", "cpu"] as const;

export type Device = (typeof devices)[number];

/** What this browser offers: null, or a sentence without its full stop that says what is missing. */
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

export function nameGpu({ info: { description, device, vendor } }: Gpu): string {
  return description || device || vendor;
}

/** Whether the adapter computes on the CPU, in the guise of a GPU. */
export function isSoftware({ info }: Gpu): boolean {
  return info.isFallbackAdapter || /swiftshader|llvmpipe|basic render/i.test(listNames(info));
}

function listNames({ vendor, architecture, device, description }: GPUAdapterInfo): string {
  return [vendor, architecture, device, description].join(" ");
}

export function describeWasm(): string | null {
  return typeof WebAssembly === "object" ? null : "This browser has no WebAssembly";
}
