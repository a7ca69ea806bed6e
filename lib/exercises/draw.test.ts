import { describe, expect, it } from "vitest";
import { drawFor, drawSeedsFor } from "./draw";

describe("drawFor(seed, part, items)", () => {
  const items = ["a", "b", "c", "d"];

  it("draws the same for the same reader and part", () => {
    expect(drawFor(3, "x", items)).toBe(drawFor(3, "x", items));
  });

  it("draws every item equally often over readers", () => {
    const counts = new Map<string, number>();
    for (let seed = 0; seed < 4000; seed += 1) {
      const item = drawFor(seed, "x", items);
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
    // 1000 each, with a standard deviation of 27.
    for (const item of items) expect(Math.abs((counts.get(item) ?? 0) - 1000)).toBeLessThan(110);
  });

  it("draws the parts of one exercise independently", () => {
    const pairs = new Set<string>();
    for (let seed = 0; seed < 400; seed += 1) {
      pairs.add(drawFor(seed, "x", items) + drawFor(seed, "y", items));
    }
    expect(pairs.size).toBe(16);
  });

  it("refuses to draw from nothing", () => {
    expect(() => drawFor(1, "x", [])).toThrow(RangeError);
  });
});

describe("drawSeedsFor(seed, part, count)", () => {
  it("draws different seeds, the same at each visit, and the first ones whatever the count", () => {
    const seeds = drawSeedsFor(7, "x", 100);
    expect(new Set(seeds).size).toBe(100);
    expect(drawSeedsFor(7, "x", 5)).toEqual(seeds.slice(0, 5));
    expect(drawSeedsFor(8, "x", 5)).not.toEqual(seeds.slice(0, 5));
    for (const seed of seeds) expect(seed >>> 0).toBe(seed);
  });
});
