import { describe, expect, it } from "vitest";
import { descend, gradient, loss } from "./landscape";

describe("gradient(point)", () => {
  it("agrees with finite differences", () => {
    const h = 1e-5;
    for (const { x, y } of [
      { x: 0.3, y: 1.1 },
      { x: -1.4, y: -0.6 },
      { x: 2, y: 0 },
    ]) {
      const slope = gradient({ x, y });
      expect(slope.x).toBeCloseTo((loss({ x: x + h, y }) - loss({ x: x - h, y })) / (2 * h), 6);
      expect(slope.y).toBeCloseTo((loss({ x, y: y + h }) - loss({ x, y: y - h })) / (2 * h), 6);
    }
  });
});

describe("descend(start, learningRate, steps)", () => {
  it("lowers the loss with every step of the drawing", () => {
    const losses = descend({ x: -0.4, y: 1.62 }, 0.1, 60).map(loss);
    expect(losses).toHaveLength(61);
    expect(losses.slice(1).every((value, index) => value < (losses[index] as number))).toBe(true);
  });
});
