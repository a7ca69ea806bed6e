import { readFile } from "node:fs/promises";
import path from "node:path";
import { buildWasm } from "../../../scripts/build-wasm.mjs";
import type { SandboxFile, SandboxMessage } from "../protocol";
import { descentModule } from "./descent/module";
import { createRuntime, type Runtime } from "./runtime";
import { tfjsModuleInNode } from "./tfjs/node";

/**
 * A kernel in this process of Node, on the CPU, with all that cells can import. For code of the book only:
 * here nothing keeps code from the computer, and a loop that never ends cannot be ended.
 */
export function createNodeRuntime(onMessage: (message: SandboxMessage) => void): Runtime {
  const runtime = createRuntime({
    offeredModules: [descentModule, tfjsModuleInNode],
    post(message) {
      if (message.type === "file_request") void serveFile(message.name);
      else onMessage(message);
    },
  });

  async function serveFile(name: SandboxFile) {
    await buildWasm();
    const bytes = await readFile(path.join("lib", "engine", "dense", name)).catch(() => null);
    runtime.receiveFile(name, bytes && new Uint8Array(bytes).buffer);
  }

  return runtime;
}
