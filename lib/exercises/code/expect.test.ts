import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectClose, expectEqual, expectThat } from "./expect";
import type { PlainValue } from "./student-realm";

const path = [10, 6, 3.6, 2.16, 1.296, 0.7776, 0.46656];

describe("expectClose(actual, expected, tolerance, slips)", () => {
  it.each<[PlainValue, PlainValue]>([
    [1.0005, 1],
    [
      [1, 2.0005],
      [1, 2],
    ],
    [
      { w: [[1]], b: "a" },
      { b: "a", w: [[1.0005]] },
    ],
    [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
    [[], []],
  ])("is content with %j for %j", (actual, expected) => {
    expect(expectClose(actual, expected, 1e-3)).toEqual({ isCorrect: true });
  });

  it.each<[PlainValue, PlainValue, string, string]>([
    [1.1, 1, "1", "1.1"],
    [Number.NaN, 1, "1", "NaN"],
    ["1", 1, "1", '"1"'],
    [undefined, 1, "1", "undefined"],
    [[1], 1, "1", "[1]"],
    [1, [1], "an array of 1 number", "1"],
    [[1, 2], [1, 2, 3], "an array of 3 numbers", "[1, 2]"],
    [{ 0: 1, length: 1 }, [1], "an array of 1 number", "{ 0: 1, length: 1 }"],
    [[1], { 0: 1 }, "an object", "[1]"],
    [[1, 2, 4], [1, 2, 3], "[1, 2, 3]", "[1, 2, 4]"],
    [path.with(5, 0.8), path, "0.778 at [5]", "0.8 at [5]"],
    [
      {
        w: [
          [1, 2],
          [3, 5],
        ],
      },
      {
        w: [
          [1, 2],
          [3, 4],
        ],
      },
      "[3, 4] at w[1]",
      "[3, 5] at w[1]",
    ],
    [{ w: 1, extra: 2 }, { w: 1 }, "undefined at extra", "2 at extra"],
    [null, { w: 1 }, "an object", "null"],
  ])("tells of %j for %j what came: %s, %s", (actual, expected, expectedText, actualText) => {
    expect(expectClose(actual, expected, 1e-3)).toEqual({
      isCorrect: false,
      expected: expectedText,
      actual: actualText,
    });
  });

  it("recognises a common mistake by its value", () => {
    const slips = [
      { value: -1, advice: "The sign." },
      { value: [1], advice: "A list." },
    ];
    expect(expectClose(-1, 1, 1e-3, slips).advice).toBe("The sign.");
    expect(expectClose([1], 1, 1e-3, slips).advice).toBe("A list.");
    expect(expectClose(2, 1, 1e-3, slips).advice).toBeUndefined();
    expect(expectClose(1, 1, 1e-3, slips).advice).toBeUndefined();
  });

  it("takes nothing but what is close, whatever a student gives back", () => {
    const value = fc.jsonValue().filter((value) => typeof value !== "number");
    fc.assert(
      fc.property(value, (actual) => {
        expect(expectClose(actual as PlainValue, 1, 1e-3).isCorrect).toBe(false);
        expect(expectClose(actual as PlainValue, [1.5, 2.5], 1e-3).isCorrect).toBe(false);
      }),
    );
  });
});

describe("expectEqual(actual, expected, slips)", () => {
  it("takes the same data", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(expectEqual(structuredClone(value) as PlainValue, value as PlainValue)).toEqual({
          isCorrect: true,
        });
      }),
    );
    expect(expectEqual(Number.NaN, Number.NaN).isCorrect).toBe(true);
  });

  it("takes no number that is only near", () => {
    expect(expectEqual(0.1 + 0.2, 0.3)).toEqual({
      isCorrect: false,
      expected: "0.3",
      actual: "0.30000000000000004",
    });
  });
});

describe("expectThat(isCorrect, actual, expected)", () => {
  it("says what was asked for, and what came", () => {
    expect(expectThat(true, 1, "a number below 2")).toEqual({ isCorrect: true });
    expect(expectThat(false, 3, "a number below 2")).toEqual({
      isCorrect: false,
      expected: "a number below 2",
      actual: "3",
    });
  });
});
