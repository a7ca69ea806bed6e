import type { Tensor } from "@tensorflow/tfjs-core";
import type { ModelFitArgs } from "@tensorflow/tfjs-layers";
import type { Dataset, Examples } from "../../../data/dataset";
import { tf } from "./tf";

/** Numbers in a row of inputs, and in one of labels. */
interface Widths {
  inputs: number;
  columns: number;
}

/** More numbers than this are not copied out of their tensors. */
const mostNumbers = 1 << 24;

/**
 * What `fit` is to train on, and what it validates with, which may be nothing; or a reason why our engine
 * cannot have it.
 */
export async function readDataset(
  x: unknown,
  y: unknown,
  { validationData, validationSplit = 0 }: ModelFitArgs,
  widths: Widths,
): Promise<Dataset | string> {
  const all = await readExamples(x, y, widths);
  if (typeof all === "string") return all;
  if (validationData) {
    const [xTest, yTest, ...others] = validationData as unknown[];
    if (others.length > 0) return "since its examples have weights";
    const test = await readExamples(xTest, yTest, widths);
    return typeof test === "string" ? test : { train: all, test };
  }
  const isSplit = validationSplit > 0 && validationSplit < 1;
  const count = isSplit ? Math.floor(all.count * (1 - validationSplit)) : all.count;
  if (count === 0) return "since the split leaves no examples";
  const cut = (start: number, end: number): Examples => ({
    count: end - start,
    x: all.x.subarray(start * widths.inputs, end * widths.inputs),
    y: all.y.subarray(start * widths.columns, end * widths.columns),
  });
  return { train: cut(0, count), test: cut(count, all.count) };
}

async function readExamples(
  x: unknown,
  y: unknown,
  { inputs, columns }: Widths,
): Promise<Examples | string> {
  const reason = "since its examples are not plain tensors of the expected shape";
  const [xs, ys] = [unwrap(x), unwrap(y)];
  if (!xs || !ys) return reason;
  const [count = 0] = xs.shape;
  if (!hasShape(xs, count, inputs) || !hasShape(ys, count, columns)) return reason;
  if (xs.size + ys.size > mostNumbers) return "since there are so many examples";
  const [xValues, yValues] = await Promise.all([xs.data(), ys.data()]);
  return { count, x: Float32Array.from(xValues), y: Float32Array.from(yValues) };
}

/** A tensor, or the only one of a list. */
function unwrap(value: unknown): Tensor | undefined {
  const [only, ...others] = Array.isArray(value) ? value : [value];
  return only instanceof tf.Tensor && others.length === 0 && only.dtype !== "string"
    ? only
    : undefined;
}

/** `[count, columns]`, or `[count]` for one column, which TensorFlow.js takes too. */
function hasShape({ shape, isDisposed }: Tensor, count: number, columns: number): boolean {
  if (isDisposed || count < 1 || shape[0] !== count) return false;
  return shape.length === 2 ? shape[1] === columns : shape.length === 1 && columns === 1;
}
