import { createElement, type ReactNode } from "react";
import { describe, expect, it } from "vitest";
import { renderChapter } from "./compile-for-test";
import { curl } from "./typeset.mjs";

function Aside({ isInline }: { isInline?: boolean }) {
  return isInline ? "inline" : "block";
}

describe("exportSections()", () => {
  it("exports the id and the title of each h2, formulas by their characters", async () => {
    const { sections } = await renderChapter(
      "## The slope\n\n### Not this\n\n## Choosing $\\alpha$\n",
    );
    expect(sections).toEqual([
      { id: "the-slope", title: "The slope" },
      { id: "choosing-alpha", title: "Choosing α" },
    ]);
  });

  it("exports an empty list from a chapter without sections", async () => {
    expect((await renderChapter("Text.")).sections).toEqual([]);
  });
});

describe("freezeHtml()", () => {
  it("keeps both the visible formula and its MathML", async () => {
    const { html } = await renderChapter("A loss $L$ here.");
    expect(html).toContain('<span class="katex-mathml"><math');
    expect(html).toContain('class="katex-html" aria-hidden="true"');
  });

  it("keeps punctuation on the line of the formula before it", async () => {
    const { html } = await renderChapter("The rate $\\alpha$.");
    expect(html).toMatch(/<span class="unbroken"><span class="katex">.*<\/span>\.<\/span><\/p>/);
  });
});

describe("freezeHtml() of prose", () => {
  const A = ({ children }: { children?: ReactNode }) => createElement("a", null, children, "!");

  it("changes nothing of what is read", async () => {
    const { html } = await renderChapter("## The *slope*\n\nText & `code`.\n\n- one\n- two, $w$.");
    expect(html).toMatch(
      /^<h2 id="the-slope">The <em>slope<\/em><\/h2>\n<p>Text &#x26; <code>code/,
    );
    expect(html).toMatch(
      /<ul>\n<li>one<\/li>\n<li>two, <span class="unbroken"><span class="katex">/,
    );
  });

  it("keeps links within the page, and to others, as they are", async () => {
    const source = "See [there](#slope), or [elsewhere](https://example.org/).";
    const { html } = await renderChapter(source, { a: A });
    expect(html).toBe(
      '<p>See <a href="#slope">there</a>, or <a href="https://example.org/">elsewhere</a>.</p>',
    );
  });

  it("leaves a chapter's own names to be rendered", async () => {
    const source = "A [link](/x) here.\n\n- <Aside>a</Aside>\n- b";
    const { html } = await renderChapter(source, { a: A, Aside: () => "an aside" });
    expect(html).toContain("<p>A <a>link!</a> here.</p>");
    expect(html).toMatch(/<li>\s*an aside\s*<\/li>\n<li>b<\/li>/);
  });
});

describe("highlightCode()", () => {
  it("tells by classes what the parts of a program are", async () => {
    const { html } = await renderChapter("```ts\nconst a = 1; // one\n```");
    expect(html).toContain('<pre class="shiki book" tabindex="0">');
    expect(html).toContain('<span class="keyword">');
    expect(html).toContain("// one");
  });

  it("sets code without a language plainly", async () => {
    expect((await renderChapter("```\nplain <b>\n```")).html).toContain("plain &#x3C;b>");
  });

  it("fails on a language that is not loaded", async () => {
    await expect(renderChapter("```cobol\nSTOP\n```")).rejects.toThrow(/"cobol"/);
  });
});

describe("markInlineAsides()", () => {
  it("tells a note within a paragraph from one that stands alone", async () => {
    const { html } = await renderChapter("Text. <Aside>A</Aside>\n\n<Aside>\nB\n</Aside>", {
      Aside,
    });
    expect(html).toBe("<p>Text. inline</p>\nblock");
  });
});

describe("curl(text)", () => {
  it("curls quotation marks and apostrophes by what stands before them", () => {
    expect(curl(`It's "the 'loss'" (or "cost")`)).toBe("It’s “the ‘loss’” (or “cost”)");
  });

  it("closes at the start of a text that goes on from a formula or an emphasis", () => {
    expect(curl("'s slope", true)).toBe("’s slope");
  });
});
