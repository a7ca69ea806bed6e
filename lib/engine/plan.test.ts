import { describe, expect, it } from "vitest";
import { plan } from "./plan";

const gpu = { device: {} as GPUDevice, info: { description: "Test GPU" } as GPUAdapterInfo };
const noAdapter = { missing: "This browser has no WebGPU adapter" };

describe("plan(available, choice)", () => {
  it("trains on WebGPU where there is an adapter", () => {
    expect(plan({ webgpu: gpu, hasWasm: true })).toEqual({
      path: "tfjs",
      device: "webgpu",
      reason: "This browser has WebGPU, so the graphics processor trains (Test GPU).",
    });
  });

  it("falls back on WebAssembly, and then on plain JavaScript, and says why", () => {
    expect(plan({ webgpu: noAdapter, hasWasm: true })).toMatchObject({
      device: "wasm",
      reason: "This browser has no WebGPU adapter, so the CPU trains, with WebAssembly.",
    });
    expect(plan({ webgpu: noAdapter, hasWasm: false })).toMatchObject({ device: "cpu" });
  });

  it("follows the reader's choice where that is possible", () => {
    expect(plan({ webgpu: gpu, hasWasm: true }, "cpu").device).toBe("cpu");
    expect(plan({ webgpu: noAdapter, hasWasm: true }, "webgpu").device).toBe("wasm");
  });
});
