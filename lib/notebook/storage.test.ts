import { describe, expect, it } from "vitest";
import { askForPersistence } from "./storage";

describe("askForPersistence(storage)", () => {
  it("asks only where nothing is granted yet", async () => {
    const persist = () => Promise.reject(new Error("asked"));
    const storage = { persisted: async () => true, persist };
    expect(await askForPersistence(storage)).toBe("persistent");
  });

  it("says what the browser answers", async () => {
    const answer = (value: boolean) =>
      askForPersistence({ persisted: async () => false, persist: async () => value });
    expect([await answer(true), await answer(false)]).toEqual(["persistent", "may be evicted"]);
  });

  it("does not know where the browser has no such thing, or fails", async () => {
    const failing = { persisted: () => Promise.reject(), persist: async () => true };
    expect(await askForPersistence(undefined)).toBe("unknown");
    expect(await askForPersistence(failing)).toBe("unknown");
  });
});
