import { inspectValue } from "./inspect-value";
import { printInspection } from "./print-inspection";

/** What `console.log` prints: as Node, strings as they are, other values as the inspector has them. */
export function formatLog(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") return values.map(formatValue).join(" ");
  if (rest.length === 0) return first;
  const { text, used } = first.includes("%") ? fillIn(first, rest) : { text: first, used: 0 };
  return [text, ...rest.slice(used).map(formatValue)].join(" ");
}

export function formatValue(value: unknown): string {
  return typeof value === "string" ? value : printInspection(inspectValue(value));
}

/** Puts values where `%d` and the like ask for them. */
function fillIn(format: string, values: readonly unknown[]): { text: string; used: number } {
  let used = 0;
  const text = format.replace(/%([sdifjoOc%])/g, (mark, kind: string) => {
    if (kind === "%") return "%";
    if (used >= values.length) return mark;
    const value = values[used];
    used += 1;
    switch (kind) {
      case "s":
        return formatValue(value);
      case "d":
        return printNumber(value, Number);
      case "i":
        return printNumber(value, Number.parseInt);
      case "f":
        return printNumber(value, Number.parseFloat);
      case "c":
        return "";
      default:
        return printInspection(inspectValue(value));
    }
  });
  return { text, used };
}

function printNumber(value: unknown, convert: (text: string) => number): string {
  if (typeof value === "bigint") return `${value}n`;
  const isObject = typeof value === "object" || typeof value === "symbol";
  return isObject ? "NaN" : String(convert(String(value)));
}
