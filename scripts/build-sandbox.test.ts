import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildSandbox } from "./build-sandbox.mjs";

let folder: string;
let version: string;

/** Stands in for the runtime, so that this test builds and says nothing of it. */
const runtime = `export function startRuntime(port: { post(message: unknown): void }) { port.post(1); }`;

function read(name: string) {
  return readFileSync(path.join(folder, name), "utf8");
}

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-build-sandbox-"));
  writeFileSync(path.join(folder, "runtime.ts"), runtime);
  version = await buildSandbox({ folder, runtime: path.join(folder, "runtime.ts") });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe("buildSandbox()", () => {
  it("writes each file that a page asks for", () => {
    expect(readdirSync(folder).sort()).toEqual([
      "dense.wasm",
      "kernel.html",
      "multiply-relaxed.wasm",
      "multiply.wasm",
      "runtime.js",
      "runtime.ts",
      "tfjs.js",
      "tfjs.wasm",
      "version.txt",
    ]);
    expect(read("version.txt")).toBe(version);
  });

  it("gives the frame a policy without network, which allows its one script, workers and eval", () => {
    const html = read("kernel.html");
    const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(script).digest("base64");
    expect(/content="(default-src[^"]*)"/.exec(html)?.[1]).toBe(
      `default-src 'none'; script-src 'sha256-${hash}' 'unsafe-eval'; worker-src data:`,
    );
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html.indexOf("Content-Security-Policy")).toBeLessThan(html.indexOf("<script"));
  });

  it("keeps the worker's data: URL under 4 kB, and within what a URL may hold", () => {
    const url = /data:text\/javascript,[^']*/.exec(read("kernel.html"))?.[0] ?? "";
    expect(url.length).toBeGreaterThan(500);
    expect(url.length).toBeLessThan(4096);
    expect(url).not.toMatch(/[\s#]/);
  });

  it("makes a runtime that evaluates to its start, strictly, and leaves no global", () => {
    const before = Object.keys(globalThis);
    // biome-ignore lint/security/noGlobalEval: the worker does the same.
    const start = globalThis.eval(read("runtime.js")) as (port: unknown) => void;
    const posted: unknown[] = [];
    start({ post: (message: unknown) => posted.push(message) });
    expect(posted).toEqual([1]);
    expect(Object.keys(globalThis)).toEqual(before);
    expect("descent" in globalThis).toBe(false);
    expect(read("runtime.js")).toMatch(
      /^"use strict";[\s\S]*\n\/\/# sourceURL=descent-runtime\.js\n$/,
    );
  });

  it("gives the same version to the same files, writes none of them again, and else another", async () => {
    const times = readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs);
    const options = { folder, runtime: path.join(folder, "runtime.ts") };
    expect(await buildSandbox(options)).toBe(version);
    expect(readdirSync(folder).map((name) => statSync(path.join(folder, name)).mtimeMs)).toEqual(
      times,
    );

    writeFileSync(options.runtime, runtime.replace("post(1)", "post(2)"));
    expect(await buildSandbox(options)).not.toBe(version);
  });
});
