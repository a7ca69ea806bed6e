// @ts-check
import path from "node:path";
import { pathToFileURL } from "node:url";
import { runnerImport } from "vite";
import { installPeer } from "./peers.mjs";
import { createLine } from "./report.mjs";

/**
 * The part on the graphics processor on a machine without a browser: in Node, with Dawn.
 *
 * @returns {Promise<import("./report.mjs").Line>}
 */
export async function measureWithoutBrowser() {
  const { module } = await runnerImport(path.join(import.meta.dirname, "population-in-node.ts"), {
    configFile: false,
    logLevel: "error",
  });
  const { populationInNode, runPopulationInNode } =
    /** @type {typeof import("./population-in-node")} */ (module);
  const modules = installPeer("dawn");
  if (!modules) {
    const reason = "Dawn (npm package webgpu) could not be installed";
    return createLine(populationInNode, { kind: "skipped", reason }, false);
  }
  const { create, globals } = await import(
    pathToFileURL(path.join(modules, "webgpu", "index.js")).href
  );
  Object.assign(globalThis, globals);
  return createLine(populationInNode, await runPopulationInNode(create([])), false);
}
