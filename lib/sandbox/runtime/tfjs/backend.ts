import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { WebGPUBackend } from "@tensorflow/tfjs-backend-webgpu";
import {
  type BackendValues,
  type DataStorage,
  registerBackend,
  removeBackend,
  type Tensor,
} from "@tensorflow/tfjs-core";
import { type Gpu, isSoftware, openGpu } from "../../../engine/devices";
import type { Host } from "../host";
import { tf } from "./tf";

export type BackendName = "webgpu" | "wasm" | "cpu";

/** The name under which the one WebAssembly binary is asked for. */
const wasmFile = "tfjs-wasm";

/** A sentence on the lost graphics processor, while there is one. */
let lossSentence: string | undefined;

export function describeGpuLoss(): string | undefined {
  return lossSentence;
}

/**
 * Makes TensorFlow.js compute on WebGPU where there is an adapter that is not software, else on the CPU,
 * or on what the settings ask for. The reader may still choose another with `tf.setBackend`.
 *
 * Throws an Error if what the settings ask for cannot be had.
 */
export async function openBackend(host: Host): Promise<void> {
  offerWasm(host);
  const wanted = host.settings().backend;
  const gpu =
    wanted === undefined || wanted === "webgpu" ? await openGpu() : "It was not asked for";
  offerWebGpu(host, gpu);
  if (wanted === "webgpu" && typeof gpu === "string") {
    throw new Error(
      `TensorFlow.js was asked to compute on WebGPU, but this is not possible. ${gpu}.`,
    );
  }
  const isFast = typeof gpu !== "string" && !isSoftware(gpu);
  const name = wanted ?? (isFast ? "webgpu" : "cpu");
  if (!(await tf.setBackend(name))) {
    throw new Error(`TensorFlow.js could not start on ${backendTitles[name]}.`);
  }
}

export const backendTitles: Record<BackendName, string> = {
  webgpu: "the graphics processor",
  wasm: "the CPU, in WebAssembly",
  cpu: "the CPU",
};

/** `tf.setBackend("wasm")` fetches its binary, which the page hands over instead. */
function offerWasm(host: Host): void {
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(
    {
      "tfjs-backend-wasm.wasm": wasmFile,
      "tfjs-backend-wasm-simd.wasm": wasmFile,
      "tfjs-backend-wasm-threaded-simd.wasm": wasmFile,
    },
    true,
  );
  const { platform } = tf.env();
  const fetch = platform.fetch.bind(platform);
  platform.fetch = async (path, init) =>
    path === wasmFile ? new Response(await host.loadFile(wasmFile)) : fetch(path, init);
}

/** The package registers a factory of its own, which crashes where there is no adapter. */
function offerWebGpu(host: Host, opened: Gpu | string): void {
  if (tf.findBackendFactory("webgpu")) removeBackend("webgpu");
  lossSentence = undefined;
  registerBackend("webgpu", async () => {
    const gpu = typeof opened === "string" ? await openGpu() : opened;
    if (typeof gpu === "string") throw new Error(`${gpu}.`);
    watchLoss(host, gpu);
    return new AwaitedBackend(gpu.device, gpu.info) as never;
  });
}

/**
 * WebGPU without its way to read at once: it draws the numbers on canvases and reads the colours, and in a
 * sandboxed worker of Chromium with SwiftShader that gave zeros and lost the device.
 */
class AwaitedBackend extends WebGPUBackend {
  override readSync(dataId: object): BackendValues {
    const tensors = this as unknown as { tensorMap: DataStorage<{ values?: BackendValues }> };
    const { values } = tensors.tensorMap.get(dataId);
    if (values !== undefined && values !== null) return values;
    throw new Error(
      "These values lie on the graphics processor, which must be waited for. Write `await x.data()` or `await x.array()` in place of `x.dataSync()` or `x.arraySync()`, outside of tf.tidy.",
    );
  }
}

/** Values on the graphics processor are printed when they have come. */
export function replacePrint(host: Host): void {
  const { print } = tf.Tensor.prototype;
  tf.Tensor.prototype.print = function (this: Tensor, verbose) {
    if (tf.getBackend() !== "webgpu") print.call(this, verbose);
    else void host.follow(this.data().then(() => print.call(this, verbose)));
  };
}

/** TensorFlow.js does not notice that its device is gone. */
async function watchLoss(host: Host, { device }: Gpu): Promise<void> {
  const { reason } = await device.lost;
  if (reason === "destroyed") return;
  lossSentence =
    "The graphics processor was lost, and with it the tensors that were on it. Restart the kernel and run the cells again.";
  host.display({ "text/plain": lossSentence });
}
