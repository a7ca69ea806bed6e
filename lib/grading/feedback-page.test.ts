import { createHash } from "node:crypto";
import fc from "fast-check";
import { parse } from "parse5";
import { describe, expect, it } from "vitest";
import { textOf, walkElements } from "../../scripts/html.mjs";
import { formatFeedback, nameFeedback } from "./feedback-page";
import type { Outcome, SubmissionResult } from "./outcome";
import { makeResult, twoExercises } from "./testing/results";

const plainTags =
  /^(html|head|meta|title|style|body|h[1-6]|p|section|pre|code|ul|ol|li|dl|dt|dd|svg|line|circle|text|table|thead|tbody|tr|th|td|em|strong|del|blockquote|hr|br|input)$/;

const hostile = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom(
    "<script>alert(1)</script>",
    "![x](javascript:alert(1))",
    "[x](javascript:alert(1))",
    "<img src=x onerror=alert(1)>",
    '"><svg onload=alert(1)>',
    '```html" onload="x\n</pre><script>1</script>\n```',
    "<https://example.org>",
    "\u202Egnp.exe",
    "</title></style></pre>",
  ),
);

describe("formatFeedback(exercises, result)", () => {
  it("says what was asked, answered and found", () => {
    const page = formatFeedback(twoExercises, makeResult("a.zip", "Ada", "1", ["two"]));
    expect(page).toContain("2 of 3 points");
    expect(page).toContain("How much?");
    expect(page.match(/Correct|Not yet/g)).toEqual(["Not yet", "Correct"]);
  });

  it("shows a distribution in words and as a picture", () => {
    const result = makeResult("a.zip", "Ada", "1");
    const statement = { of: 3, atLeast: 2, quantity: "testLoss", below: 0.05, epochs: 60 } as const;
    const runs = [0.01, 0.2, null].map((testLoss, seed) => ({ seed, loss: 1, testLoss }));
    result.outcomes["sample/one"] = {
      state: "judged",
      answer: { kind: "markdown", source: "" },
      verdict: { isCorrect: false, reply: "", starts: { statement, runs, passed: 1 } },
    };
    const page = formatFeedback(twoExercises, result);
    expect(page).toContain("1 of 3 starts ended with a test loss below 0.0500 after 60 epochs");
    expect(page).toContain("0.0100, 0.200. 1 broke off.");
    expect(page.match(/<circle/g)).toHaveLength(2);
  });

  it("runs and loads nothing, whatever stands in names, answers and verdicts", () => {
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 9, maxLength: 9 }), (texts) => {
        const page = formatFeedback(twoExercises, makeHostile(texts));
        const elements = [...walkElements(parse(page))];
        for (const { tagName, attrs } of elements) {
          expect(tagName).toMatch(plainTags);
          expect(attrs.filter(({ name }) => /^(on|style|src|href)/.test(name))).toEqual([]);
        }
        const [style, ...others] = elements.filter(({ tagName }) => tagName === "style");
        const hash = createHash("sha256")
          .update(textOf(style as never))
          .digest("base64");
        expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${hash}'`);
        expect(others).toEqual([]);
        expect(page).not.toContain("\u202E");
      }),
    );
  });
});

function makeHostile([a = "", b = "", c = "", d = "", ...rest]: string[]): SubmissionResult {
  const [e = "", f = "", g = "", h = "", i = ""] = rest;
  const failed: Outcome = { state: "failed", answer: { kind: "markdown", source: a }, reason: b };
  const parts = [{ id: c, isCorrect: false, says: d, expected: e, actual: f }];
  return {
    ...makeResult("a.zip", g, h),
    remarks: [i],
    outcomes: {
      "sample/one": failed,
      "sample/two": {
        state: "judged",
        answer: { kind: "code", source: a },
        verdict: { isCorrect: false, reply: b, parts },
      },
    },
  };
}

describe("nameFeedback(path)", () => {
  it("stays in its folder, and is different for each path", () => {
    expect(nameFeedback("Ada Lovelace_12/w.zip")).toMatch(/^ada-lovelace-12-w-[0-9a-f]{8}\.html$/);
    expect(nameFeedback("../../x.zip")).toMatch(/^x-[0-9a-f]{8}\.html$/);
    expect(nameFeedback("a b.zip")).not.toBe(nameFeedback("a-b.zip"));
  });
});
