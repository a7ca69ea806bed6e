import { describe, expect, it } from "vitest";
import { keepTogether } from "./keep-together";

describe("keepTogether(text)", () => {
  it("leaves the two sides of a comparison on one line, and other words alone", () => {
    expect(keepTogether("C has α = 0.01, and w > 0 on it.")).toBe(
      "C has α\u00a0=\u00a00.01, and w\u00a0>\u00a00 on it.",
    );
  });
});
