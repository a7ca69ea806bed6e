import { renderToString } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { CurveName } from "@/lib/descent/curves";
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
