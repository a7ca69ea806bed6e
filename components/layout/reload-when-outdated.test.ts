import { describe, expect, it } from "vitest";
import { isMissingChunk } from "./reload-when-outdated";

describe("isMissingChunk(error)", () => {
  it("knows what bundlers and browsers say when a file of code is gone", () => {
    const named = Object.assign(new Error("x"), { name: "ChunkLoadError" });
    expect(isMissingChunk(named)).toBe(true);
    for (const message of [
      "Failed to load chunk /_next/static/chunks/0a.js from module 7",
      "Loading chunk 7 failed.",
      "Failed to fetch dynamically imported module: https://book.example/a.js",
      "error loading dynamically imported module: https://book.example/a.js",
      "Importing a module script failed.",
    ]) {
      expect(isMissingChunk(new Error(message)), message).toBe(true);
    }
  });

  it("leaves other errors alone", () => {
    expect(isMissingChunk(new TypeError("x is not a function"))).toBe(false);
    expect(isMissingChunk(new Error("Failed to fetch"))).toBe(false);
    expect(isMissingChunk("Failed to load chunk")).toBe(false);
    expect(isMissingChunk(undefined)).toBe(false);
  });
});
