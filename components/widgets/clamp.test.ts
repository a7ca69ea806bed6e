import { describe, expect, it } from "vitest";
import { clamp } from "./clamp";

describe("clamp(value, low, high, otherwise)", () => {
  it("brings a number into its range", () => {
    expect([-1, 2, 9].map((value) => clamp(value, 0, 5, 3))).toEqual([0, 2, 5]);
    expect(clamp(Number.POSITIVE_INFINITY, 0, 5, 3)).toBe(5);
  });

  it.each([Number.NaN, "2", null, undefined, [2]])("gives otherwise for %j", (value) => {
    expect(clamp(value, 0, 5, 3)).toBe(3);
  });
});
