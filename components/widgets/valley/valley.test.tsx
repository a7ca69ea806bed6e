import fc from "fast-check";
import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { valley } from "@/lib/descent/valley";
import { contoursOf, pointUnder, spotOf } from "./map";
import { applyValleyChange, startEdge, tidyStart, type ValleySettings } from "./state";
import Valley from "./valley";

const settings: ValleySettings = {
  start: [-5, -2],
  learningRate: 0.45,
  conditionNumber: 20,
  steps: 40,
};

describe("<Valley> before any script has run", () => {
  it("shows a finished state, in words too", () => {
    const html = renderToString(<Valley />);
    expect(html).toContain('aria-label="The valley: gradient descent on a loss of two weights"');
    expect(html).toMatch(/role="status"[^>]*>Zig-zag: /);
    expect(html).toContain("−∇E points 61° away from the minimum");
    expect(html).toContain('aria-label="Exact value of w₁"');
    expect(html).not.toMatch(/x[₁₂]|∇f/);
    expect(html).toContain("The path begins (−5, −2), (−4.55, 1.6), (−4.14, −1.28)");
    expect(html.length).toBeLessThan(24_000);
  });

  it("draws every setting without a number that is none", () => {
    fc.assert(
      fc.property(
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.double({ min: -3.2, max: 3.2, noNaN: true }),
        fc.double({ min: 0.01, max: 1, noNaN: true }),
        fc.double({ min: 1, max: 100, noNaN: true }),
        (x1, x2, learningRate, conditionNumber) => {
          const html = renderToString(
            <Valley start={[x1, x2]} {...{ learningRate, conditionNumber }} steps={200} />,
          );
          expect(html).not.toMatch(/NaN|undefined|not a number/);
        },
      ),
      { numRuns: 40 },
    );
  });
});

describe("applyValleyChange(settings, change)", () => {
  it("keeps a start in range and ignores what is none", () => {
    expect(applyValleyChange(settings, { start: [99, -99] }).start).toEqual([
      startEdge.x1,
      -startEdge.x2,
    ]);
    expect(applyValleyChange(settings, { start: "home" }).start).toEqual([-5, -2]);
    expect(applyValleyChange(settings, { start: [1] }).start).toEqual([1, -2]);
    expect(applyValleyChange(settings, { learningRate: Number.NaN })).toEqual(settings);
  });
});

describe("the map", () => {
  it("finds the point under the place of a point", () => {
    fc.assert(
      fc.property(fc.double({ min: -6, max: 6, noNaN: true }), (x) => {
        const [x1, x2] = pointUnder(spotOf([x, x / 2]));
        expect(x1).toBeCloseTo(x, 10);
        expect(x2).toBeCloseTo(x / 2, 10);
      }),
    );
  });

  it("draws contours with the losses 0.5, 2, 4.5, 8, where w₁ = 0 and w₂ = ½, 1, 1½, 2", () => {
    // 2w₂² there; along w₁ the half axis is √κ times as long.
    const contours = contoursOf(valley(4));
    expect(contours.slice(0, 4).map(({ loss }) => loss)).toEqual([0.5, 2, 4.5, 8]);
    expect(contours[1]?.axes[0]).toBeCloseTo(2, 12);
  });

  it("gives a dragged start tidy coordinates", () => {
    expect(tidyStart(-4.9612, 1.234)).toEqual([-5, 1.2]);
  });
});
