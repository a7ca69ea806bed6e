import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { makeStops, nearestStop, positionOf } from "./scale";

describe("makeStops(options)", () => {
  it("gives tidy numbers on a log scale, evenly by ratio", () => {
    const stops = makeStops({ min: 0.01, max: 10, scale: "log" });
    expect(stops).toHaveLength(3 * 75 + 1);
    for (const tidy of [0.01, 0.05, 0.1, 0.2, 0.45, 1, 1.05, 1.1, 1.25, 1.3, 10])
      expect(stops).toContain(tidy);
    stops.slice(1).forEach((stop, k) => {
      const ratio = stop / (stops[k] as number);
      expect(ratio).toBeGreaterThan(1.02);
      expect(ratio).toBeLessThan(1.06);
    });
  });

  it("gives a linear scale without rounding noise", () => {
    expect(makeStops({ min: 0, max: 0.5, step: 0.1 })).toEqual([0, 0.1, 0.2, 0.3, 0.4, 0.5]);
  });

  it("gives whole numbers, each once, where asked", () => {
    const stops = makeStops({ min: 1, max: 250, scale: "log", isWhole: true });
    expect(stops.slice(0, 6)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(stops).toContain(10);
    expect(stops.at(-1)).toBe(250);
    expect(new Set(stops).size).toBe(stops.length);
  });

  it("keeps ends that are no tidy numbers", () => {
    const stops = makeStops({ min: 0.033, max: 7.77, scale: "log" });
    expect([stops[0], stops.at(-1)]).toEqual([0.033, 7.77]);
  });
});

describe("nearestStop(stops, value)", () => {
  const stops = makeStops({ min: 0.001, max: 100, scale: "log" });

  it("finds every stop itself", () => {
    fc.assert(
      fc.property(fc.nat(stops.length - 1), (index) => {
        expect(nearestStop(stops, stops[index] as number)).toBe(index);
        expect(positionOf(stops, stops[index] as number)).toBeCloseTo(index / (stops.length - 1));
      }),
    );
  });

  it("stays on the track for any value", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        const index = nearestStop(stops, value);
        expect(index).toBeGreaterThanOrEqual(0);
        expect(index).toBeLessThan(stops.length);
      }),
    );
  });
});
