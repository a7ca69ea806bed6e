/**
 * Turns what a function of the reader gave back into plain data, which the page checks once more. The
 * reader's code shares this realm, so whatever is used here is fetched before it begins; getters and proxies
 * are asked once, and what they say is the value.
 */
import { type PlainValue, plainLimits } from "../plain-value";
import { findTypedArrayName } from "./inspect/brands";
import { findConstructorName } from "./inspect/name-object";

/** A tensor, as far as this needs one. */
export interface ReadableTensor {
  size: number;
  array(): Promise<unknown>;
}

export type FindTensor = (value: object) => ReadableTensor | undefined;

/** What is in the way, as the end of a sentence: "a function, which …". */
export class NotPlain extends Error {
  override name = "NotPlain";
}

const { create, defineProperty, getOwnPropertyDescriptor, getPrototypeOf } = Object;
const { isArray } = Array;
const { ownKeys } = Reflect;
const objectPrototype = Object.prototype;
const advice = "Give back numbers, strings, or arrays and plain objects of them.";

/**
 * Numbers, strings, booleans, null and undefined as they are; arrays and plain objects with what they hold;
 * typed arrays and tensors as (nested) arrays. Rejects with a NotPlain, or with what a getter throws.
 */
export async function toPlainValue(value: unknown, findTensor: FindTensor): Promise<PlainValue> {
  const copier = new Copier(findTensor);
  const holder: Record<string, PlainValue> = create(null);
  copier.put(holder, "value", value, 0);
  for (let next = copier.takeTensor(); next; next = copier.takeTensor()) {
    copier.put(next.holder, next.key, await next.tensor.array(), next.depth);
  }
  return holder.value;
}

interface WaitingTensor {
  tensor: ReadableTensor;
  holder: object;
  key: PropertyKey;
  depth: number;
  before: WaitingTensor | undefined;
}

class Copier {
  readonly #findTensor: FindTensor;
  /** What lies around the present value, under 0, 1, 2, … */
  readonly #ancestors: Record<number, object> = create(null);
  #waiting: WaitingTensor | undefined;
  #values = 0;
  #characters = 0;

  constructor(findTensor: FindTensor) {
    this.#findTensor = findTensor;
  }

  /** Puts a copy of the value in its place; that of a tensor comes later. */
  put(holder: object, key: PropertyKey, value: unknown, depth: number): void {
    const tensor = typeof value === "object" && value ? this.#findTensor(value) : undefined;
    if (tensor) {
      if (tensor.size > plainLimits.values) throw new NotPlain("more than 100,000 values");
      this.#waiting = { tensor, holder, key, depth, before: this.#waiting };
    }
    define(holder, key, tensor ? null : this.#copy(value, depth));
  }

  takeTensor(): WaitingTensor | undefined {
    const tensor = this.#waiting;
    this.#waiting = tensor?.before;
    return tensor;
  }

  #copy(value: unknown, depth: number): PlainValue {
    this.#values += 1;
    if (this.#values > plainLimits.values) throw new NotPlain("more than 100,000 values");
    switch (typeof value) {
      case "undefined":
      case "boolean":
      case "number":
        return value;
      case "string":
        return this.#copyText(value);
      case "object":
        return value === null ? null : this.#copyObject(value, depth);
      default:
        throw new NotPlain(`a ${typeof value}, which cannot be compared. ${advice}`);
    }
  }

  #copyText(text: string): string {
    this.#characters += text.length;
    if (this.#characters > plainLimits.characters) {
      throw new NotPlain("more than 1 MB of text");
    }
    return text;
  }

  #copyObject(value: object, depth: number): PlainValue {
    if (depth >= plainLimits.depth) {
      throw new NotPlain(`something nested more than ${plainLimits.depth} deep`);
    }
    for (let at = 0; at < depth; at += 1) {
      if (this.#ancestors[at] === value) throw new NotPlain("something that contains itself");
    }
    this.#ancestors[depth] = value;
    const copy =
      isArray(value) || findTypedArrayName(value)
        ? this.#copyArray(value as ArrayLike<unknown>, depth)
        : this.#copyPlainObject(value, depth);
    delete this.#ancestors[depth];
    return copy;
  }

  #copyArray(array: ArrayLike<unknown>, depth: number): PlainValue {
    const copy: PlainValue[] = [];
    const { length } = array;
    if (!(length <= plainLimits.values - this.#values)) {
      throw new NotPlain("more than 100,000 values");
    }
    for (let index = 0; index < length; index += 1) this.put(copy, index, array[index], depth + 1);
    return copy;
  }

  #copyPlainObject(object: object, depth: number): PlainValue {
    const prototype = getPrototypeOf(object);
    if (prototype !== objectPrototype && prototype !== null) {
      const name = findConstructorName(object) ?? "unknown";
      throw new NotPlain(`an object of the class ${name}, which is no plain data. ${advice}`);
    }
    const copy: Record<string, PlainValue> = create(null);
    const keys = ownKeys(object);
    for (let index = 0; index < keys.length; index += 1) {
      const key = keys[index] as PropertyKey;
      if (typeof key !== "string" || !getOwnPropertyDescriptor(object, key)?.enumerable) continue;
      if (key === "__proto__") throw new NotPlain("an object with the key __proto__");
      this.#copyText(key);
      this.put(copy, key, (object as Record<string, unknown>)[key], depth + 1);
    }
    return copy;
  }
}

/** Past any setter that a prototype might have got. */
function define(holder: object, key: PropertyKey, value: PlainValue): void {
  const descriptor = {
    __proto__: null,
    value,
    writable: true,
    enumerable: true,
    configurable: true,
  };
  defineProperty(holder, key, descriptor);
}
