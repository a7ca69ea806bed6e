import { readFile } from "node:fs/promises";
import { buildWasm } from "../../../../scripts/build-wasm.mjs";
import type { MimeBundle } from "../../../notebook/output";
import type { RunSettings, SandboxFile } from "../../protocol";
import type { Host } from "../host";

export class Interrupt extends Error {}

/** A kernel that keeps what it is told to show. For tests in Node. */
export interface TestHost extends Host {
  displays: { data: MimeBundle; displayId: string | undefined }[];
  settingsNow: RunSettings;
  isInterrupted: boolean;
}

const files: Record<SandboxFile, string> = {
  "tfjs.js": "public/sandbox/tfjs.js",
  "tfjs-wasm": "node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
  "dense.wasm": "lib/engine/dense/dense.wasm",
  "multiply.wasm": "lib/engine/dense/multiply.wasm",
  "multiply-relaxed.wasm": "lib/engine/dense/multiply-relaxed.wasm",
};

const root = new URL("../../../../", import.meta.url);

export function createTestHost(): TestHost {
  const host: TestHost = {
    displays: [],
    settingsNow: {},
    isInterrupted: false,
    display: (data, displayId) => void host.displays.push({ data, displayId }),
    show: async (value) => host.display({ "text/plain": String(value) }),
    follow: (work) => work,
    checkInterrupt() {
      if (host.isInterrupted) throw new Interrupt("Stopped.");
    },
    async breathe() {
      await new Promise((resolve) => setImmediate(resolve));
      host.checkInterrupt();
    },
    async loadFile(name) {
      await buildWasm();
      const bytes = await readFile(new URL(files[name], root));
      return new Uint8Array(bytes).buffer;
    },
    settings: () => host.settingsNow,
  };
  return host;
}
