import { describe, expect, it } from "vitest";
import { findHeadingLines } from "./outline";

describe("findHeadingLines(text)", () => {
  it("gives the lines of the h2, and of nothing else", () => {
    const text = [
      "# Title",
      "## First",
      "### Below",
      "```md",
      "## In code",
      "````",
      "~~~",
      "## In code too",
      "```",
      "~~~",
      "Text ## in a line",
      "## Second",
    ];
    expect(findHeadingLines(text.join("\n"))).toEqual([2, 12]);
  });
});
