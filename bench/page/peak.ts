const turns = 100_000;

/** Multiply-adds as fast as the core makes them: see bench/peak-kernel.mjs. */
export async function loadPeakKernel() {
  const response = await fetch(new URL("peak.wasm", document.baseURI));
  const bytes = await response.arrayBuffer();
  if (!WebAssembly.validate(bytes)) return undefined;
  const { instance } = await WebAssembly.instantiate(bytes);
  const { spin, chains } = instance.exports as {
    spin: (turns: number, factor: number, other: number) => number;
    chains: WebAssembly.Global<"i32">;
  };
  return {
    run(count: number) {
      for (let i = 0; i < count; i += 1) spin(turns, 0.999, 0.001);
    },
    // Four lanes, a multiplication and an addition in each.
    flopsPerRun: turns * chains.value * 4 * 2,
  };
}
