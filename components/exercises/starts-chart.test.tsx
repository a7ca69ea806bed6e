import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { judgeStarts, type StartsStatement } from "@/lib/exercises/starts";
import { StartsChart } from "./starts-chart";

const statement: StartsStatement = {
  of: 4,
  atLeast: 3,
  quantity: "testLoss",
  below: 0.02,
  epochs: 60,
};

function draw(...testLosses: number[]) {
  const runs = testLosses.map((testLoss, seed) => ({ seed, loss: 0, testLoss, history: [] }));
  return renderToStaticMarkup(<StartsChart result={judgeStarts(statement, runs)} />);
}

const count = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].length;

describe("<StartsChart result>", () => {
  it("says in words what it shows, from the lowest loss to the highest", () => {
    expect(draw(0.01, 0.3, 0.001, Number.NaN)).toContain(
      'aria-label="How 4 starts ended. 2 of 4 starts came below 0.02; 3 were asked for. Half of them had a test loss of 0.300 or more. 1 broke off: the loss was no number any more. The test loss after 60 epochs: 0.00100, 0.0100, 0.300, broke off."',
    );
  });

  it("has a filled dot for each that passes, a hollow one for the others, and a cross for what broke off", () => {
    const html = draw(0.01, 0.3, 0.001, Number.NaN);
    expect(count(html, /<circle class="[^"]*passed/g)).toBe(2);
    expect(count(html, /<circle class="[^"]*failed/g)).toBe(1);
    expect(count(html, /l8 8m0 -8l-8 8/g)).toBe(1);
    expect(html).toContain(">broke off</text>");
    expect(draw(0.01, 0.01, 0.01, 0.01)).not.toContain(">broke off</text>");
  });

  it.each([
    ["close together", [0.021, 0.022, 0.0215, 0.0212]],
    ["all broken", [Number.NaN, Number.NaN, Number.NaN, Number.NaN]],
    ["a loss of 0", [0, 0, 0, 0]],
    ["far apart", [1e-9, 1e-3, 5, 1e6]],
  ])("draws an axis with a number on it, and nothing without a place: %s", (_, testLosses) => {
    const html = draw(...testLosses);
    expect(html).toMatch(/text-anchor="middle">[\d.⁻⁰-⁹]+<\/text>/);
    expect(html).not.toMatch(/NaN(?! )|Infinity/);
  });
});
