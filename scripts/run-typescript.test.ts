import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { describe, expect, it } from "vitest";
import { buildTypeScript } from "./run-typescript.mjs";
import { repositoryFolder } from "./site.mjs";

const load = async (entry: string) =>
  import(/* @vite-ignore */ pathToFileURL(await buildTypeScript(entry)).href);

const run = (...args: string[]) =>
  spawnSync(process.execPath, ["scripts/run-typescript.mjs", ...args], {
    cwd: repositoryFolder,
    encoding: "utf8",
  });

describe("buildTypeScript(entry)", () => {
  it("gives a module that finds files beside its sources, and our own by @/", async () => {
    const { loadDenseInNode } = await load("lib/engine/dense/load-node.ts");
    expect((await loadDenseInNode()).dense).toBeInstanceOf(WebAssembly.Module);
    const { loadExercise } = await load("content/load-exercise.ts");
    expect(await loadExercise("gradient-descent", "rising-loss")).toMatchObject({ kind: "choice" });
    await expect(loadExercise("gradient-descent", "none")).rejects.toThrow("none");
  });

  it("rejects with file and line of what cannot be bundled", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "descent-typescript-"));
    const entry = path.join(folder, "broken.ts");
    writeFileSync(entry, 'const one = 1;\nimport { two } from "./two";\nexport { one, two };\n');
    await expect(buildTypeScript(entry)).rejects.toThrow(/broken\.ts:2:\d+.*\.\/two/);
    rmSync(folder, { recursive: true });
  });
});

describe("npm run check:book", () => {
  it("fails with a sentence for a name that it does not know", () => {
    const { status, stderr } = run("scripts/check-book.ts", "gradient-descent/none");
    expect(stderr).toContain("but got gradient-descent/none");
    expect(status).toBe(1);
  });
});
