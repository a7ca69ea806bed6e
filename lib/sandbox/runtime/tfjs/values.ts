import type { Tensor } from "@tensorflow/tfjs-core";
import { tensorToString } from "@tensorflow/tfjs-core/dist/tensor_format";
import type { History } from "@tensorflow/tfjs-layers";
import { type MimeBundle, type TensorView, toNumeric } from "../../../notebook/output";
import { findPictures } from "../descent/pictures";
import { thinCurve } from "../descent/thin";
import type { Displayer } from "../host";
import { ownWords } from "../inspect/own-words";
import { tf } from "./tf";

/** A display holds at most so many values of a tensor. */
const shownValues = 2000;
/** So many are read: of a smaller tensor all, for its text shows its end as well. */
const readValues = 1_000_000;

/** Tensors and variables: shape, type and values, and pictures where it looks like pictures. */
export const tensorDisplayer: Displayer = async (value) => {
  if (!(value instanceof tf.Tensor)) return undefined;
  const { shape, dtype, size } = value;
  if (value.isDisposed) {
    return { "text/plain": `Tensor ${dtype} [${shape.join(", ")}], disposed` };
  }
  const values = await readStart(value, Math.min(size, readValues));
  const text =
    size <= readValues
      ? tensorToString(values as never, shape, dtype, true)
      : `Tensor\n  dtype: ${dtype}\n  rank: ${shape.length}\n  shape: [${shape.join(",")}]\n  values: ${listFirst(values)}`;
  if (dtype === "complex64") return { "text/plain": text };
  const bundle: MimeBundle = {
    "text/plain": text,
    "application/vnd.descent.tensor+json": {
      shape: [...shape],
      dtype,
      values: listValues(values, dtype),
      isCut: size > shownValues,
    },
  };
  const pictures = dtype !== "string" && findPictures(values as ArrayLike<number>, shape);
  if (pictures) bundle["application/vnd.descent.images+json"] = pictures;
  return bundle;
};

/** `console.log(x)` says what a tensor is, and its values where they can be read at once. */
export function describeTensors(): void {
  // Not of `tf.Tensor`: in Node the packages bring a class each, and only one of them makes tensors.
  const sample = tf.scalar(0);
  Object.defineProperty(Object.getPrototypeOf(sample), ownWords, {
    configurable: true,
    value(this: Tensor) {
      const { shape, dtype, size } = this;
      const kind = `Tensor ${dtype} [${shape.join(", ")}]`;
      if (this.isDisposed) return `${kind}, disposed`;
      if (tf.getBackend() === "webgpu" || size > shownValues) return kind;
      return tensorToString(this.dataSync() as never, shape, dtype, false);
    },
  });
  sample.dispose();
}

type Values = ArrayLike<number | string>;

function listFirst(values: Values): string {
  return `[${Array.from({ length: 6 }, (_, place) => values[place]).join(", ")}, ...]`;
}

async function readStart(tensor: Tensor, count: number): Promise<Values> {
  if (count === tensor.size) return (await tensor.data()) as never;
  const start = tf.tidy(() => tf.slice1d(tf.reshape(tensor, [-1]) as never, 0, count));
  try {
    return (await start.data()) as never;
  } finally {
    start.dispose();
  }
}

function listValues(values: Values, dtype: string): TensorView["values"] {
  const shown = Array.from({ length: Math.min(values.length, shownValues) }, (_, i) => values[i]);
  if (dtype === "string") return shown as string[];
  if (dtype === "bool") return shown.map(Boolean);
  return (shown as number[]).map(toNumeric);
}

/** Histories whose curves this run has shown already, while it trained. */
let shownHistories = new WeakSet<History>();

export function noteShownHistory(history: History): void {
  shownHistories.add(history);
}

export function forgetShownHistories(): void {
  shownHistories = new WeakSet();
}

/** What `model.fit` returns: its curves by epoch, unless they stand above it already. */
export const historyDisplayer: Displayer = (value) => {
  if (!(value instanceof tf.History) || !value.history) return undefined;
  const entries = Object.entries(value.history) as [string, number[]][];
  const epochs = value.epoch.map((epoch) => epoch + 1);
  const last = entries.map(([name, values]) => `${name} ${values.at(-1)}`).join(", ");
  const text = `History of ${epochs.length} epochs${last && `; at the end: ${last}`}`;
  if (shownHistories.has(value)) return { "text/plain": text };
  return {
    "text/plain": text,
    "application/vnd.descent.plot+json": {
      xLabel: "epoch",
      series: entries.map(([name, values]) => {
        const places = thinCurve(values);
        return {
          name,
          mark: "line",
          ...(name.startsWith("val_") && { isTwin: true }),
          x: places.map((place) => epochs[place] as number),
          y: places.map((place) => toNumeric(values[place] as number)),
        };
      }),
    },
  };
};
