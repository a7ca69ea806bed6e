import { describe, expect, it } from "vitest";
import type { AvailableDevices } from "./devices";
import { plan } from "./plan";

const everything: AvailableDevices = { webgpu: null, wasm: null, cpu: null, gpuName: "Test GPU" };
const noAdapter: AvailableDevices = { ...everything, webgpu: "This browser has no WebGPU adapter" };
const onlyCpu: AvailableDevices = { ...noAdapter, wasm: "no WebAssembly" };

describe("plan(available, choice)", () => {
  it("trains on WebGPU where there is an adapter", () => {
    expect(plan(everything)).toEqual({
      path: "tfjs",
      device: "webgpu",
      reason: "This browser has WebGPU, so the graphics processor trains (Test GPU).",
    });
  });

  it("falls back on WebAssembly, and then on plain JavaScript, and says why", () => {
    expect(plan(noAdapter)).toMatchObject({
      device: "wasm",
      reason: "This browser has no WebGPU adapter, so the CPU trains, with WebAssembly.",
    });
    expect(plan(onlyCpu)).toMatchObject({
      device: "cpu",
      reason:
        "This browser has no WebGPU adapter, and no WebAssembly, so the CPU trains in plain JavaScript, which is slow.",
    });
  });

  it("follows the reader's choice where that is possible, and says where it is not", () => {
    expect(plan(everything, "cpu").device).toBe("cpu");
    expect(plan(noAdapter, "webgpu")).toMatchObject({
      device: "wasm",
      reason:
        "You chose WebGPU. This browser has no WebGPU adapter, so the CPU trains, with WebAssembly.",
    });
  });
});
