import type { Host, OfferedModule } from "../host";
import type { OpenTfjs } from "./main";

/** TensorFlow.js as cells import it; `loadOpen` gets hold of `openTfjs` in `main.ts`. */
export function createTfjsModule(loadOpen: (host: Host) => Promise<OpenTfjs>): OfferedModule {
  return {
    specifier: "@tensorflow/tfjs",
    globalName: "tf",
    load: async (host) => (await loadOpen(host))(host),
  };
}

/** In the browser it is a file of its own, since few runs need it. */
export const tfjsModule = createTfjsModule(async (host) => {
  const text = new TextDecoder().decode(await host.loadFile("tfjs.js"));
  // In the global scope. The value of the script is what `main.ts` exports.
  // biome-ignore lint/security/noGlobalEval: it is a file of the book, and the kernel has no network.
  const evaluate = globalThis.eval as (text: string) => { openTfjs: OpenTfjs };
  return evaluate(text).openTfjs;
});
