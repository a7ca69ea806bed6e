import { describe, expect, it } from "vitest";
import { findSimilar } from "./find-similar";
import { renderSimilarity, toCsv } from "./render-similarity";
import { softmaxAnswers } from "./testing/softmax-answers";

const hostile = '<script>alert(1)</script>"&\u202e';

function findPairs(names: readonly string[], code = softmaxAnswers.finn as string) {
  const items = names.map((student) => ({ student, exercise: `x/${hostile}`, code }));
  return findSimilar(items, {});
}

describe("renderSimilarity(pairs)", () => {
  it("shows the code of both side by side, with what they share in marks", () => {
    const html = renderSimilarity(findPairs(["Ada", "Ben"]));
    expect(html).toContain('<a href="#pair-1">Ada and Ben</a>');
    expect(html.match(/<mark class="m1"><sup>1<\/sup>/g)).toHaveLength(2);
    expect(html.replace(/<[^>]*>/g, "")).toContain("while (i &lt; logits.length)");
  });

  it("says so where nobody is alike", () => {
    expect(renderSimilarity([])).toContain("No two answers are alike.");
  });

  it("has no script, asks for nothing, and escapes whatever stands in names and code", () => {
    const code = `${softmaxAnswers.finn}\nconst t = "${hostile}</pre></mark>";`;
    const html = renderSimilarity(findPairs([hostile, "=cmd"], code));
    expect(html).not.toContain("<script");
    expect(html).not.toContain("\u202e");
    expect(html).toContain("default-src 'none'");
    expect(html.match(/<\/pre>/g)).toHaveLength(2);
  });

  it("shows a hundred pairs, and only the beginning of long code", () => {
    const code = `${softmaxAnswers.finn}\n`.repeat(60);
    const html = renderSimilarity(
      findPairs(
        Array.from({ length: 4 }, (_, index) => `${index}`),
        code,
      ).flatMap((pair) => Array(20).fill(pair)),
    );
    expect(html.match(/<section/g)).toHaveLength(100);
    expect(html.length).toBeLessThan(100 * 60_000);
  });
});

describe("toCsv(pairs)", () => {
  it("writes a row for each pair that no spreadsheet takes for a formula", () => {
    const csv = toCsv(findPairs(["=cmd", "Ben"]));
    expect(csv).toMatch(/^Exercise,Student,Student,Score,Shared,Remark\r\n/);
    expect(csv).toContain(",'=cmd,Ben,1.000,");
  });
});
