import { spawn } from "node:child_process";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { killProcessTree, readProcessTree } from "./process-tree";

// A process that starts another, which waits.
const script = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { detached: true, stdio: "ignore" });
  child.on("exit", () => {});
  console.log(child.pid);
`;

describe.skipIf(process.platform === "win32")("readProcessTree(rootId)", () => {
  it("finds what a process has started, in whatever group, and killProcessTree ends it all", async () => {
    const parent = spawn(process.execPath, ["-e", script]);
    const [line] = await once(parent.stdout, "data");
    const tree = await readProcessTree(parent.pid as number);
    expect(tree.ids).toEqual([parent.pid, Number(String(line))]);
    expect(tree.memoryBytes).toBeGreaterThan(5_000_000);
    const exit = once(parent, "exit");
    await killProcessTree(parent.pid as number);
    await exit;
    expect(await readProcessTree(parent.pid as number)).toMatchObject({ ids: [] });
  });
});
