import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findExit, isVisible, percent, traceLine } from "./trace";

const spot = fc.record({
  x: fc.double({ min: -1e300, max: 1e300, noNaN: true }),
  y: fc.double({ min: -1e300, max: 1e300, noNaN: true }),
});

describe("traceLine(spots)", () => {
  it("joins spots inside the picture", () => {
    const spots = [
      { x: 0, y: 0.5 },
      { x: 0.5, y: 0.25 },
      { x: 1, y: 1 },
    ];
    expect(traceLine(spots)).toBe("M0 500L500 250L1000 1000");
  });

  it("cuts at the edge and takes the line up again where it comes back", () => {
    const spots = [
      { x: 0.5, y: 0.5 },
      { x: 0.5, y: -0.5 },
      { x: 0.5, y: 0.5 },
    ];
    expect(traceLine(spots)).toBe("M500 500L500 0L500 500");
  });

  it("draws nothing of a path outside, or at infinity", () => {
    expect(
      traceLine([
        { x: 2, y: 0 },
        { x: 3, y: 1 },
      ]),
    ).toBe("");
    expect(
      traceLine([
        { x: 0.5, y: 0.5 },
        { x: Number.POSITIVE_INFINITY, y: 0 },
      ]),
    ).toBe("");
  });

  it("never leaves the square, however far a path goes", () => {
    fc.assert(
      fc.property(fc.array(spot), (spots) => {
        for (const number of traceLine(spots).match(/-?[\d.]+(e[+-]?\d+)?/g) ?? []) {
          expect(Number(number)).toBeGreaterThanOrEqual(-0.1);
          expect(Number(number)).toBeLessThanOrEqual(1000.1);
        }
      }),
    );
  });
});

describe("findExit(from, to)", () => {
  it("is on the edge that the line crosses", () => {
    expect(findExit({ x: 0.5, y: 0.5 }, { x: 0.5, y: -9 })).toEqual({ x: 0.5, y: 0 });
    expect(findExit({ x: 0.5, y: 0.5 }, { x: 1.5, y: 0.5 })).toEqual({ x: 1, y: 0.5 });
  });
});

it("percent rounds to two decimals, and isVisible includes the edges", () => {
  expect(percent(1 / 3)).toBe("33.33%");
  expect(isVisible({ x: 0, y: 1 })).toBe(true);
  expect(isVisible({ x: -0.01, y: 1 })).toBe(false);
});
