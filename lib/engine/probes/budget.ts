import type { Examples } from "../../data/dataset";
import type { Network } from "../network";

/** Multiply-adds that a picture may cost: some 20 ms of plain JavaScript. */
export const probeBudget = 5e6;

/**
 * What it costs to show a network one example, in multiply-adds: one for each weight, some 4 for an
 * activation, and 25 for the calls around them, as measured in V8. A gradient costs four times as much.
 */
export function costOfExample({ weightCount, layers }: Network): number {
  return weightCount + 4 * layers.reduce((sum, { units }) => sum + units, 0) + 25;
}

/** How often something can be done within a budget: at least once. */
export function countAffordable(cost: number, budget = probeBudget): number {
  return Math.max(1, Math.floor(budget / cost));
}

/** `most` of the places 0 … count − 1 at even distances, or all of them where they are no more. */
export function chooseEvenly(count: number, most: number): Uint32Array {
  const length = Math.min(count, most);
  return Uint32Array.from({ length }, (_, place) => Math.floor((place * count) / length));
}

/** The same of examples, as rows of their own. */
export function selectExamples({ count, x, y }: Examples, most: number): Examples {
  if (count <= most) return { count, x, y };
  const rows = chooseEvenly(count, most);
  const select = (values: Float32Array) => {
    const columns = values.length / count;
    const selected = new Float32Array(columns * rows.length);
    for (const [place, row] of rows.entries()) {
      selected.set(values.subarray(columns * row, columns * (row + 1)), columns * place);
    }
    return selected;
  };
  return { count: rows.length, x: select(x), y: select(y) };
}
