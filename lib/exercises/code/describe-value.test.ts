import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { describePair, describeShape, describeValue } from "./describe-value";
import type { PlainValue } from "./student-realm";

const row = [1, 2];

describe("describeValue(value)", () => {
  it.each<[PlainValue, string]>([
    [0.060466, "0.0605"],
    [-2, "−2"],
    [Number.NaN, "NaN"],
    [Number.POSITIVE_INFINITY, "∞"],
    [undefined, "undefined"],
    [null, "null"],
    [true, "true"],
    ["up", '"up"'],
    ["a".repeat(100), `"${"a".repeat(60)}…"`],
    [[], "[]"],
    [[10, 6, 3.6], "[10, 6, 3.6]"],
    [[1, 2, 3, 4, 5, 6, 7], "[1, 2, 3, …, 7], an array of 7 numbers"],
    [[row, row], "[[1, 2], [1, 2]]"],
    [[row, row, row, row], "an array of 4 arrays of 2 numbers"],
    [{ w: 1, b: [1, 2], c: null }, "{ w: 1, b: an array of 2 numbers, c: null }"],
    [{ a: 1, b: 2, c: 3, d: 4, e: 5 }, "{ a: 1, b: 2, c: 3, d: 4, … }"],
    [{}, "{}"],
  ])("%j is %s", (value, text) => {
    expect(describeValue(value)).toBe(text);
  });

  it("is short, whatever a student gives back", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
        expect(describeValue(value as PlainValue).length).toBeLessThan(700);
      }),
    );
    expect(describeValue(new Array(100_000).fill("a".repeat(1000))).length).toBeLessThan(400);
  });
});

describe("describeShape(value)", () => {
  it.each<[PlainValue, string]>([
    [1, "a number"],
    ["a", "a string"],
    [true, "a boolean"],
    [undefined, "undefined"],
    [{}, "an object"],
    [[], "an empty array"],
    [[1], "an array of 1 number"],
    [[1, 2], "an array of 2 numbers"],
    [[[1], [2]], "an array of 2 arrays of 1 number"],
    [[[], []], "an array of 2 empty arrays"],
    [[{}, {}], "an array of 2 objects"],
    [[1, "a"], "an array of 2 values"],
    [[undefined, undefined], "an array of 2 values"],
  ])("%j is %s", (value, text) => {
    expect(describeShape(value)).toBe(text);
  });
});

describe("describePair(expected, actual)", () => {
  it("takes so many digits that the two can be told apart", () => {
    expect(describePair(0.06046, 0.06052)).toEqual(["0.06046", "0.06052"]);
    expect(describePair([1, 2.00001], [1, 2])).toEqual(["[1, 2.00001]", "[1, 2]"]);
    expect(describePair(1, 1 + Number.EPSILON)[1]).not.toBe("1");
  });

  it("ends where they are the same, or look so", () => {
    expect(describePair(1, 1)).toEqual(["1", "1"]);
    expect(describePair(0, -0)).toEqual(["0", "0"]);
  });
});
