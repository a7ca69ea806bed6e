import { createRandom } from "../data/random";
import type { Network } from "./network";

/**
 * For each layer with dropout, by its index, what the outputs of each example are multiplied by: 0 for
 * the dropped ones and 1 / (1 − rate) for the others, so that the expected sum stays the same. Shape
 * `[rows, units]`. Source: Srivastava et al. (2014), in the inverted form of Keras.
 */
export type DropoutMasks = ReadonlyMap<number, Float32Array>;

export const noMasks: DropoutMasks = new Map();

/** The masks of one step. They follow from the seed and the step alone, so a resumed run draws the same. */
export function drawMasks(
  { layers }: Network,
  rows: number,
  seed: number,
  step: number,
): DropoutMasks {
  const dropping = [...layers.entries()].filter(([, { dropout }]) => dropout > 0);
  if (dropping.length === 0) return noMasks;
  const random = createRandom(seed ^ Math.imul(step + 1, 0x9e3779b1), "dropout");
  return new Map(
    dropping.map(([index, { units, dropout }]) => [
      index,
      Float32Array.from({ length: rows * units }, () =>
        random.uniform(0, 1) < dropout ? 0 : 1 / (1 - dropout),
      ),
    ]),
  );
}
