import * as tf from "@tensorflow/tfjs-core";
import type { Device, Gpu } from "../devices";

/**
 * Makes TensorFlow.js compute on `device`. It does so for everything in this worker.
 *
 * Throws an Error if the device cannot be opened.
 */
export async function openBackend(device: Device, gpu?: Gpu): Promise<void> {
  switch (device) {
    case "webgpu": {
      if (!gpu) throw new Error("internal: no GPU device was opened.");
      const { WebGPUBackend } = await import("@tensorflow/tfjs-backend-webgpu");
      // The package registers a factory of its own, which crashes where there is no adapter.
      tf.removeBackend("webgpu");
      const backend = new WebGPUBackend(gpu.device, gpu.info);
      tf.registerBackend("webgpu", () => backend as unknown as tf.KernelBackend);
      break;
    }
    case "wasm": {
      const { setWasmPaths } = await import("@tensorflow/tfjs-backend-wasm");
      // Threads need headers that static hosts do not send, and a script that is not part of the site.
      tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
      setWasmPaths({
        "tfjs-backend-wasm.wasm": new URL(
          "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
          import.meta.url,
        ).href,
        "tfjs-backend-wasm-simd.wasm": new URL(
          "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
          import.meta.url,
        ).href,
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
