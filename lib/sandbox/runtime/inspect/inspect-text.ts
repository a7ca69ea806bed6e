import { findBrand, isPromise, printDate, printRegExp, readBrand } from "./brands";
import type { InspectedText } from "./inspection";

const maxTextLength = 10_000;

export function inspectPrimitive(value: unknown): InspectedText {
  if (typeof value === "string") return { form: "text", type: "string", text: quote(value) };
  if (typeof value === "bigint") return { form: "text", type: "bigint", text: `${value}n` };
  if (Object.is(value, -0)) return { form: "text", type: "number", text: "-0" };
  const type = value === null ? "null" : typeof value;
  return { form: "text", type, text: String(value) };
}

/** Objects of the language that are written in one line. */
export function inspectAsText(value: object): InspectedText | undefined {
  if (isPromise(value)) return { form: "text", type: "promise", text: "Promise { … }" };
  const brand = findBrand(value);
  switch (brand) {
    case "Date":
      return { form: "text", type: "date", text: printDate(value) };
    case "RegExp":
      return { form: "text", type: "regexp", text: printRegExp(value) };
    case "ArrayBuffer":
    case "DataView":
      return {
        form: "text",
        type: "object",
        text: `${brand} { byteLength: ${readBrand(value, brand)} }`,
      };
    case "WeakMap":
    case "WeakSet":
      return { form: "text", type: "object", text: `${brand} { <items unknown> }` };
    case "Number":
    case "String":
    case "Boolean":
    case "Symbol":
    case "BigInt": {
      const { text } = inspectPrimitive(readBrand(value, brand));
      return { form: "text", type: "object", text: `[${brand}: ${text}]` };
    }
    default:
      return undefined;
  }
}

export function printKey(key: PropertyKey): string {
  if (typeof key === "symbol") return `[${String(key)}]`;
  const text = String(key);
  return /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(text) ? text : quote(text);
}

const escapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\" };

/** In quotes of the kind that the text does not hold, as Node writes it. */
export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : text.includes("`")
        ? "'"
        : "`";
  const escaped = cut(text)
    .replace(/[\n\r\t\\]/g, (character) => escapes[character] ?? character)
    .replace(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is to be made visible.
      /[\0-\x1f\x7f]/g,
      (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, "0").toUpperCase()}`,
    );
  return mark + (mark === "'" ? escaped.replaceAll("'", "\\'") : escaped) + mark;
}

/** The text, cut where it is too long to be of use. */
export function cut(text: string): string {
  if (text.length <= maxTextLength) return text;
  return `${text.slice(0, maxTextLength)}… ${text.length - maxTextLength} more characters`;
}
