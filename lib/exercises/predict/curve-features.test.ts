import { describe, expect, it } from "vitest";
import { alternates, falls, isFlatAtTheEnd, shrinks } from "./curve-features";

describe("alternates(values, count)", () => {
  it("asks for another sign at each of the first values", () => {
    expect(alternates([-2, 1, -1, 0.1, -0.1], 5)).toBe(true);
    expect(alternates([-2, 1, 0.5, -0.1, 0.1], 5)).toBe(false);
    expect(alternates([-2, 1, -0.5, 0, 0], 3)).toBe(true);
  });

  it("does not take 0 for a sign", () => {
    expect(alternates([-2, 0, 1], 3)).toBe(false);
  });
});

describe("shrinks(values, still)", () => {
  it("looks at sizes and forgives an unsteady hand", () => {
    expect(shrinks([-2, 1.6, -1.65, 1], 0.1)).toBe(true);
    expect(shrinks([-2, 1.6, -1.9, 1], 0.1)).toBe(false);
    expect(shrinks([-2, 2, -2, 2], 0.1)).toBe(false);
  });
});

describe("falls(values, still)", () => {
  it("asks for a fall in all, and no rise on the way", () => {
    expect(falls([0.5, 0.4, 0.41, 0.1], 0.02)).toBe(true);
    expect(falls([0.5, 0.4, 0.45, 0.1], 0.02)).toBe(false);
    expect(falls([0.5, 0.5, 0.5], 0.02)).toBe(false);
  });
});

describe("isFlatAtTheEnd(values, count, still)", () => {
  it("looks at the last values only", () => {
    expect(isFlatAtTheEnd([9, 0.1, 0.11, 0.1], 3, 0.02)).toBe(true);
    expect(isFlatAtTheEnd([9, 0.3, 0.11, 0.1], 3, 0.02)).toBe(false);
  });
});
