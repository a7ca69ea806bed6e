import { findBrand, findTypedArrayName, readBrand, takeMapEntries, takeSetValues } from "./brands";
import { inspectAsText, inspectPrimitive, printKey } from "./inspect-text";
import type { InspectedEntry, InspectedObject, Inspection } from "./inspection";
import { findConstructorName, findTag, isError, nameFunction, printError } from "./name-object";
import { findOwnWords } from "./own-words";

export interface InspectionLimits {
  /** How many objects deep. */
  depth: number;
  /** Entries of one object. */
  width: number;
  /** Values in all. */
  total: number;
}

const defaultLimits: InspectionLimits = { depth: 5, width: 100, total: 2000 };

/**
 * Opens any value without running code of the reader's where that can be avoided: getters are named and not
 * called. Never throws, whatever the value does.
 */
export function inspectValue(value: unknown, limits = defaultLimits): Inspection {
  return new Inspector(limits).inspect(value, 0);
}

class Inspector {
  readonly #limits: InspectionLimits;
  readonly #ancestors: object[] = [];
  #count = 0;

  constructor(limits: InspectionLimits) {
    this.#limits = limits;
  }

  inspect(value: unknown, depth: number): Inspection {
    this.#count += 1;
    try {
      if (typeof value === "function") return this.#inspectFunction(value, depth);
      if (typeof value !== "object" || value === null) return inspectPrimitive(value);
      return this.#inspectObject(value, depth);
    } catch {
      return { form: "text", type: "object", text: "[object that cannot be read]" };
    }
  }

  #inspectFunction(value: object, depth: number): Inspection {
    const text = nameFunction(value);
    const keys = this.#findOwnKeys(value);
    const isClass = text.startsWith("[class");
    if (keys.length === 0 || isClass || depth >= this.#limits.depth) {
      return { form: "text", type: "function", text };
    }
    return this.#open(value, { form: "object", name: text, isPlain: false }, keys, depth);
  }

  #inspectObject(value: object, depth: number): Inspection {
    if (this.#ancestors.includes(value)) {
      return { form: "text", type: "object", text: "[Circular]" };
    }
    if (isError(value)) return { form: "text", type: "error", text: printError(value) };
    const words = findOwnWords(value);
    if (words !== undefined) return { form: "text", type: "object", text: words };
    const text = inspectAsText(value);
    if (text) return text;
    const shape = findShape(value);
    if (depth > this.#limits.depth || this.#count > this.#limits.total) {
      const name = shape.name.replace(/\(\d+\)$/, "");
      return { form: "text", type: "object", text: `[${name}]` };
    }
    return this.#open(value, shape, this.#findOwnKeys(value), depth);
  }

  #open(value: object, shape: Shape, keys: PropertyKey[], depth: number): InspectedObject {
    this.#ancestors.push(value);
    try {
      const { entries, total } = this.#readItems(value, shape, depth);
      const names = shape.form === "array" ? keys.filter((key) => !isIndex(key)) : keys;
      const room = Math.max(0, this.#limits.width - entries.length);
      for (const key of names.slice(0, room)) {
        if (this.#count > this.#limits.total) break;
        entries.push({
          key: printKey(key),
          isIndex: false,
          value: this.#readProperty(value, key, depth),
        });
      }
      const more = Math.max(0, total + names.length - countShown(entries));
      return { form: shape.form, name: shape.name, isPlain: shape.isPlain, entries, more };
    } finally {
      this.#ancestors.pop();
    }
  }

  /** What an array, map or set holds. */
  #readItems(
    value: object,
    shape: Shape,
    depth: number,
  ): { entries: InspectedEntry[]; total: number } {
    const room = Math.max(1, Math.min(this.#limits.width, this.#limits.total - this.#count));
    switch (shape.form) {
      case "array":
        return { entries: this.#readArray(value, room, depth), total: readLength(value) };
      case "map":
        return {
          entries: takeMapEntries(value, room).map(([key, item]) => ({
            key: this.#printMapKey(key),
            isIndex: false,
            value: this.inspect(item, depth + 1),
          })),
          total: readBrand(value, "Map") as number,
        };
      case "set":
        return {
          entries: takeSetValues(value, room).map((item, index) => ({
            key: String(index),
            isIndex: true,
            value: this.inspect(item, depth + 1),
          })),
          total: readBrand(value, "Set") as number,
        };
      default:
        return { entries: [], total: 0 };
    }
  }

  #readArray(array: object, room: number, depth: number): InspectedEntry[] {
    const entries: InspectedEntry[] = [];
    const length = readLength(array);
    let holes = 0;
    const addHoles = (end: number) => {
      if (holes === 0) return;
      const text = `<${holes} empty ${holes === 1 ? "item" : "items"}>`;
      entries.push({
        key: String(end - holes),
        isIndex: true,
        value: { form: "text", type: `empty ${holes}`, text },
      });
      holes = 0;
    };
    const isTyped = findTypedArrayName(array) !== undefined;
    for (let index = 0; index < length && entries.length < room; index += 1) {
      if (!isTyped && !Object.getOwnPropertyDescriptor(array, index)) {
        const next = findNextIndex(array, index, length);
        holes = next - index;
        addHoles(next);
        index = next - 1;
        continue;
      }
      const value = this.#readProperty(array, index, depth);
      entries.push({ key: String(index), isIndex: true, value });
    }
    return entries;
  }

  #printMapKey(key: unknown): string {
    const inspected = this.inspect(key, this.#limits.depth + 1);
    return inspected.form === "text" ? inspected.text : inspected.name;
  }

  #readProperty(object: object, key: PropertyKey, depth: number): Inspection {
    const descriptor = Object.getOwnPropertyDescriptor(object, key);
    if (descriptor && !("value" in descriptor)) {
      const words = [descriptor.get ? "Getter" : "", descriptor.set ? "Setter" : ""];
      const text = `[${words.filter(Boolean).join("/") || "Undefined"}]`;
      return { form: "text", type: "accessor", text };
    }
    return this.inspect(descriptor?.value, depth + 1);
  }

  /** Enumerable properties, symbols too. */
  #findOwnKeys(value: object): PropertyKey[] {
    // The indices of a large array would all be listed, to be left out again.
    if (findTypedArrayName(value)) return [];
    if (Array.isArray(value) && readLength(value) > 10_000) return [];
    return Reflect.ownKeys(value).filter(
      (key) => Object.getOwnPropertyDescriptor(value, key)?.enumerable,
    );
  }
}

interface Shape {
  form: InspectedObject["form"];
  name: string;
  isPlain: boolean;
}

function findShape(value: object): Shape {
  const typed = findTypedArrayName(value);
  if (typed) return { form: "array", name: `${typed}(${readLength(value)})`, isPlain: false };
  const constructorName = findConstructorName(value);
  if (Array.isArray(value)) {
    const name = `${constructorName ?? "Array"}(${readLength(value)})`;
    return { form: "array", name, isPlain: constructorName === "Array" };
  }
  const brand = findBrand(value);
  if (brand === "Map" || brand === "Set") {
    const size = readBrand(value, brand);
    const form = brand === "Map" ? "map" : "set";
    return { form, name: `${constructorName ?? brand}(${size})`, isPlain: false };
  }
  const tag = findTag(value);
  const suffix = tag && tag !== constructorName ? ` [${tag}]` : "";
  const name = `${constructorName ?? "[Object: null prototype]"}${suffix}`;
  return { form: "object", name, isPlain: name === "Object" };
}

function readLength(array: object): number {
  if (findTypedArrayName(array)) return (array as Uint8Array).length;
  return Number(Object.getOwnPropertyDescriptor(array, "length")?.value ?? 0);
}

/** The next index that a sparse array has, or its length. */
function findNextIndex(array: object, from: number, length: number): number {
  for (let index = from; index < length && index < from + 1000; index += 1) {
    if (Object.getOwnPropertyDescriptor(array, index)) return index;
  }
  const keys = Object.keys(array).map(Number);
  return Math.min(length, ...keys.filter((key) => key >= from).slice(0, 1));
}

function countShown(entries: readonly InspectedEntry[]): number {
  return entries.reduce((sum, { value }) => {
    const holes = value.form === "text" ? /^empty (\d+)$/.exec(value.type)?.[1] : undefined;
    return sum + (holes ? Number(holes) : 1);
  }, 0);
}

function isIndex(key: PropertyKey): boolean {
  return typeof key === "string" && /^(0|[1-9]\d*)$/.test(key) && Number(key) < 2 ** 32 - 1;
}
