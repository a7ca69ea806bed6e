import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { PlotView } from "@/lib/notebook/output";
import { layOutPlot, plotBottom, plotTop, plotWidth } from "./plot-layout";

const line = (name: string, y: PlotView["series"][number]["y"], more = {}) => ({
  name,
  mark: "line" as const,
  x: y.map((_, i) => i),
  y,
  ...more,
});

const numeric = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom("NaN" as const, "Infinity" as const, "-Infinity" as const, 0, -1, 1e-320, 1e308),
);
const views: fc.Arbitrary<PlotView> = fc.record({
  isLogarithmic: fc.boolean(),
  series: fc.array(
    fc.array(fc.tuple(numeric, numeric), { maxLength: 12 }).chain((pairs) =>
      fc.record({
        name: fc.string(),
        mark: fc.constantFrom("line", "points", "path"),
        isTwin: fc.boolean(),
        x: fc.constant(pairs.map(([x]) => x)),
        y: fc.constant(pairs.map(([, y]) => y)),
      }),
    ),
    { maxLength: 6 },
  ),
});

describe("layOutPlot(view)", () => {
  it("has room for what there is", () => {
    const layout = layOutPlot({ series: [line("a", [2, 3, 4])] });
    expect(layout?.x.domain).toEqual([0, 2]);
    expect(layout?.y.domain).toEqual([1.88, 4.12]);
  });

  it("begins at 0 where values of one sign come near it", () => {
    expect(layOutPlot({ series: [line("a", [1, 10])] })?.y.domain[0]).toBe(0);
    expect(layOutPlot({ series: [line("a", [-1, 10])] })?.y.domain[0]).toBeLessThan(-1);
  });

  it("has no place for 0 on a logarithmic axis, nor for what is no number", () => {
    expect(layOutPlot({ isLogarithmic: true, series: [line("a", [0, -1])] })).toBeUndefined();
    expect(layOutPlot({ series: [line("a", ["NaN", "Infinity"])] })).toBeUndefined();
    expect(layOutPlot({ series: [] })).toBeUndefined();
    const layout = layOutPlot({ isLogarithmic: true, series: [line("a", [0, 1, 100])] });
    expect(layout?.y.ticks.map(({ label }) => label)).toEqual(["1", "10", "100"]);
  });

  it("gives a twin the look of the series before it, and a sign its own", () => {
    const layout = layOutPlot({
      series: [
        line("a", [1, 2]),
        line("a, validation", [1, 2], { isTwin: true }),
        line("b", [1, 2]),
        line("+1", [1, 2]),
        line("−1", [1, 2]),
      ],
    });
    expect(layout?.series.map(({ look }) => look)).toEqual([0, 0, 1, "positive", "negative"]);
  });

  it("keeps labels of curves that end together apart", () => {
    const layout = layOutPlot({ series: ["a", "b", "c", "d"].map((name) => line(name, [0, 1])) });
    const heights = layout?.labels.map(({ y }) => y).toSorted((a, b) => a - b) ?? [];
    expect(heights).toHaveLength(4);
    heights.slice(1).forEach((y, i) => {
      expect(y - (heights[i] as number)).toBeGreaterThanOrEqual(15);
    });
  });

  it("finds finite places for all finite points, whatever the view", () => {
    fc.assert(
      fc.property(views, (view) => {
        const layout = layOutPlot(view);
        if (!layout) return;
        const { x, y, left, right, labels } = layout;
        expect(left).toBeLessThan(right);
        expect(right).toBeLessThanOrEqual(plotWidth);
        for (const { points } of layout.series) {
          for (const [px, py] of points) {
            if (Number.isNaN(py)) continue;
            expect(x.place(px)).toBeGreaterThanOrEqual(left - 0.01);
            expect(x.place(px)).toBeLessThanOrEqual(right + 0.01);
            expect(y.place(py)).toBeGreaterThanOrEqual(plotTop - 0.01);
            expect(y.place(py)).toBeLessThanOrEqual(plotBottom + 0.01);
          }
        }
        for (const label of labels) expect(Number.isFinite(label.x + label.y)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
