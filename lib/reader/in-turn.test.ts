import { afterEach, describe, expect, it, vi } from "vitest";
import { inTurn } from "./in-turn";

/** Adds one to a number as a store does it: reads, waits, writes. */
function createCounter() {
  let count = 0;
  return {
    getCount: () => count,
    async add() {
      const before = count;
      await Promise.resolve();
      count = before + 1;
    },
  };
}

afterEach(() => vi.unstubAllGlobals());

describe("inTurn(name, action)", () => {
  it("loses no write, also after one that failed", async () => {
    const { add, getCount } = createCounter();
    const failing = inTurn("a", () => Promise.reject(new Error("full")));
    await Promise.all([
      expect(failing).rejects.toThrow("full"),
      ...[1, 2, 3].map(() => inTurn("a", add)),
    ]);
    expect(getCount()).toBe(3);
  });

  it("asks for the browser's lock, and acts once where that is denied", async () => {
    const names: string[] = [];
    const request = vi.fn(async (name: string, action: () => Promise<unknown>) => {
      names.push(name);
      return action();
    });
    vi.stubGlobal("navigator", { locks: { request } });
    const { add, getCount } = createCounter();
    await inTurn("b", add);
    expect(names).toEqual(["descent:b"]);
    request.mockRejectedValueOnce(new Error("denied"));
    await inTurn("b", add);
    expect(getCount()).toBe(2);
  });
});
