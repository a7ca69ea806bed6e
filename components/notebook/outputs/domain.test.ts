import { ticks } from "d3-array";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findExtent, isDivisible, widen } from "./domain";

const value = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e299, max: 1e299 }),
  fc.constantFrom(0, 1, 1e-320, 1 + 2 ** -52, -1e-300),
);

describe("widen(stretch)", () => {
  it("keeps what can be divided, and takes it in in any case", () => {
    expect(widen([0, 10])).toEqual([0, 10]);
    expect(widen([4, 4])).toEqual([2, 6]);
    expect(widen([0, 0])).toEqual([-0.5, 0.5]);
  });

  it("gives an axis that has ticks, whatever the values", () => {
    fc.assert(
      fc.property(value, value, (a, b) => {
        const [low, high] = widen([Math.min(a, b), Math.max(a, b)]);
        expect(isDivisible(low, high)).toBe(true);
        expect(low).toBeLessThanOrEqual(Math.min(a, b));
        expect(high).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(ticks(low, high, 4).length).toBeGreaterThan(0);
      }),
    );
  });
});

describe("findExtent(values)", () => {
  it("passes over what cannot be drawn", () => {
    expect(findExtent([3, Number.NaN, -1, Number.POSITIVE_INFINITY, 1e305])).toEqual([-1, 3]);
    expect(findExtent([Number.NaN])).toBeUndefined();
  });
});
