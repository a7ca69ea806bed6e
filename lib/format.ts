/** Numbers for people: how the book writes them, and how it reads what people type. */

export interface FormatOptions {
  /** Significant digits. */
  digits?: number;
  /** Drops trailing zeros ("0.1" for "0.100"): for sentences and fields, not for columns. */
  trim?: boolean;
}

const smallestShown = 1e-38;
const superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹";
const numberPattern = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/**
 * A number with three significant digits and a real minus sign: `−0.605`, `61.9`, `1.23 × 10⁴`.
 *
 * From 0.001 up to 9999 it is written out, outside that as a power of ten. Below 1e-38, the
 * smallest normal float32, only that is said; infinities are `∞` and `−∞`, NaN "not a number".
 * Digits stay at their count (`2.00`), so that a column set in tabular figures does not jump;
 * the spaces around × do not break.
 */
export function formatNumber(value: number, { digits = 3, trim = false }: FormatOptions = {}) {
  if (Number.isNaN(value)) return "not a number";
  const sign = value < 0 ? "−" : "";
  const size = Math.abs(value);
  if (size === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (size === 0) return trim ? "0" : (0).toFixed(digits - 1);
  if (size < smallestShown) return value < 0 ? "between −1e-38 and 0" : "below 1e-38";

  // Rounding comes first: 0.0009999 is 0.00100, not 1.00 × 10⁻³.
  const rounded = Number(size.toPrecision(digits));
  const exponent = Math.floor(Math.log10(rounded) + 1e-12);
  if (exponent < -3 || exponent > 3) {
    const [mantissa = "", power = ""] = size.toExponential(digits - 1).split("e");
    return `${sign}${trim ? trimZeros(mantissa) : mantissa}\u00a0×\u00a010${superscript(Number(power))}`;
  }
  const text = rounded.toFixed(Math.max(0, digits - 1 - exponent));
  // 1234 stays 1234: a whole number loses no digit before the point.
  const whole = exponent >= digits ? Math.round(size).toString() : text;
  return sign + (trim ? trimZeros(whole) : whole);
}

/** A number with three digits and no trailing zeros, `0.1` for `0.100`: for sentences and ticks. */
export function formatShort(value: number) {
  return formatNumber(value, { trim: true });
}

/** A number with its sign always written: `+0.605`, `−0.605`; zero has none. */
export function formatSigned(value: number, options?: FormatOptions) {
  const text = formatNumber(value, options);
  return value > 0 ? `+${text}` : text;
}

/** A share as per cent with its sign: `0.9048` is `90.5 %`. */
export function formatPercent(share: number, options?: FormatOptions) {
  return `${formatNumber(share * 100, options)}\u00a0%`;
}

/** "1 step", "12 steps": a count with its noun. */
export function formatCount(count: number, noun: string) {
  return `${count.toLocaleString("en-GB")} ${noun}${count === 1 ? "" : "s"}`;
}

/**
 * Reads what people type as a number: a comma or a point before the decimals, any minus sign,
 * `e` or `× 10⁻⁵` for powers of ten, spaces (also thin ones) anywhere between digits.
 *
 * A comma is always the decimal sign, never a thousands separator; two of them, or a comma and a
 * point together, are refused rather than guessed. Anything else gives undefined, as do infinities.
 */
export function parseNumber(text: string): number | undefined {
  const plain = text
    .replace(/[\s\u200b]/g, "")
    .replace(/[−–‐‑﹣-]/g, "-")
    .replace(
      /[×x*·]10\^?([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]+|[+-]?\d+)$/i,
      (_, power: string) => `e${flatten(power)}`,
    )
    .replace(",", ".");
  if (!numberPattern.test(plain)) return undefined;
  const value = Number(plain);
  if (!Number.isFinite(value)) return undefined;
  return value === 0 ? 0 : value;
}

function trimZeros(text: string) {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}

function superscript(power: number) {
  const digits = [...String(Math.abs(power))].map((digit) => superscripts[Number(digit)]);
  return (power < 0 ? "⁻" : "") + digits.join("");
}

function flatten(power: string) {
  return [...power]
    .map((char) => {
      if (char === "⁻") return "-";
      if (char === "⁺") return "+";
      const digit = superscripts.indexOf(char);
      return digit < 0 ? char : String(digit);
    })
    .join("");
}
