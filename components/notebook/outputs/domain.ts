/** Values come from the reader's code: they may be as large, as small and as close as doubles can be. */

const largest = 1e300;
/** Below this, doubles lose their digits. */
const smallest = 1e-290;

/** Whether a value can have a place on an axis. */
export function isDrawable(value: number): boolean {
  return Math.abs(value) < largest;
}

/** From the least to the greatest of the values that can be drawn; undefined where there is none. */
export function findExtent(values: Iterable<number>): [low: number, high: number] | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!isDrawable(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : undefined;
}

/** Whether an axis from one value to the other can be divided: the ends differ, and by enough digits. */
export function isDivisible(low: number, high: number): boolean {
  const size = Math.max(Math.abs(low), Math.abs(high));
  return isDrawable(size) && high - low > Math.max(1e-12 * size, smallest);
}

/** A stretch that can be divided: the same one, or a wider one around it. */
export function widen([low, high]: readonly [number, number]): [number, number] {
  if (isDivisible(low, high)) return [low, high];
  const size = Math.max(Math.abs(low), Math.abs(high));
  const half = size > smallest ? size / 2 : 0.5;
  return [low - half, high + half];
}
