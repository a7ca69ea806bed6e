import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curves } from "@/lib/descent/curves";
import { pointAt } from "@/lib/descent/descend";
import { applySlopeChange, learningRates, mostSteps, type SlopeSettings, walkOn } from "./state";

const settings: SlopeSettings = { curve: "quadratic", start: 8, learningRate: 0.1, steps: 20 };

describe("applySlopeChange(settings, change)", () => {
  it("changes what is named and keeps the rest", () => {
    expect(applySlopeChange(settings, { learningRate: 1.1 })).toEqual({
      ...settings,
      learningRate: 1.1,
    });
  });

  it("takes a curve's own start and learning rate, unless others are given", () => {
    expect(applySlopeChange(settings, { curve: "cliff" })).toEqual({
      curve: "cliff",
      steps: 20,
      ...curves.cliff.suggestion,
    });
    expect(
      applySlopeChange(settings, { curve: "double-well", start: 0.5, learningRate: 1.05 }),
    ).toMatchObject({ start: 0.5, learningRate: 1.05 });
  });

  it("knows no curve by the name of what every object has", () => {
    expect(applySlopeChange(settings, { curve: "toString" })).toEqual(settings);
  });

  it("keeps every setting in range, whatever an event brings", () => {
    fc.assert(
      fc.property(
        fc.record(
          {
            curve: fc.oneof(fc.constantFrom(...Object.keys(curves)), fc.anything()),
            start: fc.oneof(fc.double(), fc.anything()),
            learningRate: fc.oneof(fc.double(), fc.anything()),
            steps: fc.oneof(fc.double(), fc.anything()),
          },
          { requiredKeys: [] },
        ),
        (change) => {
          const next = applySlopeChange(settings, change);
          const [low, high] = curves[next.curve].starts;
          expect(next.start).toBeGreaterThanOrEqual(low);
          expect(next.start).toBeLessThanOrEqual(high);
          expect(next.learningRate).toBeGreaterThanOrEqual(learningRates.min);
          expect(next.learningRate).toBeLessThanOrEqual(learningRates.max);
          expect(next.steps).toBeGreaterThanOrEqual(1);
          expect(next.steps).toBeLessThanOrEqual(mostSteps);
        },
      ),
    );
  });
});

describe("walkOn(curve, walk, α)", () => {
  const curve = curves.quadratic;

  it("adds one step with the present α", () => {
    const walk = walkOn(curve, [pointAt(curve, 8)], 0.1);
    expect(walk.map(({ w }) => w)).toEqual([8, 6.4]);
    expect(walkOn(curve, walk, 0.5).at(-1)?.w).toBe(0);
  });

  it("stays where the numbers end", () => {
    const lost = [pointAt(curve, 1e200)];
    expect(walkOn(curve, lost, 0.1)).toEqual(lost);
  });
});
