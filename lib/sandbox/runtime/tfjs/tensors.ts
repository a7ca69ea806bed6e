import type { Tensor } from "@tensorflow/tfjs-core";
import { tf } from "./tf";

/** So many values are looked at; whoever holds more is not tidied up after. */
const mostValues = 200_000;
/** Of a longer list only the first is looked at, to see whether it holds numbers. */
const shortList = 100;

/**
 * Tensors in memory, and how many of them no name, model or optimizer holds. What only a function holds,
 * in its closure, cannot be seen and counts as left.
 */
export function countTensors(names: Record<string, unknown>): { total: number; left: number } {
  const total = tf.memory().numTensors;
  const { found } = findTensors(Object.values(names));
  const alive = [...found].filter(({ isDisposed }) => !isDisposed).length;
  return { total, left: Math.max(0, total - alive) };
}

/** Frees the tensors, models and optimizers in `dropped`, but for what something in `names` holds. */
export function releaseTensors(dropped: readonly unknown[], names: Record<string, unknown>): void {
  const candidates = findTensors(dropped).found;
  if (candidates.size === 0) return;
  const held = findTensors(Object.values(names));
  if (!held.isComplete) return;
  for (const tensor of candidates) {
    if (!held.found.has(tensor) && !tensor.isDisposed) tensor.dispose();
  }
}

/** All tensors in values, with the weights of models and the memory of their optimizers. */
function findTensors(values: readonly unknown[]): { found: Set<Tensor>; isComplete: boolean } {
  const found = new Set<Tensor>();
  const seen = new Set<object>();
  const waiting: unknown[] = [...values];
  while (waiting.length > 0 && seen.size < mostValues) {
    const value = waiting.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof tf.Tensor) {
      found.add(value);
    } else if (value instanceof tf.LayersModel) {
      for (const weight of value.weights) found.add(weight.read());
      waiting.push(value.optimizer);
    } else if (value instanceof tf.layers.Layer) {
      for (const weight of value.weights) found.add(weight.read());
    } else {
      for (const part of listParts(value)) waiting.push(part);
    }
  }
  return { found, isComplete: waiting.length === 0 };
}

/** What an object holds, without calling any code of the reader's. */
function listParts(value: object): Iterable<unknown> {
  if (ArrayBuffer.isView(value)) return [];
  if (Array.isArray(value)) {
    return value.length > shortList && isPlain(value[0]) ? [] : value;
  }
  if (value instanceof Map || value instanceof Set) return value.values();
  return Object.values(Object.getOwnPropertyDescriptors(value)).map((property) => property.value);
}

/** Whether it is no object, or a short list of such. */
function isPlain(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return true;
  return (
    Array.isArray(value) &&
    value.length <= shortList &&
    value.every((item) => typeof item !== "object")
  );
}
