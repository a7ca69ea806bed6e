import { describe, expect, it } from "vitest";
import { erf } from "./erf";

describe("erf(x)", () => {
  // Summed from the Taylor series with 60 decimal digits; those of 0.5, 1 and 2 also stand in
  // Abramowitz and Stegun, Handbook of Mathematical Functions (1964), table 7.1.
  it.each([
    [0.1, 0.1124629160182849],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [1.5, 0.9661051464753108],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [4, 0.9999999845827421],
    [5, 0.9999999999984626],
  ])("of %s is %s, to the last digits", (x, expected) => {
    expect(Math.abs(erf(x) - expected)).toBeLessThan(1e-15);
    expect(erf(-x)).toBe(-erf(x));
  });

  it("keeps its relative precision near 0, where it is 2x/√π", () => {
    expect(erf(0)).toBe(0);
    expect(erf(1e-12) / 1e-12).toBeCloseTo(2 / Math.sqrt(Math.PI), 14);
  });

  it("reaches ±1 without a jump where it is cut off", () => {
    expect(erf(6)).toBeCloseTo(1, 15);
    expect([6.1, 40, 1e300, Number.POSITIVE_INFINITY].map(erf)).toEqual([1, 1, 1, 1]);
    expect(erf(Number.NEGATIVE_INFINITY)).toBe(-1);
    expect(erf(Number.NaN)).toBeNaN();
  });

  it("never falls by more than rounding, and stays within ±1", () => {
    for (let x = -6.5; x < 6.5; x += 0.01) {
      expect(erf(x + 0.01)).toBeGreaterThan(erf(x) - 2e-15);
      expect(Math.abs(erf(x))).toBeLessThanOrEqual(1);
    }
  });
});
