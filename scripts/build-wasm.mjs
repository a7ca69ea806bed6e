import { readdir, rename, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";
import asc from "assemblyscript/asc";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = join(root, "lib/engine/dense");
const sources = join(folder, "assembly");

const common = "--runtime stub --importMemory --noExportMemory --noAssert -O3 --enable simd".split(
  " ",
);

/** What is compiled from what; the last two are one source, with and without fused multiply-add. */
const targets = [
  { output: "dense.wasm", entry: "index.ts", options: [] },
  { output: "multiply.wasm", entry: "multiply.ts", options: [] },
  {
    output: "multiply-relaxed.wasm",
    entry: "multiply.ts",
    options: ["--enable", "relaxed-simd"],
  },
];

let building;

/**
 * Compiles the training kernels to WebAssembly beside their binding, unless that is newer than
 * every source. Calls that come while it does so wait for the same files.
 */
export function buildWasm() {
  building ??= compileOld().finally(() => {
    building = undefined;
  });
  return building;
}

async function compileOld() {
  const inputs = (await readdir(sources)).map((name) => join(sources, name));
  const newest = Math.max(
    ...(await Promise.all([...inputs, fileURLToPath(import.meta.url)].map(findTime))),
  );
  for (const { output, entry, options } of targets) {
    const path = join(folder, output);
    if ((await findTime(path)) < newest) {
      // Test files run side by side, and none may read what another has half written.
      const unfinished = `${path}.${process.pid}-${threadId}`;
      await writeFile(unfinished, await compile(entry, options));
      await rename(unfinished, path);
    }
  }
}

async function findTime(path) {
  try {
    return (await stat(path)).mtimeMs;
  } catch {
    return 0;
  }
}

async function compile(entry, options) {
  let binary;
  const { error, stderr } = await asc.main(
    [entry, "--outFile", "out.wasm", "--baseDir", sources, ...common, ...options],
    {
      writeFile(_name, contents) {
        binary = contents;
      },
    },
  );
  if (error) throw new Error(`build-wasm: ${entry} does not compile.\n${stderr.toString()}`);
  return binary;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildWasm();
