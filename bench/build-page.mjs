// @ts-check
import { cpSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";
import { buildWasm } from "../scripts/build-wasm.mjs";
import { repositoryFolder } from "../scripts/site.mjs";
import { buildPeakKernel } from "./peak-kernel.mjs";
import { installPeer } from "./peers.mjs";

const buildFolder = path.join(repositoryFolder, "node_modules", ".cache", "bench");

/**
 * Bundles the page that measures, and lays beside it what it fetches. Returns the folder.
 *
 * @returns {Promise<string>}
 */
export async function buildPage() {
  await buildWasm();
  rmSync(buildFolder, { recursive: true, force: true });
  await build({
    configFile: false,
    root: path.join(repositoryFolder, "bench", "page"),
    base: "./",
    publicDir: false,
    logLevel: "error",
    build: {
      outDir: buildFolder,
      target: "esnext",
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 10_000,
      modulePreload: false,
    },
    worker: { format: "es" },
  });
  writeFileSync(path.join(buildFolder, "peak.wasm"), await buildPeakKernel());
  const jax = installPeer("jax-js");
  if (jax) {
    const distribution = path.join(jax, "@jax-js", "jax", "dist");
    cpSync(distribution, path.join(buildFolder, "jax-js"), { recursive: true });
  }
  return buildFolder;
}
