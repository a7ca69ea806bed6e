import { formatNumber } from "../../format";
import type { PlainValue } from "./student-realm";

/** Longer lists are named by their shape and shown by their ends. */
const mostItems = 6;
const mostKeys = 4;
const longestText = 60;
/** Beyond them, numbers are written as the language does. */
const mostDigits = 15;

/** A value in few words, as in `0.0605`, `[10, 6, 3.6]`, "an array of 3 arrays of 2 numbers". */
export function describeValue(value: PlainValue, digits = 3): string {
  if (value === undefined) return "undefined";
  if (value === null) return "null";
  if (typeof value === "number") return describeNumber(value, digits);
  if (typeof value === "string") return describeText(value);
  if (typeof value === "boolean") return String(value);
  return isArray(value) ? describeArray(value, digits) : describeObject(value, digits);
}

/** With so many digits that the two can be told apart, where they differ at all. */
export function describePair(expected: PlainValue, actual: PlainValue): [string, string] {
  for (let digits = 3; ; digits += 1) {
    const pair: [string, string] = [describeValue(expected, digits), describeValue(actual, digits)];
    if (pair[0] !== pair[1] || digits > mostDigits) return pair;
  }
}

/** "a number", "an array of 11 numbers", "an array of 3 arrays of 2 numbers". */
export function describeShape(value: PlainValue): string {
  if (value === undefined || value === null) return String(value);
  if (typeof value === "string") return "a string";
  if (!isArray(value)) return typeof value === "object" ? "an object" : `a ${typeof value}`;
  if (value.length === 0) return "an empty array";
  return `an array of ${describeItems(value)}`;
}

/** "11 numbers", "3 arrays of 2 numbers", "4 values". */
function describeItems(items: readonly PlainValue[]): string {
  const shapes = new Set(items.map(describeShape));
  const [shape = ""] = shapes;
  if (shapes.size > 1 || items[0] === undefined || items[0] === null) {
    return `${items.length} ${items.length === 1 ? "value" : "values"}`;
  }
  if (items.length === 1) return `1 ${shape.replace(/^an? /, "")}`;
  const plural = shape
    .replace(/^an? /, "")
    .replace(/^(number|string|boolean|object)$/, "$1s")
    .replace(/^(empty )?array/, "$1arrays");
  return `${items.length} ${plural}`;
}

function describeNumber(value: number, digits: number): string {
  if (Number.isNaN(value) || digits > mostDigits) return String(value);
  return formatNumber(value, { digits, trim: true });
}

function describeText(text: string): string {
  return JSON.stringify(text.length > longestText ? `${text.slice(0, longestText)}…` : text);
}

function describeArray(array: readonly PlainValue[], digits: number): string {
  const isFlat = array.every((item) => typeof item !== "object" || item === null);
  const describe = (items: readonly PlainValue[]) =>
    items.map((item) => describeValue(item, digits));
  if (isFlat && array.length > mostItems) {
    const [first, last] = [describe(array.slice(0, 3)), describe(array.slice(-1))];
    return `[${[...first, "…", ...last].join(", ")}], ${describeShape(array)}`;
  }
  if (isFlat) return `[${describe(array).join(", ")}]`;
  const isSmall = array.length <= 3 && array.every((item) => isArray(item) && item.length <= 3);
  return isSmall ? `[${describe(array).join(", ")}]` : describeShape(array);
}

function describeObject(object: { readonly [key: string]: PlainValue }, digits: number): string {
  const entries = Object.entries(object);
  if (entries.length === 0) return "{}";
  const shown = entries.slice(0, mostKeys).map(([key, value]) => {
    const isDeep = typeof value === "object" && value !== null;
    const name = key.slice(0, longestText);
    return `${name}: ${isDeep ? describeShape(value) : describeValue(value, digits)}`;
  });
  const more = entries.length > mostKeys ? [...shown, "…"] : shown;
  return `{ ${more.join(", ")} }`;
}

function isArray(value: PlainValue): value is readonly PlainValue[] {
  return Array.isArray(value);
}
