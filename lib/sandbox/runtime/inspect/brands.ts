/**
 * What a value is, by its inner slots and not by its prototype: neither getters of the reader nor proxies
 * are called. All of it is fetched before code of the reader can change it.
 */
const { getOwnPropertyDescriptor, getPrototypeOf } = Object;

function fetchGetter(prototype: object, key: PropertyKey): (this: unknown) => unknown {
  const getter = getOwnPropertyDescriptor(prototype, key)?.get;
  if (!getter) throw new Error(`internal: no getter for ${String(key)}.`);
  return getter;
}

const call = Function.prototype.call.bind(Function.prototype.call) as (
  f: (...parameters: never[]) => unknown,
  self: unknown,
  ...rest: unknown[]
) => unknown;

const typedArrayTag = fetchGetter(getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag);

/** `Float32Array`, or undefined where the value is no typed array. */
export function findTypedArrayName(value: unknown): string | undefined {
  return call(typedArrayTag, value) as string | undefined;
}

const probes = {
  Map: fetchGetter(Map.prototype, "size"),
  Set: fetchGetter(Set.prototype, "size"),
  Date: Date.prototype.getTime,
  RegExp: fetchGetter(RegExp.prototype, "source"),
  ArrayBuffer: fetchGetter(ArrayBuffer.prototype, "byteLength"),
  DataView: fetchGetter(DataView.prototype, "byteLength"),
  WeakMap: (WeakMap.prototype as WeakMap<object, unknown>).has,
  WeakSet: WeakSet.prototype.has,
  Number: Number.prototype.valueOf,
  String: String.prototype.valueOf,
  Boolean: Boolean.prototype.valueOf,
  Symbol: Symbol.prototype.valueOf,
  BigInt: BigInt.prototype.valueOf,
};
export type Brand = keyof typeof probes;
const brands = Object.keys(probes) as Brand[];

/** Which of the language's own kinds the object is of, if any. */
export function findBrand(value: object): Brand | undefined {
  // Most objects are plain, and a failed probe costs an exception. RegExp.prototype passes the probe.
  const prototype = getPrototypeOf(value);
  if (prototype === null || prototype === Object.prototype) return undefined;
  return brands.find((brand) => {
    try {
      call(probes[brand] as () => unknown, value);
      return value !== RegExp.prototype;
    } catch {
      return false;
    }
  });
}

const { forEach: mapForEach } = Map.prototype;
const { forEach: setForEach } = Set.prototype;

/** The first entries of a map. */
export function takeMapEntries(map: object, count: number): [unknown, unknown][] {
  const entries: [unknown, unknown][] = [];
  call(mapForEach, map, (value: unknown, key: unknown) => {
    if (entries.length < count) entries.push([key, value]);
  });
  return entries;
}

export function takeSetValues(set: object, count: number): unknown[] {
  const values: unknown[] = [];
  call(setForEach, set, (value: unknown) => {
    if (values.length < count) values.push(value);
  });
  return values;
}

/** `size` of a map or set, `byteLength` of a buffer, the time of a date, the value of a boxed one. */
export function readBrand(value: object, brand: Brand): unknown {
  return call(probes[brand] as () => unknown, value);
}

const { toISOString } = Date.prototype;

export function printDate(date: object): string {
  return Number.isNaN(readBrand(date, "Date")) ? "Invalid Date" : String(call(toISOString, date));
}

const regExpToString = RegExp.prototype.toString;

export function printRegExp(value: object): string {
  return String(call(regExpToString, value));
}

const { toString: functionToString } = Function.prototype;

export function printFunctionSource(value: object): string {
  return String(call(functionToString, value));
}

const { then } = Promise.prototype;

/** Whether the value is a promise of the language itself. Its `constructor` is not asked. */
export function isPromise(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  try {
    // Only the prototype chain is walked: `then` would mark a rejection as handled.
    for (let at: object | null = value; at; at = getPrototypeOf(at)) {
      if (at === Promise.prototype) return getOwnPropertyDescriptor(at, "then")?.value === then;
    }
  } catch {
    // A hostile proxy.
  }
  return false;
}
