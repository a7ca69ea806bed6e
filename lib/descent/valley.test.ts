import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  angleToMinimum,
  bestLearningRate,
  bestRate,
  descendValley,
  factors,
  largestLearningRate,
  type Pair,
  stepsToShare,
  valley,
  valleyPointAt,
} from "./valley";
import { valleyRegime } from "./valley-regime";

const twenty = valley(20);

function nameOf(conditionNumber: number, start: Pair, learningRate: number, steps = 40) {
  const shape = valley(conditionNumber);
  return valleyRegime(shape, descendValley(shape, start, learningRate, steps), learningRate);
}

describe("valley(20)", () => {
  it("is 0.1w₁² + 2w₂²", () => {
    expect(valleyPointAt(twenty, [3, -2]).loss).toBeCloseTo(0.1 * 9 + 2 * 4, 12);
    expect(twenty.curvatures).toEqual([0.2, 4]);
  });

  it("has the gradient that centred differences give", () => {
    // A quadratic has no error but rounding: about 1e-15 · 30 / 1e-4.
    const h = 1e-4;
    const at = (x1: number, x2: number) => valleyPointAt(twenty, [x1, x2]).loss;
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (x1, x2) => {
          const [g1, g2] = valleyPointAt(twenty, [x1, x2]).gradient;
          expect(Math.abs(g1 - (at(x1 + h, x2) - at(x1 - h, x2)) / (2 * h))).toBeLessThan(1e-9);
          expect(Math.abs(g2 - (at(x1, x2 + h) - at(x1, x2 - h)) / (2 * h))).toBeLessThan(1e-9);
        },
      ),
    );
  });

  it("takes (−5, −2) with α 0.45 to (−4.55, 1.6) and (−4.14, −1.28)", () => {
    const [, first, second] = descendValley(twenty, [-5, -2], 0.45, 2);
    expect(first?.x[0]).toBeCloseTo(-4.55, 10);
    expect(first?.x[1]).toBeCloseTo(1.6, 10);
    expect(second?.x[0]).toBeCloseTo(-4.1405, 10);
    expect(second?.x[1]).toBeCloseTo(-1.28, 10);
  });

  it("is stable below α = 0.5: 0.4 converges, 0.6 diverges", () => {
    expect(largestLearningRate(twenty)).toBe(0.5);
    const end = (rate: number) => descendValley(twenty, [-5, -2], rate, 200).at(-1)?.loss as number;
    expect(end(0.4)).toBeLessThan(1e-10);
    expect(end(0.6)).toBeGreaterThan(1e10);
  });

  it("is fastest at 2/(λ₁ + λ₂), where both factors have the size (κ − 1)/(κ + 1)", () => {
    fc.assert(
      fc.property(fc.double({ min: 1, max: 100, noNaN: true }), (conditionNumber) => {
        const shape = valley(conditionNumber);
        const [along, across] = factors(shape, bestLearningRate(shape));
        expect(along).toBeCloseTo(bestRate(shape), 12);
        expect(across).toBeCloseTo(-bestRate(shape), 12);
      }),
    );
    expect(bestLearningRate(twenty)).toBeCloseTo(0.47619, 5);
    expect(bestRate(twenty)).toBeCloseTo(19 / 21, 12);
  });
});

describe("stepsToShare(shape, start, α)", () => {
  it("agrees with walking", () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1, max: 100, noNaN: true }),
        fc.double({ min: 0.01, max: 0.49, noNaN: true }),
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (conditionNumber, learningRate, x1, x2) => {
          fc.pre(Math.hypot(x1, x2) > 0.01);
          const shape = valley(conditionNumber);
          const path = descendValley(shape, [x1, x2], learningRate, 30_000);
          const limit = 0.01 * (path[0]?.loss as number);
          const walked = path.findIndex(({ loss }) => loss <= limit);
          // Powers and repeated products round differently: one step where they meet the limit.
          expect(
            Math.abs(walked - stepsToShare(shape, [x1, x2], learningRate)),
          ).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 40 },
    );
  });

  it("is infinite where the path diverges, and 0 at the minimum", () => {
    expect(stepsToShare(twenty, [-5, -2], 0.6)).toBe(Number.POSITIVE_INFINITY);
    expect(stepsToShare(twenty, [0, 0], 0.4)).toBe(0);
  });
});

describe("angleToMinimum(point)", () => {
  it("is 61° at (−5, −2): the gradient does not point at the minimum", () => {
    // −∇E = (1, 8), the way (5, 2): 82.87° − 21.80°.
    expect(angleToMinimum(valleyPointAt(twenty, [-5, -2]))).toBeCloseTo(61.07, 2);
  });

  it("is 0 in a round bowl, on an axis and at the minimum", () => {
    expect(angleToMinimum(valleyPointAt(valley(1), [-5, -2]))).toBeCloseTo(0, 5);
    expect(angleToMinimum(valleyPointAt(twenty, [3, 0]))).toBeCloseTo(0, 5);
    expect(angleToMinimum(valleyPointAt(twenty, [0, 0]))).toBe(0);
  });
});

describe("valleyRegime", () => {
  it.each([
    [20, 0.45, "bouncing", "Zig-zag"],
    [20, 0.6, "diverging", "1.4 times as far out"],
    [20, 0.5, "swinging", "exactly"],
    [20, 0.02, "creeping", "valley floor"],
    [20, 2 / 4.2, "bouncing", "The best α"],
    [20, 0.2, "converging", "then along it"],
    [5, 0.45, "bouncing", "w₁ shrinks (×\u00a00.64)"],
    [2, 0.05, "converging", "without a bounce"],
    [1, 0.25, "converging", "one step is enough"],
    [1, 0.4, "bouncing", "to and fro"],
  ])("names κ = %d, α = %d as %s", (conditionNumber, learningRate, kind, text) => {
    const result = nameOf(conditionNumber, [-5, -2], learningRate);
    expect(result.kind).toBe(kind);
    expect(result.sentence).toContain(text);
  });

  it("leaves out a direction in which nothing is to be done", () => {
    expect(nameOf(20, [-5, 0], 0.45).sentence).not.toContain("ig-zag");
    expect(nameOf(20, [-5, 0], 0.6).kind).toBe("converging");
    expect(nameOf(20, [0, 0], 0.45).kind).toBe("still");
  });
});
