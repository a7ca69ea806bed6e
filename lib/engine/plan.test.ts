import { describe, expect, it } from "vitest";
import type { AvailableDevices } from "./devices";
import { plan, wantsGpu } from "./plan";

const everything: AvailableDevices = { webgpu: null, wasm: null, cpu: null, gpuName: "Test GPU" };
const noAdapter: AvailableDevices = { ...everything, webgpu: "This browser has no WebGPU adapter" };
const onlyCpu: AvailableDevices = { ...noAdapter, wasm: "This browser has no WebAssembly" };

// The book's network, and one of 784-4096-10 units in batches of 128.
const small = { weightCount: 25, batchSize: 10 };
const large = { weightCount: 3_256_330, batchSize: 128 };

describe("plan(available, work, choice)", () => {
  it("trains a small network by the book's own code, also where there is a GPU", () => {
    for (const available of [everything, noAdapter]) {
      expect(plan(available, small)).toEqual({
        engine: "dense",
        path: "dense",
        device: "wasm",
        reason: "The book's own code trains this network on the CPU, in WebAssembly.",
      });
    }
  });

  it("trains a large network on the graphics processor where there is one", () => {
    expect(plan(everything, large)).toEqual({
      engine: "tfjs-webgpu",
      path: "tfjs",
      device: "webgpu",
      reason:
        "This network is large, so the graphics processor trains it, with TensorFlow.js (Test GPU).",
    });
    expect(plan(noAdapter, large).engine).toBe("dense");
  });

  it("falls back on plain JavaScript without WebAssembly, and says why it is slow", () => {
    expect(plan(onlyCpu, small)).toMatchObject({
      engine: "tfjs-cpu",
      device: "cpu",
      reason:
        "This browser has no WebAssembly, so TensorFlow.js trains in plain JavaScript, which is slow.",
    });
  });

  it("follows the reader's choice where that is possible, and says where it is not", () => {
    expect(plan(everything, small, "tfjs-cpu")).toMatchObject({
      engine: "tfjs-cpu",
      reason: "You chose TensorFlow.js in plain JavaScript.",
    });
    expect(plan(everything, large, "dense").engine).toBe("dense");
    expect(plan(noAdapter, small, "tfjs-webgpu")).toMatchObject({
      engine: "dense",
      reason:
        "You chose TensorFlow.js on WebGPU. This browser has no WebGPU adapter. The book's own code trains this network on the CPU, in WebAssembly.",
    });
  });
});

describe("wantsGpu(work, choice)", () => {
  it("holds for large steps, and where the reader chose it", () => {
    expect(wantsGpu(small)).toBe(false);
    expect(wantsGpu(large)).toBe(true);
    expect(wantsGpu(small, "tfjs-webgpu")).toBe(true);
    expect(wantsGpu(large, "dense")).toBe(false);
  });
});
