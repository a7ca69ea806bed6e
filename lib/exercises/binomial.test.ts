import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { computeAtLeast, findNeededShare, findShareInterval } from "./binomial";

describe("computeAtLeast(k, n, p)", () => {
  it("is what counting by hand gives", () => {
    // Two dice: at least one six, 11/36. Three coins: at least two heads, 4/8.
    expect(computeAtLeast(1, 2, 1 / 6)).toBeCloseTo(11 / 36, 14);
    expect(computeAtLeast(2, 3, 0.5)).toBeCloseTo(0.5, 14);
  });

  it("lets 5 of 7 pass in 99 of 100 cases from p = 0.934 on, and 6 of 7 from p = 0.978", () => {
    // Summed with Python's math.comb: 0.9917779, 0.9905572.
    expect(computeAtLeast(5, 7, 0.934)).toBeCloseTo(0.9917779, 6);
    expect(computeAtLeast(6, 7, 0.978)).toBeCloseTo(0.9905572, 6);
    expect(computeAtLeast(5, 7, 0.929)).toBeLessThan(0.99);
    expect(computeAtLeast(6, 7, 0.977)).toBeLessThan(0.99);
  });

  it("keeps its digits in both tails", () => {
    // scipy 1.14: binom.sf(99, 100, 0.01) is 1e-200, binom.sf(499, 1000, 0.5) is 0.5126125...
    expect(computeAtLeast(100, 100, 0.01) / 1e-200).toBeCloseTo(1, 10);
    expect(computeAtLeast(500, 1000, 0.5)).toBeCloseTo(0.512612509, 8);
    expect(computeAtLeast(1, 1000, 1e-12) / 1e-9).toBeCloseTo(1, 5);
  });

  it("falls with k, rises with p, and complements its mirror", () => {
    const probability = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), probability, fc.nat(300), (n, p, nat) => {
        const k = nat % (n + 1);
        const value = computeAtLeast(k, n, p);
        expect(value).toBeGreaterThanOrEqual(computeAtLeast(k + 1, n, p) - 1e-12);
        expect(value).toBeLessThanOrEqual(computeAtLeast(k, n, (1 + p) / 2) + 1e-12);
        expect(value).toBeCloseTo(1 - computeAtLeast(n - k + 1, n, 1 - p), 9);
      }),
    );
  });

  it.each([
    [1, 0, 0.5],
    [1, 2.5, 0.5],
    [1, 7, 1.1],
    [1, 7, Number.NaN],
  ])("refuses k %d, n %d, p %d", (k, n, p) => {
    expect(() => computeAtLeast(k, n, p)).toThrow(RangeError);
  });
});

describe("findShareInterval(k, n)", () => {
  it("has the ends that the definition gives for none and all", () => {
    // 1 − 0.025^(1/n), by hand.
    expect(findShareInterval(0, 10)).toEqual([0, expect.closeTo(1 - 0.025 ** 0.1, 12)]);
    expect(findShareInterval(10, 10)).toEqual([expect.closeTo(0.025 ** 0.1, 12), 1]);
  });

  it("agrees with a published interval", () => {
    // R: binom.test(81, 263)$conf.int is 0.2527 to 0.3676 (Newcombe, Statistics in Medicine 17, 1998, table I).
    const [low, high] = findShareInterval(81, 263);
    expect(low).toBeCloseTo(0.2527, 4);
    expect(high).toBeCloseTo(0.3676, 4);
  });

  it("holds what was seen, and narrows with more tries", () => {
    const [low, high] = findShareInterval(994, 1000);
    expect(low).toBeLessThan(0.994);
    expect(high).toBeGreaterThan(0.994);
    expect(high - low).toBeLessThan(0.011);
  });

  it("refuses more successes than tries", () => {
    expect(() => findShareInterval(8, 7)).toThrow(RangeError);
  });
});

describe("findNeededShare(k, n, wanted)", () => {
  it("is where the check as a whole passes often enough", () => {
    // By Python's math.comb: 0.98992 at 0.929 and 0.99000 at 0.9292; 0.98997 at 0.9773 for 6 of 7.
    expect(findNeededShare(5, 7, 0.99)).toBeCloseTo(0.9292, 4);
    expect(findNeededShare(6, 7, 0.99)).toBeCloseTo(0.9773, 3);
    expect(computeAtLeast(5, 7, findNeededShare(5, 7, 0.99))).toBeCloseTo(0.99, 12);
  });
});
