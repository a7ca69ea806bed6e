import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { countEnclosed, countParts } from "./grid";
import { recordBoundary, recordCurve } from "./record-truth";

const circle = parseExperiment({ seed: 2, fit: { epochs: 60 } });

describe("recordBoundary(experiment, size)", () => {
  it("finds one closed region around the middle of the circle", async () => {
    const grid = await recordBoundary(circle, 12);
    expect(grid).toHaveLength(12);
    expect([countParts(grid, "+"), countEnclosed(grid, "+")]).toEqual([1, 1]);
  });
});

describe("recordCurve(experiment, quantity, epochs)", () => {
  it("begins before the first step, and ends where the chapter says", async () => {
    const [start, , end] = await recordCurve(circle, "testLoss", [0, 20, 60]);
    expect(start).toBeGreaterThan(0.45);
    // The chapter: "ends at a test loss of 0.038 after 60 epochs".
    expect(end).toBeCloseTo(0.0383, 4);
  });
});
