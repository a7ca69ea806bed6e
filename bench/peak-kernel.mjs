// @ts-check
import asc from "assemblyscript/asc";

/** Enough for two units whose results come four cycles later, and few enough for 16 registers. */
const chains = 12;

/**
 * WebAssembly that does nothing but `f32x4.relaxed_madd`, in chains that do not wait for each other:
 * the most that a kernel of 128-bit vectors can reach on a core.
 *
 * @returns {Promise<Uint8Array>}
 */
export async function buildPeakKernel() {
  /** @type {Uint8Array | undefined} */
  let binary;
  const { error, stderr } = await asc.main(
    "peak.ts --outFile peak.wasm --runtime stub --noAssert -O3 --enable simd --enable relaxed-simd".split(
      " ",
    ),
    {
      readFile: (name) => (name === "peak.ts" ? writeSource() : null),
      writeFile: (_name, contents) => {
        if (typeof contents !== "string") binary = contents;
      },
      listFiles: () => [],
    },
  );
  if (error || !binary) throw new Error(`buildPeakKernel: ${error?.message}\n${stderr}`);
  return binary;
}

function writeSource() {
  const names = Array.from({ length: chains }, (_, i) => `c${i}`);
  return `
    export const chains: i32 = ${chains};
    // The factors are arguments, so that they stay in registers.
    export function spin(turns: i32, factor: f32, other: f32): f32 {
      const a = f32x4.splat(factor);
      const b = f32x4.splat(other);
      ${names.map((name, i) => `let ${name} = f32x4.splat(${i});`).join("\n")}
      for (let turn = 0; turn < turns; turn += 1) {
        ${names.map((name) => `${name} = f32x4.relaxed_madd(a, b, ${name});`).join("\n")}
      }
      return f32x4.extract_lane(${names.reduce((sum, name) => `f32x4.add(${sum}, ${name})`)}, 0);
    }`;
}
