import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCurveFrame, drawStroke } from "./curve-frame";

const linear = createCurveFrame({
  x: { label: "step", values: [0, 1, 2, 3, 4] },
  y: { label: "w", min: -3, max: 3 },
});
const log = createCurveFrame({
  x: { label: "epoch", values: [0, 10, 60] },
  y: { label: "loss", min: 0.001, max: 1, isLog: true },
});

describe("createCurveFrame(view)", () => {
  it("finds the value again where it was placed", () => {
    for (const frame of [linear, log]) {
      const [min, max] = frame.y.domain;
      fc.assert(
        fc.property(fc.double({ min, max, noNaN: true }), (value) => {
          const tidied = frame.tidy(value);
          expect(frame.valueAt(frame.placeOf(1, tidied).y)).toBe(tidied);
        }),
      );
    }
  });

  it("keeps every value within the axis", () => {
    expect(linear.valueAt(-1000)).toBe(3);
    expect(linear.valueAt(1000)).toBe(-3);
    expect(linear.raise(2.9, 100)).toBe(3);
    expect(log.raise(0.001, -1)).toBe(0.001);
  });

  it("raises by a sixtieth of the axis, on a log axis by a factor", () => {
    expect(linear.raise(0.5, 1)).toBeCloseTo(0.6, 12);
    // Three decades: 20 steps are one of them.
    expect(log.raise(0.01, 20)).toBeCloseTo(0.1, 3);
  });

  it("takes the nearest point for a pointer's place", () => {
    expect(log.indexAt(log.placeOf(1, 1).x + 20)).toBe(1);
    expect(log.indexAt(9999)).toBe(2);
  });
});

describe("drawStroke(sketch, frame, given, from, to)", () => {
  const at = (index: number, value: number) => linear.placeOf(index, value);
  const blank = [null, null, null, null, null];

  it("sets the points that it passes to its own height, and leaves the given ones", () => {
    expect(drawStroke(blank, linear, 1, at(0, 0), at(4, 2))).toEqual([null, 0.5, 1, 1.5, 2]);
    expect(drawStroke(blank, linear, 1, at(3, 1), at(2, -1))).toEqual([null, null, -1, 1, null]);
  });

  it("sets the nearest point where it does not move across", () => {
    expect(drawStroke(blank, linear, 1, at(2, 0), at(2, 1))).toEqual([null, null, 1, null, null]);
    expect(drawStroke(blank, linear, 1, at(0, 0), at(0, 1))).toEqual(blank);
  });

  it("leaves no gap, however fast the pointer moves", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(420), { minLength: 2, maxLength: 6 }), (places) => {
        let sketch: readonly (number | null)[] = blank;
        for (const [index, x] of places.entries()) {
          const from = { x: places[index - 1] ?? x, y: 100 };
          sketch = drawStroke(sketch, linear, 1, from, { x, y: 100 });
        }
        const drawn = sketch.slice(1).map((value) => value !== null);
        // One run of drawn points: no false between two trues.
        expect(drawn.map(Number).join("")).toMatch(/^0*1*0*$/);
      }),
    );
  });
});
