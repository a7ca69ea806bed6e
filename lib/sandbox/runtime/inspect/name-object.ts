import { printFunctionSource } from "./brands";
import { cut } from "./inspect-text";

export function isError(value: object): boolean {
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at)) {
    if (at === Error.prototype) return value !== Error.prototype;
  }
  return false;
}

/** `RangeError: the message`, and what caused it. The stack is left to the output of errors. */
export function printError(error: object): string {
  const name = readText(error, "name") ?? "Error";
  const message = readText(error, "message") ?? "";
  return message ? `${name}: ${message}` : name;
}

/** A property that is a string, of the object or of what it inherits from. Getters are not called. */
export function readText(object: object, key: string): string | undefined {
  try {
    for (let at: object | null = object; at; at = Object.getPrototypeOf(at)) {
      const descriptor = Object.getOwnPropertyDescriptor(at, key);
      if (!descriptor) continue;
      return typeof descriptor.value === "string" ? cut(descriptor.value) : undefined;
    }
  } catch {
    // A hostile proxy.
  }
  return undefined;
}

/** `[Function: f]`, `[class A extends B]`. */
export function nameFunction(value: object): string {
  const name = readText(value, "name") ?? "";
  const source = printFunctionSource(value);
  if (/^class\b/.test(source)) {
    const parent = Object.getPrototypeOf(value);
    const parentName = typeof parent === "function" ? readText(parent, "name") : undefined;
    return `[class ${name || "(anonymous)"}${parentName ? ` extends ${parentName}` : ""}]`;
  }
  const kind = findTag(value) ?? "Function";
  return `[${kind}${name ? `: ${name}` : " (anonymous)"}]`;
}

/** The name of the class, or undefined without a prototype. */
export function findConstructorName(value: object): string | undefined {
  for (let at = Object.getPrototypeOf(value); at; at = Object.getPrototypeOf(at)) {
    const maker = Object.getOwnPropertyDescriptor(at, "constructor")?.value;
    const name = typeof maker === "function" ? readText(maker, "name") : undefined;
    if (name) return name;
  }
  return undefined;
}

/** What the object says it is, as `Generator`. */
export function findTag(value: object): string | undefined {
  for (let at: object | null = value; at; at = Object.getPrototypeOf(at)) {
    const tag = Object.getOwnPropertyDescriptor(at, Symbol.toStringTag)?.value;
    if (typeof tag === "string" && tag) return tag;
  }
  return undefined;
}
