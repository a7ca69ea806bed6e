import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseNumber } from "@/lib/format";
import { createFormat, readNumber } from "./format-values";

const write = (values: number[]) => values.map(createFormat(values));

describe("createFormat(values)", () => {
  it("writes whole numbers as they are", () => {
    expect(write([1, -20, 300000])).toEqual(["1", "−20", "300000"]);
  });

  it("gives all the same decimals, four digits for the largest", () => {
    expect(write([0.5, -1.23456, 0.01])).toEqual(["0.500", "−1.235", "0.010"]);
    expect(write([0.00123456, 0.0001])).toEqual(["0.001235", "0.000100"]);
    expect(write([0.000123456])).toEqual(["1.23\u00a0×\u00a010⁻⁴"]);
    expect(write([123.456, 1.5])).toEqual(["123.46", "1.50"]);
  });

  it("does not write 0 for what is only small", () => {
    expect(write([0, 1.5, 0.00001])).toEqual(["0.000", "1.500", "1.0\u00a0×\u00a010⁻⁵"]);
  });

  it("writes what is no number, and does not let it disturb the others", () => {
    expect(write([Number.NaN, Number.POSITIVE_INFINITY, -Number.POSITIVE_INFINITY, 1.5])).toEqual([
      "NaN",
      "∞",
      "−∞",
      "1.500",
    ]);
    expect(write([Number.NaN])).toEqual(["NaN"]);
  });

  it("loses nothing that could be seen beside the largest", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: -1e9, max: 1e9 }), { minLength: 1 }),
        (values) => {
          const largest = Math.max(...values.map(Math.abs));
          write(values).forEach((text, i) => {
            const value = values[i] as number;
            const read = text.startsWith("b") ? 0 : (parseNumber(text) ?? Number.NaN);
            expect(Math.abs(read - value)).toBeLessThanOrEqual(Math.max(largest * 5.1e-3, 1e-38));
          });
        },
      ),
    );
  });
});

describe("readNumber(value)", () => {
  it("knows the numbers that JSON writes as words", () => {
    expect(readNumber("NaN")).toBeNaN();
    expect(readNumber("-Infinity")).toBe(Number.NEGATIVE_INFINITY);
    expect(readNumber("12")).toBeUndefined();
    expect(readNumber(true)).toBeUndefined();
  });
});
