import { toPngUrl } from "@/lib/notebook/encode-png";

/**
 * Values as colours that lie over the paper: blue above 0, orange below, and the paper itself at 0, in
 * light and in dark. The middle ways between the tokens `--positive-fill` and `--negative-fill` of both.
 */
const positive = [34, 137, 202] as const;
const negative = [224, 130, 28] as const;
/** Points and lines on a field stay readable. */
const strongest = 0.55;

/** The size of the largest value, which has the strongest colour; 1 where all are 0. */
export function findLargest(values: readonly number[]): number {
  let largest = 0;
  for (const value of values) {
    if (Number.isFinite(value)) largest = Math.max(largest, Math.abs(value));
  }
  return largest || 1;
}

/** A picture with one pixel for each value, row by row from the top. What is not a number stays empty. */
export function paintField(values: readonly number[], width: number, largest: number): string {
  const height = Math.ceil(values.length / width);
  const rgba = new Uint8Array(4 * width * height);
  values.forEach((value, pixel) => {
    const share = Math.min(Math.max(value / largest, -1), 1);
    if (Number.isNaN(share)) return;
    rgba.set(share >= 0 ? positive : negative, 4 * pixel);
    rgba[4 * pixel + 3] = Math.round(255 * strongest * Math.abs(share));
  });
  return toPngUrl({ width, height, rgba });
}
