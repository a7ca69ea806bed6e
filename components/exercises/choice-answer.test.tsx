import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import ChoiceAnswer from "./choice-answer";

function draw(takesSeveral: boolean) {
  const options = ["a", "b", "c"].map((id) => ({ id, text: `Option ${id}` }));
  const place = { chapter: "x", id: "y", edition: "z", hintCount: 2 };
  return renderToStaticMarkup(
    <ChoiceAnswer {...place} options={options} takesSeveral={takesSeveral} promptId="prompt" />,
  );
}

const count = (html: string, pattern: RegExp) => [...html.matchAll(pattern)].length;

describe("<ChoiceAnswer takesSeveral>", () => {
  it("lets any number be chosen, and says so", () => {
    const html = draw(true);
    expect(count(html, /<label[^>]*><input type="checkbox"[^>]*value="[abc]"/g)).toBe(3);
    expect(html).toContain("Any number of these may be right.");
  });

  it("lets one be chosen where one is right", () => {
    const html = draw(false);
    expect(count(html, /<label[^>]*><input type="radio"[^>]*value="[abc]"/g)).toBe(3);
    expect(html).not.toContain("Any number");
  });

  it("names the group by its question", () => {
    expect(draw(true)).toMatch(/<fieldset[^>]*aria-labelledby="prompt"/);
  });
});
