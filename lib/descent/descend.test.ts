import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curves, quadratic } from "./curves";
import { descend, pointAt, step } from "./descend";

describe.each(Object.values(curves))("$name", (curve) => {
  it("has the derivative that centred differences give", () => {
    // Error of a centred difference at h = 1e-5: h²/6 · |f‴|, below 1e-6 even on the cliff
    // (f‴ ≈ 3·10³/8), and rounding of about 1e-16 · |f| / h = 2e-10.
    const h = 1e-5;
    fc.assert(
      fc.property(fc.double({ min: curve.domain[0], max: curve.domain[1], noNaN: true }), (w) => {
        const numeric = (curve.value(w + h) - curve.value(w - h)) / (2 * h);
        expect(Math.abs(curve.derivative(w) - numeric)).toBeLessThan(1e-6);
      }),
    );
  });

  it("is nowhere below 0, and fits the picture at every start", () => {
    const [low, high] = curve.starts;
    for (let k = 0; k <= 100; k++) {
      const loss = curve.value(low + ((high - low) * k) / 100);
      expect(loss).toBeGreaterThanOrEqual(0);
      expect(loss).toBeLessThanOrEqual(curve.maxLoss);
    }
    expect(low).toBeGreaterThan(curve.domain[0]);
    expect(high).toBeLessThan(curve.domain[1]);
  });

  it("stays finite and quiet far outside the picture", () => {
    for (const w of [-1e6, 1e6]) expect(Number.isFinite(curve.derivative(w))).toBe(true);
  });
});

describe("descend(w², 10, α, 10)", () => {
  // w is multiplied by 1 − 2α ten times: 10 · 0.9¹⁰, 10 · 0.6¹⁰, 10 · 1.2¹⁰.
  it.each([
    [0.05, 3.487],
    [0.2, 0.0605],
    [1.1, 61.9],
  ])("with α = %d ends at %d", (learningRate, end) => {
    const path = descend(quadratic(), 10, learningRate, 10);
    expect(path).toHaveLength(11);
    expect(path[10]?.w).toBeCloseTo(end, end > 1 ? (end > 10 ? 1 : 3) : 4);
  });
});

describe("descend(curve, start, α, steps)", () => {
  it("needs 15 steps on 3w² from 2 with α 0.05 until |w| < 0.01", () => {
    // 2 · 0.7ᵏ < 0.01 from k = ln 200 / ln (1/0.7) = 14.9 on. Curvature 3 taken for 6 gives 33.
    const arrive = (curvature: number) =>
      descend(quadratic(curvature), 2, 0.05, 100).findIndex(({ w }) => Math.abs(w) < 0.01);
    expect(arrive(6)).toBe(15);
    expect(arrive(3)).toBe(33);
  });

  it("goes 0.015 for a gradient of 1.5 and α = 0.01", () => {
    const point = { w: 1, loss: 0, slope: 1.5 };
    expect(step(point, 0.01)).toBeCloseTo(0.985, 12);
  });

  it("ends after the first loss that is not finite", () => {
    const path = descend(quadratic(), 1, 1e6, 1000);
    expect(path.length).toBeLessThan(60);
    expect(path.slice(0, -1).every(({ loss }) => Number.isFinite(loss))).toBe(true);
    expect(path.at(-1)?.loss).toBe(Number.POSITIVE_INFINITY);
  });

  it("lowers the loss at every step while αλ < 1", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -10, max: 10, noNaN: true }),
        fc.double({ min: 0.001, max: 0.5, noNaN: true }),
        (start, learningRate) => {
          const path = descend(quadratic(), start, learningRate, 20);
          path.slice(1).forEach((point, k) => {
            expect(point.loss).toBeLessThanOrEqual(path[k]?.loss as number);
          });
        },
      ),
    );
  });

  it("gives loss and slope of each place", () => {
    expect(pointAt(curves["double-well"], 2)).toEqual({ w: 2, loss: 2.25, slope: 6 });
  });
});
