import * as z from "zod/mini";

/** What can be sent to a reader's code and comes back from it. Numbers may be NaN or infinite. */
export type PlainValue =
  | null
  | undefined
  | boolean
  | number
  | string
  | readonly PlainValue[]
  | { readonly [key: string]: PlainValue };

/** An expression that is evaluated where the reader's code runs, such as a function to be handed to theirs. */
export interface Expression {
  expression: string;
}

/** How much a call may give back. */
export const plainLimits = {
  /** Arrays and objects in one another. */
  depth: 20,
  /** Values in all, those that hold others too. */
  values: 100_000,
  /** Of all strings and keys together. */
  characters: 1_000_000,
};

/** Checks and copies what came from a kernel. A message with anything else in it is none. */
export const plainValueSchema = z.pipe(
  z.unknown(),
  z.transform((value, context): PlainValue => {
    try {
      return new Copier().copy(value, 0);
    } catch {
      context.issues.push({ code: "custom", input: undefined, message: "not plain data" });
      return z.NEVER;
    }
  }),
);

/** Whoever sent the value runs strangers' code: everything is read once, and copied. */
class Copier {
  #values = 0;
  #characters = 0;

  copy(value: unknown, depth: number): PlainValue {
    this.#values += 1;
    this.#check(this.#values <= plainLimits.values && depth <= plainLimits.depth);
    switch (typeof value) {
      case "undefined":
      case "boolean":
      case "number":
        return value;
      case "string":
        return this.#copyText(value);
      case "object":
        if (value === null) return null;
        return Array.isArray(value)
          ? this.#copyArray(value, depth)
          : this.#copyObject(value, depth);
      default:
        throw new TypeError("not plain data");
    }
  }

  #copyText(text: string): string {
    this.#characters += text.length;
    this.#check(this.#characters <= plainLimits.characters);
    return text;
  }

  #copyArray(array: readonly unknown[], depth: number): PlainValue[] {
    const { length } = array;
    // An array may have nothing in it but a length.
    this.#check(length <= plainLimits.values - this.#values);
    return Array.from({ length }, (_, index) => this.copy(array[index], depth + 1));
  }

  #copyObject(object: object, depth: number): PlainValue {
    const prototype = Object.getPrototypeOf(object);
    this.#check(prototype === Object.prototype || prototype === null);
    const copied = Object.entries(object).map(([key, value]): [string, PlainValue] => {
      this.#check(key !== "__proto__");
      return [this.#copyText(key), this.copy(value, depth + 1)];
    });
    return Object.fromEntries(copied);
  }

  #check(isFine: boolean): void {
    if (!isFine) throw new RangeError("more than plain data may be");
  }
}
