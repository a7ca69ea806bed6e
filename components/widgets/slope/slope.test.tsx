import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type CurveName, curves } from "@/lib/descent/curves";
import { describeWalk } from "./describe";
import { lossAxisOf } from "./frame";
import Slope from "./slope";

describe("<Slope> before any script has run", () => {
  it("shows a finished state, in words too", () => {
    const html = renderToString(<Slope />);
    expect(html).toContain('aria-label="The slope: gradient descent on a loss of one weight"');
    expect(html).toMatch(/role="status"[^>]*>Converging: /);
    expect(html).toContain("gradient 16.0");
    expect(html).toContain("step −1.60");
    expect(html).toContain('aria-label="Exact value of α"');
  });

  it("stays small", () => {
    expect(renderToString(<Slope />).length).toBeLessThan(20_000);
  });

  it.each<[CurveName, number, number, string]>([
    ["quadratic", 10, 1.1, "Diverging: "],
    ["quadratic", 10, 10, "off the chart"],
    ["double-well", 0.5, 1.05, "between 0.873 and 1.09"],
    ["plateau", 4, 0.1, "Stuck on the plateau"],
    ["cliff", -3, 1, "Thrown by the cliff"],
  ])("draws %s from %d with α %d without a number that is none", (curve, start, rate, text) => {
    const html = renderToString(<Slope curve={curve} start={start} learningRate={rate} />);
    expect(html).toContain(text);
    expect(html).not.toMatch(/NaN|Infinity|undefined|not a number/);
  });
});

describe("lossAxisOf(curve, losses)", () => {
  it("is the picture's own until the path leaves it, then reaches to the largest loss", () => {
    const calm = lossAxisOf(curves.quadratic, [100, 36, 13]);
    expect(calm).toMatchObject({ ticks: [{ loss: 0 }, { loss: 50 }, { loss: 100 }] });
    const { y, ticks } = lossAxisOf(curves.quadratic, [100, 3834, Number.POSITIVE_INFINITY]);
    expect(y(0)).toBe(calm.y(0));
    expect(y(3834)).toBeGreaterThan(0);
    expect(y(3834)).toBeLessThan(0.1);
    expect(ticks.map(({ label }) => label)).toEqual(["0", "2000"]);
  });
});

describe("describeWalk(walk, α)", () => {
  it("gives the slope that the picture gives, however small", () => {
    const nearly = [{ w: 1.1e-13, loss: 1.21e-26, slope: 2.2e-13 }];
    expect(describeWalk(nearly, 0.2)).toContain("The slope is 2.20\u00a0×\u00a010⁻¹³: ");
    expect(describeWalk([{ w: 0, loss: 0, slope: 0 }], 0.2)).toContain("The slope is 0: ");
  });
});
