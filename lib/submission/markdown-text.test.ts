import { describe, expect, it } from "vitest";
import { escapeMarkdown, toMarkdown } from "./markdown-text";

describe("escapeMarkdown(text)", () => {
  it("gives text that shows as it is, in one line", () => {
    expect(escapeMarkdown("<img src=x>\n# $1 | `a` [b](c)")).toBe(
      "\\<img src=x\\> \\# \\$1 \\| \\`a\\` \\[b\\](c)",
    );
  });
});

describe("toMarkdown(mdx)", () => {
  it("leaves out components and comments, and keeps the text within", () => {
    expect(
      toMarkdown('Find $w$.\n\n<Note title="a > b" list={[1]}>\n*Here*\n</Note>\n{/* no */}'),
    ).toBe("Find $w$.\n\n*Here*");
    expect(toMarkdown("See <Try />, then go on.")).toBe("See , then go on.");
  });

  it("leaves a link into the chapter as text, and others as they are", () => {
    expect(toMarkdown("As [above](#net), [here](https://a.org/#b).")).toBe(
      "As above, [here](https://a.org/#b).",
    );
  });

  it("keeps code, also where it looks like a component", () => {
    const code = "Use `Array<Number>`:\n\n```ts\nconst a: Map<String> = <T>b;\n```";
    expect(toMarkdown(code)).toBe(code);
  });
});
