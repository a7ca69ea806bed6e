import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { chromiumPath, openTestPage, type TestPage } from "../engine/population/gpu/open-test-page";
import { sanitizeHtml } from "./sanitize";
import type * as InBrowser from "./testing/check-in-browser";
import { hostileHtml } from "./testing/hostile-html";

const modulePath = "lib/notebook/testing/check-in-browser.ts";

/** Pieces of HTML that sanitisers stumble over, in any order. */
const pieces = fc.constantFrom(
  ..."<div> </div> <p> </p> <svg> </svg> <math> </math> <mtext> <mi> <mglyph> <malignmark>".split(
    " ",
  ),
  ..."<annotation-xml> <foreignObject> <desc> <title> </title> <style> </style> <table> <td>".split(
    " ",
  ),
  ..."</table> <form> </form> <select> </select> <template> </template> <noscript> </noscript>".split(
    " ",
  ),
  ..."<textarea> </textarea> <iframe> </iframe> <a <img <!-- --> --!> <![CDATA[ ]]> <? > \" ' ` = /".split(
    " ",
  ),
  ..."href=javascript:pwn() src=https://evil.example/a onerror=pwn() onload=pwn() style= id=".split(
    " ",
  ),
  ...'xlink:href= title=" alt=\' <text <rect fill="url( u\\72l( &lt; &gt; &quot; &#58; \u0000'.split(
    " ",
  ),
  "<img src=x onerror=pwn()>",
  "<script>pwn()</script>",
  "<annotation-xml encoding='text/html'>",
  " ",
  "x",
  "\n",
);
const fragments = fc.array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 24 });

describe("sanitizeHtml(html)", () => {
  it("refuses to pass anything on where there is no browser", () => {
    expect(() => sanitizeHtml("<b>x</b>")).toThrow("expected a browser");
  });
});

describe.skipIf(!chromiumPath)("sanitizeHtml(html) in Chromium", () => {
  let test: TestPage;
  const requests: string[] = [];

  beforeAll(async () => {
    test = await openTestPage(chromiumPath as string, modulePath);
    test.page.on("request", (request) => requests.push(request.url()));
    test.page.on("dialog", (dialog) => requests.push(`dialog ${dialog.message()}`));
  });
  afterAll(() => test.close());

  const find = (sources: readonly string[], kind: "html" | "markdown" = "html") =>
    test.page.evaluate(
      ([list, as]) =>
        (globalThis as unknown as { tested: typeof InBrowser }).tested.findProblems(list, as),
      [sources, kind] as const,
    );
  const sanitize = (source: string) =>
    test.page.evaluate(
      (html) => (globalThis as unknown as { tested: typeof InBrowser }).tested.sanitizeHtml(html),
      source,
    );
  /** Whatever starts late has started then. */
  const settle = async () => {
    await test.page.waitForTimeout(300);
    return test.page.evaluate(() =>
      (globalThis as unknown as { tested: typeof InBrowser }).tested.countPwned(),
    );
  };

  it("lets nothing of the corpus through", async () => {
    expect(await find(hostileHtml)).toEqual([]);
    expect(await settle()).toBe(0);
    expect(requests).toEqual([]);
  });

  it("lets nothing of the corpus through Markdown", async () => {
    const sources = hostileHtml.flatMap((html) => [html, `a ${html} *b*`, `- ${html}\n\n$x$`]);
    expect(await find(sources, "markdown")).toEqual([]);
    expect(await settle()).toBe(0);
    expect(requests).toEqual([]);
  });

  it("lets nothing through whatever the pieces and their order", async () => {
    const sources = fc.sample(fragments, { numRuns: 4000, seed: 4 }).map((parts) => parts.join(""));
    expect(await find(sources)).toEqual([]);
    expect(await find(sources.slice(0, 1000), "markdown")).toEqual([]);
    expect(await settle()).toBe(0);
    expect(requests).toEqual([]);
  });

  it("would see what an unsanitised page does", async () => {
    await test.page.evaluate(() => {
      const box = document.createElement("div");
      box.innerHTML = "<img src=x onerror=pwn()>";
      document.body.append(box);
    });
    expect(await settle()).toBe(1);
    expect(requests.length).toBe(1);
    requests.length = 0;
  });

  it.each([
    ["<h2>a</h2><p>b <b>c</b></p>", "<h2>a</h2><p>b <b>c</b></p>"],
    [
      '<table><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>',
      '<table><tbody><tr><td colspan="2" align="right">1</td></tr></tbody></table>',
    ],
    [
      '<svg viewBox="0 0 9 9"><circle cx="4" r="2" fill="rgb(1,2,3)" transform="rotate(4)"></circle></svg>',
      '<svg viewBox="0 0 9 9"><circle cx="4" r="2" fill="rgb(1,2,3)" transform="rotate(4)"></circle></svg>',
    ],
    [
      '<img src="data:image/png;base64,AAAA" alt="x">',
      '<img src="data:image/png;base64,AAAA" alt="x">',
    ],
  ])("keeps what only shows something: %s", async (html, expected) => {
    expect(await sanitize(html)).toBe(expected);
  });

  it("sends links to another tab, without saying where from", async () => {
    expect(await sanitize('<a href="https://keras.io" rel="opener" target="x">k</a>')).toBe(
      '<a href="https://keras.io" target="_blank" rel="noopener noreferrer nofollow">k</a>',
    );
    expect(await sanitize('<a href="#a">k</a><a href="/a">l</a>')).toBe("<a>k</a><a>l</a>");
  });
});
