import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  formatCount,
  formatNumber,
  formatPercent,
  formatShort,
  formatSigned,
  parseNumber,
} from "./format";

/** With ordinary spaces, which can be told apart from nothing in a test. */
const plain = (text: string) => text.replaceAll("\u00a0", " ");

describe("formatNumber(value)", () => {
  it.each([
    [3.4867844, "3.49"],
    [-0.0604661, "−0.0605"],
    [61.917364, "61.9"],
    [2, "2.00"],
    [0, "0.00"],
    [-0, "0.00"],
    [123.4, "123"],
    [1234, "1234"],
    [13_000, "1.30 × 10⁴"],
    [0.000012, "1.20 × 10⁻⁵"],
    [0.001, "0.00100"],
    [0.0009999, "0.00100"],
    [9999.6, "1.00 × 10⁴"],
    [1e-40, "below 1e-38"],
    [-1e-40, "between −1e-38 and 0"],
    [Number.POSITIVE_INFINITY, "∞"],
    [Number.NEGATIVE_INFINITY, "−∞"],
    [Number.NaN, "not a number"],
  ])("writes %d as %s", (value, text) => {
    expect(plain(formatNumber(value))).toBe(text);
  });

  it("keeps a power of ten on one line", () => {
    expect(formatNumber(13_000)).toBe("1.30\u00a0×\u00a010⁴");
  });

  it("is read back by parseNumber within half a unit of the third digit", () => {
    fc.assert(
      fc.property(
        fc.double({ noNaN: true, noDefaultInfinity: true }),
        fc.boolean(),
        (value, trim) => {
          fc.pre(value === 0 || Math.abs(value) >= 1e-38);
          const back = parseNumber(formatNumber(value, { trim }));
          // Rounding at the largest finite float64 may overflow to infinity, which is refused.
          if (Math.abs(value) > 1.79e308) return;
          expect(Math.abs((back as number) - value)).toBeLessThanOrEqual(
            0.0050001 * Math.abs(value),
          );
        },
      ),
    );
  });

  it("never writes a hyphen for a minus", () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: -1e-6, noNaN: true }), (value) => {
        expect(plain(formatNumber(value))).toMatch(/^−[\d.]+( × 10⁻?[⁰¹²³⁴⁵⁶⁷⁸⁹]+)?$/);
      }),
    );
  });
});

describe("formatShort(value)", () => {
  it.each([
    [0.1, "0.1"],
    [0, "0"],
    [100, "100"],
    [-4.5454, "−4.55"],
    [0.00001, "1 × 10⁻⁵"],
  ])("writes %d as %s, without trailing zeros", (value, text) => {
    expect(plain(formatShort(value))).toBe(text);
  });
});

describe("formatSigned, formatPercent, formatCount", () => {
  it("write the sign, the share and the noun", () => {
    expect(formatSigned(0.5)).toBe("+0.500");
    expect(formatSigned(-0.5)).toBe("−0.500");
    expect(plain(formatPercent(0.9047619))).toBe("90.5 %");
    expect(formatCount(1, "step")).toBe("1 step");
    expect(formatCount(1234, "step")).toBe("1,234 steps");
  });
});

describe("parseNumber(text)", () => {
  it.each([
    ["0,03", 0.03],
    ["3e-2", 0.03],
    ["3E−2", 0.03],
    [" 1 000 ", 1000],
    ["1\u202f000,5", 1000.5],
    ["−2", -2],
    ["-2", -2],
    ["+4", 4],
    [".5", 0.5],
    ["5.", 5],
    ["1.2 × 10⁻⁵", 1.2e-5],
    ["1.2*10^-5", 1.2e-5],
    ["-0", 0],
  ])("reads %j as %d", (text, value) => {
    expect(parseNumber(text)).toBe(value);
  });

  it.each(["", " ", "abc", "1,2,3", "1.000,5", "1e", "--2", "0x10", "Infinity", "1e999", "2 or 3"])(
    "refuses %j",
    (text) => {
      expect(parseNumber(text)).toBeUndefined();
    },
  );

  it("reads whatever JavaScript writes, and never gives NaN or infinity", () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        expect(parseNumber(String(value))).toBe(value === 0 ? 0 : value);
      }),
    );
    fc.assert(
      fc.property(fc.string(), (text) => {
        const value = parseNumber(text);
        expect(value === undefined || Number.isFinite(value)).toBe(true);
      }),
    );
  });
});
