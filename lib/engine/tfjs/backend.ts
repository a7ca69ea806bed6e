import * as tf from "@tensorflow/tfjs-core";
import type { AvailableDevices, Device } from "../devices";

/**
 * Makes TensorFlow.js compute on `device`. It does so for everything in this worker, so a worker
 * opens one device and keeps it.
 *
 * Throws an Error if the device cannot be opened.
 */
export async function openBackend(device: Device, available: AvailableDevices): Promise<void> {
  switch (device) {
    case "webgpu": {
      if (!("device" in available.webgpu)) throw new Error(`${available.webgpu.missing}.`);
      const { device: gpu, info } = available.webgpu;
      const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
      // The package registers a factory of its own, which crashes where there is no adapter.
      tf.removeBackend("webgpu");
      const backend = new WebGPUBackend(gpu, info);
      tf.registerBackend("webgpu", () => backend as unknown as tf.KernelBackend);
      break;
    }
    case "wasm": {
      const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
      setWasmPaths({
        "tfjs-backend-wasm.wasm": new URL(
          "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
          import.meta.url,
        ).href,
        "tfjs-backend-wasm-simd.wasm": new URL(
          "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
          import.meta.url,
        ).href,
        // Threads need headers that a static host does not send, so this one is never asked for.
        "tfjs-backend-wasm-threaded-simd.wasm": "",
      });
      break;
    }
    case "cpu":
      await import("@tensorflow/tfjs-backend-cpu");
      break;
  }
  if (!(await tf.setBackend(device))) {
    throw new Error(`TensorFlow.js could not start on ${device}.`);
  }
}
