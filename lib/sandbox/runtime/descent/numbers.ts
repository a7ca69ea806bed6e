import { all, goOn, type Later } from "./later";
import { describeKind } from "./text";

/** What the helpers need of a tensor; they know no TensorFlow.js. */
export interface TensorLike {
  shape: number[];
  dtype: string;
  data(): Promise<ArrayLike<number>>;
}

export function isTensor(value: unknown): value is TensorLike {
  const { shape, data, dtype } = (value ?? {}) as Partial<TensorLike>;
  return Array.isArray(shape) && typeof data === "function" && typeof dtype === "string";
}

/** Whether it is what `readNumbers` takes, as far as can be told at a glance. */
export function isNumbers(value: unknown): boolean {
  return isTensor(value) || isList(value);
}

/** Rows of numbers, one after the other. */
export interface Rows {
  shape: number[];
  values: ArrayLike<number>;
}

/**
 * A list of numbers. `name` says in errors whose it is.
 *
 * Throws a TypeError if it is anything else.
 */
export function readNumbers(name: string, value: unknown): Later<ArrayLike<number>> {
  return goOn(readRows(name, value), ({ shape, values }) => {
    if (shape.filter((length) => length !== 1).length > 1) {
      throw new TypeError(
        `${name}: expected a list of numbers, but got shape [${shape.join(", ")}].`,
      );
    }
    return values;
  });
}

/** Numbers in any number of dimensions: nested lists of equal length, a tensor, or a list with tensors in it. */
export function readRows(name: string, value: unknown): Later<Rows> {
  if (isTensor(value)) {
    const { shape } = value;
    return value.data().then((values) => ({ shape: [...shape], values }));
  }
  if (Array.isArray(value) && value.some(isTensor)) {
    const parts = value.map((item) => {
      return typeof item === "number" ? { shape: [], values: [item] } : readRows(name, item);
    });
    return goOn(all(parts), (read) => stack(name, read));
  }
  const shape: number[] = [];
  let level: unknown = value;
  while (isList(level)) {
    shape.push(level.length);
    level = level[0];
  }
  if (shape.length === 0) {
    throw new TypeError(`${name}: expected a list of numbers, but got ${describeKind(value)}.`);
  }
  if (ArrayBuffer.isView(value) && typeof (value as unknown as unknown[])[0] !== "bigint") {
    return { shape, values: value as unknown as ArrayLike<number> };
  }
  const values: number[] = [];
  flatten(name, value as ArrayLike<unknown>, shape, 0, values);
  return { shape, values };
}

function stack(name: string, parts: Rows[]): Rows {
  const [first] = parts as [Rows];
  const odd = parts.find(({ shape }) => shape.join() !== first.shape.join());
  if (odd) {
    throw new RangeError(
      `${name}: expected items of one shape, but got [${first.shape.join(", ")}] and [${odd.shape.join(", ")}].`,
    );
  }
  return {
    shape: [parts.length, ...first.shape],
    values: parts.flatMap(({ values }) => Array.from(values)),
  };
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && "length" in value);
}

function flatten(
  name: string,
  list: ArrayLike<unknown>,
  shape: number[],
  level: number,
  to: number[],
): void {
  const isLast = level === shape.length - 1;
  for (let i = 0; i < list.length; i += 1) {
    const item = list[i];
    if (isLast) {
      if (typeof item !== "number" && typeof item !== "boolean") {
        throw new TypeError(
          `${name}: expected numbers, but got ${describeKind(item)} at place ${i}.`,
        );
      }
      to.push(Number(item));
    } else if (isList(item) && item.length === shape[level + 1]) {
      flatten(name, item, shape, level + 1, to);
    } else {
      const came = isList(item) ? `one of ${item.length}` : describeKind(item);
      throw new TypeError(
        `${name}: expected rows of ${shape[level + 1]} numbers each, but got ${came} at place ${i}.`,
      );
    }
  }
}
