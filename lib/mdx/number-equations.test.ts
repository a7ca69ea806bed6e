import { describe, expect, it } from "vitest";
import { renderChapter } from "./compile-for-test";

const fenced = (formula: string) => `$$\n${formula}\n$$`;

describe("numberEquations()", () => {
  it("numbers labelled equations by chapter, and links to them by number", async () => {
    const { html } = await renderChapter(
      `By [](#eq-step):\n\n${fenced("w \\label{step}")}\n\n${fenced("x")}\n\n${fenced("y \\label{second-one}")}\n\nAnd [](#eq-second-one).`,
    );
    expect(html).toContain('<div class="equation" id="eq-step">');
    expect(html).toContain('<div class="equation-number">(6.1)</div>');
    expect(html).toContain('href="#eq-step" aria-label="Equation 6.1">(6.1)</a>');
    expect(html).toContain('id="eq-second-one"');
    expect(html).toContain(">(6.2)</a>");
    expect(html.match(/class="equation"/g)).toHaveLength(3);
    expect(html.match(/equation-number/g)).toHaveLength(2);
    expect(html).not.toContain("label{");
  });

  it("keeps the words of a link that has its own", async () => {
    const { html } = await renderChapter(`[the rule](#eq-a)\n\n${fenced("w \\label{a}")}`);
    expect(html).toContain('<a href="#eq-a">the rule</a>');
  });

  it("takes a formula between double dollars on a line of its own for a display equation", async () => {
    const { html } = await renderChapter("Before\n\n$$ w \\label{a} $$\n\nwith $v$ after");
    expect(html).toContain('id="eq-a"');
    expect(html.match(/katex-display/g)).toHaveLength(1);
  });

  it("fails on a reference to no equation, with its place", async () => {
    const failing = renderChapter(`${fenced("w \\label{step}")}\n\nBy [](#eq-stop).`);
    await expect(failing).rejects.toMatchObject({
      reason: "There is no equation with \\label{stop}. Labels in this file: step.",
      line: 5,
      column: 4,
    });
  });

  it("fails on a label that is used twice", async () => {
    const failing = renderChapter(`${fenced("w \\label{a}")}\n\n${fenced("v \\label{a}")}`);
    await expect(failing).rejects.toMatchObject({ reason: "\\label{a} is used twice.", line: 5 });
  });

  it("fails on a label in running text", async () => {
    await expect(renderChapter("The $w \\label{a}$.")).rejects.toThrow(/lines of its own/);
  });
});

describe("failOnWarnings()", () => {
  it("fails on a formula that KaTeX cannot read, with its place", async () => {
    await expect(renderChapter("One.\n\nTwo $\\frac{1}$ three.")).rejects.toMatchObject({
      line: 3,
    });
    await expect(renderChapter(fenced("\\nonsense"))).rejects.toThrow(/nonsense/);
  });
});
