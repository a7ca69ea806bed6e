import { offeredModules } from "../../../lib/sandbox/runtime/modules";
import { createRuntime } from "../../../lib/sandbox/runtime/runtime";
import type { Contestant } from "../measure";

/** Runs code as a cell that the kernel sees for the first time, as most cells are run. */
export function openCell(code: string): Contestant {
  let id = 0;
  let result = "";
  const runtime = createRuntime({
    offeredModules,
    post(message) {
      if (message.type === "error") throw new Error(message.evalue);
      if (message.type === "execute_result") result = message.data["text/plain"] as string;
    },
  });
  return {
    async run(count) {
      for (let i = 0; i < count; i += 1) {
        id += 1;
        const request = { type: "execute_request", id, cellId: `cell-${id}`, code } as const;
        await runtime.execute({ ...request, executionCount: id, settings: {} });
      }
    },
    readWeights: () => Float32Array.of(Number(result)),
  };
}

/** The same code in an async function, which is what a cell's code becomes. Its last line is the result. */
export function openPlainCode(code: string): Contestant {
  // Called as a value it evaluates in the global scope, as in the kernel.
  // biome-ignore lint/security/noGlobalEval: what is measured is code that the browser gets as a text.
  const evaluate = globalThis.eval as (text: string) => () => Promise<unknown>;
  const at = code.lastIndexOf("\n") + 1;
  let id = 0;
  let result: unknown;
  return {
    async run(count) {
      for (let i = 0; i < count; i += 1) {
        id += 1;
        const body = `"use strict"; ${code.slice(0, at)}return ${code.slice(at)}`;
        // Without the number the browser would take what it has optimized before.
        result = await evaluate(`(async function () { ${body} })//${id}`)();
      }
    },
    readWeights: () => Float32Array.of(Number(result)),
  };
}
