import { describe, expect, it } from "vitest";
import { drawStartSeeds } from "./draw-start-seeds";

describe("drawStartSeeds(graderSeed, submissionHash, exercise, count)", () => {
  it("gives the same again, and others for any other argument", () => {
    const seeds = drawStartSeeds("s", "h", "a/b", 5);
    expect(drawStartSeeds("s", "h", "a/b", 5)).toEqual(seeds);
    const others = [
      drawStartSeeds("t", "h", "a/b", 5),
      drawStartSeeds("s", "i", "a/b", 5),
      drawStartSeeds("s", "h", "a/c", 5),
    ];
    expect(new Set([seeds, ...others].flat()).size).toBe(20);
  });

  it("gives whole numbers below 2³², all different", () => {
    const seeds = drawStartSeeds("s", "h", "a/b", 1000);
    expect(new Set(seeds).size).toBe(1000);
    expect(seeds.every((seed) => Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32)).toBe(true);
  });
});
