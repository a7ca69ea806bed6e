import { describe, expect, it } from "vitest";
import { createRuntime } from "../runtime";

/** How often the clock is read while a cell runs; it stands still, as if every iteration took no time. */
async function countReadings(code: string): Promise<number> {
  let readings = 0;
  const runtime = createRuntime({
    post() {},
    offeredModules: [],
    now() {
      readings += 1;
      return 0;
    },
  });
  const request = { type: "execute_request", id: 1, cellId: "cell-1", code } as const;
  await runtime.execute({ ...request, executionCount: 1, settings: {} });
  return readings;
}

describe("a loop", () => {
  // Portions of iterations grow to 4095, so that 1e5 of them are some 30.
  it.each([
    ["at the top level", "let n = 0; for (let i = 0; i < 1e5; i++) n += i"],
    ["over values", "let n = 0; for (const x of Array(1e5).keys()) n += x"],
    [
      "in a function that is called often",
      "const add = (m) => { let n = 0; for (let i = 0; i < m; i++) n += i; return n }; for (let i = 0; i < 1e5; i++) add(2)",
    ],
    [
      "in a function that calls itself",
      "function walk(n) { let s = 0; for (const m of [1, 2]) s += n > 0 ? walk(n - 1) : m; return s } walk(15)",
    ],
  ])("%s hardly reads the clock", async (_, code) => {
    expect(await countReadings(code)).toBeLessThan(200);
  });
});
