import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, openTestPage, type TestPage } from "../engine/population/gpu/open-test-page";
import { renderMarkdown } from "./markdown";
import type * as InBrowser from "./testing/check-in-browser";
import { hostileHtml } from "./testing/hostile-html";

describe("renderMarkdown(source) where the site is built", () => {
  it("renders Markdown", () => {
    expect(renderMarkdown("## A *b*\n\n1. `c`\n2. d")).toBe(
      "<h2>A <em>b</em></h2>\n<ol>\n<li><code>c</code></li>\n<li>d</li>\n</ol>\n",
    );
  });

  it("sets formulas, inline and displayed, also over several lines", () => {
    expect(renderMarkdown("so $x_1 * y_2$ is")).toMatch(/^<p>so <span class="katex">.*<\/span> is/);
    expect(renderMarkdown("$$\nx_1 \\\\\ny_2\n$$\n")).toMatch(/^<p><span class="katex-display">/);
    expect(renderMarkdown("so $$x$$ is")).toContain('<span class="katex-display">');
  });

  it("leaves money, code and escaped signs alone", () => {
    for (const source of ["$5 and $6", "`$x$`", "\\$x$", "```\n$x$\n```", "$ x$", "$x $ y", "$"]) {
      expect(renderMarkdown(source), source).not.toContain("katex");
    }
  });

  it("shows a formula with a mistake as it is written", () => {
    expect(renderMarkdown("$\\frac{1$")).toContain("\\frac{1");
    expect(renderMarkdown("$\\frac{1$")).toContain("katex-error");
  });

  it("gives formulas no addresses and no classes", () => {
    const source =
      "$\\href{javascript:pwn()}{x} \\htmlClass{fixed}{y} \\includegraphics{https://evil.example/a}$";
    expect(renderMarkdown(source)).not.toMatch(/href=|src=|class="fixed"/);
  });

  it("shows HTML as it is written, and links only to other sites", () => {
    expect(renderMarkdown("a <b onclick=x()>b</b>")).toBe(
      "<p>a &lt;b onclick=x()&gt;b&lt;/b&gt;</p>\n",
    );
    expect(renderMarkdown('[a](javascript:x) [b](/c) [d](https://e.org "f&quot;g")')).toBe(
      '<p>a b <a href="https://e.org" title="f&quot;g" target="_blank" rel="noopener noreferrer nofollow">d</a></p>\n',
    );
    expect(renderMarkdown("![a](https://evil.example/b.png)")).toBe("<p>a</p>\n");
  });

  it("shows what follows an opened script as it is written", () => {
    expect(renderMarkdown("a <script> <img onerror=pwn()>")).toBe(
      "<p>a &lt;script&gt; &lt;img onerror=pwn()&gt;</p>\n",
    );
  });

  it("has no element but Markdown's own, whatever the source", () => {
    const tag = /<\/?([a-z0-9]+)/g;
    const known = new Set(
      "a blockquote br code del em h1 h2 h3 h4 h5 h6 hr li ol p pre strong table tbody td th thead tr ul".split(
        " ",
      ),
    );
    const piece = fc.oneof(
      fc.constantFrom(...hostileHtml.filter((html) => html.length < 500)),
      fc.constantFrom("[", "](", ")", "<", ">", "*", "`", "\n", "\n\n", "- ", "|", "&#x3c;", "\\"),
      fc.string({ maxLength: 6 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
        // Without formulas, whose tags are KaTeX'.
        const html = renderMarkdown(pieces.join("").replaceAll("$", ""));
        for (const [, name] of html.matchAll(tag)) expect(known).toContain(name);
        expect(html).not.toMatch(/<[^>]+ (on\w+|style|src)=/);
      }),
      { numRuns: 1000 },
    );
  });

  it("shows what is nested too deep as it is written", () => {
    expect(renderMarkdown(`${">".repeat(100_000)} <b>`)).toMatch(/^<pre>&gt;&gt;/);
  });
});

describe.skipIf(!chromiumPath)("renderMarkdown(source) in Chromium", () => {
  let test: TestPage;
  beforeAll(async () => {
    test = await openTestPage(chromiumPath as string, "lib/notebook/testing/check-in-browser.ts");
  });
  afterAll(() => test.close());

  const render = (source: string) =>
    test.page.evaluate(
      (text) => (globalThis as unknown as { tested: typeof InBrowser }).tested.renderMarkdown(text),
      source,
    );

  it("agrees with the site's build where there is no HTML in the text", async () => {
    const source =
      "# a\n\nb **c** [d](https://e.org) $x^2$\n\n$$\\sqrt{x} \\le \\|y\\|$$\n\n- [x] f\n\n| g | h |\n|--:|---|\n| 1 | 2 |\n";
    // Attributes may stand in another order, and KaTeX' thin spaces as characters or entities.
    const normalize = (html: string) =>
      test.page.evaluate((text) => {
        const box = document.createElement("div");
        box.innerHTML = text;
        return box.innerHTML;
      }, html);
    expect(await render(source)).toBe(await normalize(renderMarkdown(source)));
  });

  it("keeps harmless HTML, and formulas beside it", async () => {
    expect(await render("a<sub>b</sub> $x$")).toMatch(/^<p>a<sub>b<\/sub> <span class="katex">/);
  });

  it("does not let a formula's place stand inside an attribute", async () => {
    const html = await render('<p title="\n\n$x$ onclick=pwn()\n\n">');
    expect(html).not.toMatch(/<[^>]* onclick/);
  });
});
