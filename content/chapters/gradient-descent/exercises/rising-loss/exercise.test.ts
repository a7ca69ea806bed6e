import { describe, expect, it } from "vitest";
import risingLoss from "./exercise";

describe("rising-loss", () => {
  it("does not give the right option away by its length", () => {
    const lengths = risingLoss.options.map(({ text }) => text.length);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.15);
    const right = risingLoss.options.find(({ isRight }) => isRight);
    expect(right?.text.length).toBeLessThan(Math.max(...lengths));
  });

  it("explains every option in its own words", () => {
    expect(new Set(risingLoss.options.map(({ reply }) => reply)).size).toBe(4);
  });
});
