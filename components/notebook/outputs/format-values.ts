import { formatNumber } from "@/lib/format";
import { fromNumeric, type Numeric } from "@/lib/notebook/output";

export type CellValue = Numeric | string | boolean | null;

/** The value as a number, where it is one: also `NaN` and infinities, which JSON holds as words. */
export function readNumber(value: CellValue): number | undefined {
  if (typeof value === "number") return value;
  const isWord = value === "NaN" || value === "Infinity" || value === "-Infinity";
  return isWord ? fromNumeric(value) : undefined;
}

/**
 * How numbers that stand under each other are written: whole ones as they are, others with as many
 * decimals as give the largest of them four digits, and at least two. What would then be only zeros is
 * written on its own, and so is each number where the largest is very large or small.
 */
export function createFormat(values: Iterable<number>): (value: number) => string {
  let largest = 0;
  let areWhole = true;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    largest = Math.max(largest, Math.abs(value));
    areWhole &&= Number.isInteger(value);
  }
  if (areWhole && largest < 1e15) return (value) => writeOdd(value) ?? withMinus(String(value));
  if (largest >= 1e6 || largest < 1e-3) return (value) => writeOdd(value) ?? formatNumber(value);
  const decimals = Math.min(Math.max(3 - Math.floor(Math.log10(largest)), 2), 6);
  const smallest = 0.5 * 10 ** -decimals;
  return (value) => {
    const odd = writeOdd(value);
    if (odd !== undefined) return odd;
    if (value !== 0 && Math.abs(value) < smallest) return formatNumber(value, { digits: 2 });
    return withMinus(value.toFixed(decimals));
  };
}

/** Anything that may stand in a table, in one line. */
export function writeValue(value: CellValue, format: (value: number) => string): string {
  const number = readNumber(value);
  return number === undefined ? String(value) : format(number);
}

function writeOdd(value: number): string | undefined {
  if (Number.isFinite(value)) return undefined;
  return Number.isNaN(value) ? "NaN" : formatNumber(value);
}

function withMinus(text: string): string {
  return text.replace("-", "−");
}
