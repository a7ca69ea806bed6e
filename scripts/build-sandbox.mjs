// @ts-check
import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";
import { build } from "esbuild";
import { buildWasm } from "./build-wasm.mjs";
import { repositoryFolder } from "./site.mjs";

/** From here the site takes what runs the reader's code. */
export const sandboxFolder = path.join(repositoryFolder, "public/sandbox");

const sources = path.join(repositoryFolder, "lib/sandbox");
const kernels = path.join(repositoryFolder, "lib/engine/dense");
const tfjsWasm = createRequire(import.meta.url).resolve(
  "@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
);

/**
 * Bundles the kernel: its frame, its runtime, TensorFlow.js for it, and the WebAssembly that both ask for.
 * Returns the version, a hash of all that, which is also in `version.txt`: a page asks for its own
 * version, so that a new deployment is never mixed with an old cache.
 *
 * @param {{ folder?: string, runtime?: string }} [options] where to, and another runtime, for tests
 */
export async function buildSandbox({
  folder = sandboxFolder,
  runtime = path.join(sources, "runtime/main.ts"),
} = {}) {
  await buildWasm();
  const tfjs = path.join(sources, "runtime/tfjs/main.ts");
  /** @type {Record<string, string | Buffer>} */
  const files = {
    "kernel.html": await buildFrame(),
    "runtime.js": await bundle("runtime.js", runtime, "descent.startRuntime"),
    "tfjs.js": await bundle("tfjs.js", tfjs, "descent"),
    "tfjs.wasm": await readFile(tfjsWasm),
  };
  for (const name of ["dense.wasm", "multiply.wasm", "multiply-relaxed.wasm"]) {
    files[name] = await readFile(path.join(kernels, name));
  }
  const hash = createHash("sha256");
  for (const content of Object.values(files)) hash.update(content);
  const version = hash.digest("hex").slice(0, 12);

  await mkdir(folder, { recursive: true });
  for (const [name, content] of Object.entries({ ...files, "version.txt": version })) {
    await writeIfChanged(path.join(folder, name), content);
  }
  return version;
}

/** The frame's page, with a policy of its own, which the worker inherits: no network, but `eval`. */
async function buildFrame() {
  // In a stack, a name stands where the whole URL would.
  const footer = { js: "//# sourceURL=descent-boot.js" };
  const boot = await buildText(path.join(sources, "boot.ts"), { footer });
  const url = `data:text/javascript,${boot.trim().replace(/[%#\s]/g, encodeURIComponent)}`;
  const script = await buildText(path.join(sources, "frame.ts"), {
    define: { BOOT_URL: JSON.stringify(url) },
  });
  const hash = createHash("sha256").update(script).digest("base64");
  const policy = `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval'; worker-src data:`;
  return [
    `<!doctype html><html lang="en"><head><meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    `<title>Kernel</title><script>${script}</script></head></html>\n`,
  ].join("");
}

/**
 * One strict script, which leaves no global. Its value, when it is evaluated, is this expression of its
 * exports, which are called `descent`.
 *
 * @param {string} name
 * @param {string} entry
 * @param {string} value
 */
async function bundle(name, entry, value) {
  const text = await buildText(entry, {
    globalName: "descent",
    define: { "process.env.NODE_ENV": '"production"' },
  });
  return `"use strict";${text}${value};\n//# sourceURL=descent-${name}\n`;
}

/**
 * @param {string} entry
 * @param {import("esbuild").BuildOptions} [options]
 */
async function buildText(entry, options) {
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: repositoryFolder,
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    target: "es2022",
    minify: true,
    // TensorFlow.js' "main" is a bundle per package; its modules share one registry of gradients.
    mainFields: ["browser", "module", "main"],
    logLevel: "error",
    ...options,
  });
  return outputFiles?.[0]?.text ?? "";
}

/**
 * @param {string} file
 * @param {string | Buffer} content
 */
async function writeIfChanged(file, content) {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(Buffer.from(content))) return;
  // Tests run side by side, and none may read what another has half written.
  const unfinished = `${file}.${process.pid}-${threadId}`;
  await writeFile(unfinished, content);
  await rename(unfinished, file);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildSandbox();
