/** Throws a TypeError for anything but a string. */
export function expectText(name: string, text: unknown): string {
  if (typeof text === "string") return text;
  throw new TypeError(`${name}: expected text, but got ${describeKind(text)}.`);
}

/** The options of a call: an object, or nothing. Throws a TypeError for anything else. */
export function expectOptions<T extends object>(name: string, options: T | undefined): Partial<T> {
  if (options === undefined) return {};
  if (typeof options === "object" && options !== null) return options;
  throw new TypeError(`${name}: expected options as an object, but got ${describeKind(options)}.`);
}

/** A title or the like: text, a number, or nothing. */
export function expectLabel(name: string, label: unknown): string | undefined {
  if (label === undefined) return undefined;
  return typeof label === "number" ? String(label) : expectText(name, label);
}

/** A number as it is, else what the value is. */
export function describeValue(value: unknown): string {
  return typeof value === "number" ? String(value) : describeKind(value);
}

/** What a value is, as errors say it: `an array`, `a number`, `null`. */
export function describeKind(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array";
  if (value instanceof Promise) return "a Promise, which needs an await before it";
  if (typeof value !== "object") return `a ${typeof value}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name;
  return name && name !== "Object" ? `a ${name}` : "an object";
}
