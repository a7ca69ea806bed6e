import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it, vi } from "vitest";
import { eraseReaderData } from "./erase";
import { createReaderStore, eraseChannel } from "./store";

function createFakeStorage(keys: string[]) {
  const storage: Record<string, string> = Object.fromEntries(keys.map((key) => [key, "x"]));
  Object.defineProperty(storage, "removeItem", { value: (key: string) => delete storage[key] });
  return storage;
}

const store = createReaderStore(async () => ({
  get: async () => undefined,
  put: async () => {},
  delete: async () => {},
  getAllKeys: async () => [],
  clear: async () => {},
}));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("eraseReaderData()", () => {
  it("erases what the book keeps in every storage, and nothing of other sites of this origin", async () => {
    const local = createFakeStorage(["theme", "other"]);
    const session = createFakeStorage(["descent:reloaded", "state:/x#y", "other"]);
    vi.stubGlobal("localStorage", local);
    vi.stubGlobal("sessionStorage", session);
    await store.keep("a", 1);
    expect(await eraseReaderData({ store })).toBe(true);
    expect(await store.findKeys("")).toEqual([]);
    expect([Object.keys(local), Object.keys(session)]).toEqual([["other"], ["other"]]);
  });

  it("tells other tabs", async () => {
    const otherTab = new BroadcastChannel(eraseChannel);
    const told = new Promise((resolve) => otherTab.addEventListener("message", resolve));
    await eraseReaderData({ store });
    await told;
    otherTab.close();
  });

  it("goes on where the browser denies storage", async () => {
    const deny = {
      get: () => {
        throw new DOMException("", "SecurityError");
      },
    };
    vi.stubGlobal("localStorage", undefined);
    Object.defineProperty(globalThis, "sessionStorage", { ...deny, configurable: true });
    const denied = createReaderStore(() => Promise.reject(new Error()));
    expect(await eraseReaderData({ store: denied })).toBe(false);
    Reflect.deleteProperty(globalThis, "sessionStorage");
  });

  it("knows the keys that the components use", () => {
    const read = (path: string) =>
      readFileSync(new URL(`../../components/${path}`, import.meta.url), "utf8");
    expect(read("layout/theme.ts")).toContain('const key = "theme";');
    expect(read("layout/reload-when-outdated.tsx")).toContain('const key = "descent:reloaded";');
    expect(read("widgets/use-reload-state.ts")).toMatch(/return `state:/);
  });
});
