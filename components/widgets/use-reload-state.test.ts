import { describe, expect, it } from "vitest";
import { type StateStorage, saveState, takeState } from "./use-reload-state";

const key = "state:/chapters/momentum/#slope";

function createStorage(entries: Record<string, string> = {}): StateStorage {
  const map = new Map(Object.entries(entries));
  return {
    getItem: (name) => map.get(name) ?? null,
    setItem: (name, text) => void map.set(name, text),
    removeItem: (name) => void map.delete(name),
  };
}

function denied(): never {
  throw new DOMException("denied", "SecurityError");
}

describe("takeState(getStorage, key)", () => {
  it("gives back what was saved, once", () => {
    const storage = createStorage();
    saveState(() => storage, key, { curve: "cliff", start: [-3, 1], fog: true });
    expect(takeState(() => storage, "state:/#valley")).toBeUndefined();
    expect(takeState(() => storage, key)).toEqual({ curve: "cliff", start: [-3, 1], fog: true });
    expect(takeState(() => storage, key)).toBeUndefined();
  });

  it.each(["", "{", "null", "7", '"fog"', "[1]"])("refuses %j, and forgets it", (text) => {
    const storage = createStorage({ [key]: text });
    expect(takeState(() => storage, key)).toBeUndefined();
    expect(storage.getItem(key)).toBeNull();
  });

  it("is without a state where storage is denied or full", () => {
    expect(() => saveState(denied, key, {})).not.toThrow();
    expect(takeState(denied, key)).toBeUndefined();
    const full = { ...createStorage(), setItem: denied };
    expect(() => saveState(() => full, key, {})).not.toThrow();
  });
});
