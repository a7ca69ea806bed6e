/**
 * The book's own helpers. They are there in every cell without an import; `import { plot } from "descent"`
 * works as well.
 *
 * This file says what they are to the reader's editor. It stands by itself: its types come from nowhere
 * but TensorFlow.js.
 */
import type { LayersModel, Tensor } from "@tensorflow/tfjs";

/** A list of numbers: an array, a typed array or a tensor. */
export type Numbers = ArrayLike<number | Tensor> | Tensor;

/** Rows of numbers: an array of arrays, or a tensor of shape `[rows, columns]`. */
export type Matrix = ArrayLike<ArrayLike<number> | Tensor> | Tensor;

/** A curve of its own x, or with whole numbers from 0 as its x. */
export type Series = Numbers | { x: Numbers; y: Numbers };

export interface PlotOptions {
  title?: string;
  xLabel?: string;
  yLabel?: string;
  /** Whether the y axis is logarithmic; values of 0 and below are then left out. */
  logarithmic?: boolean;
  /** Whether points are drawn in place of lines. */
  points?: boolean;
}

/** Shows a value under the cell, as if it were the cell's last expression. */
export declare function display(value: unknown): Promise<void>;

/**
 * Draws a function of one number.
 *
 * @example plot((x) => x ** 2, { from: -2, to: 2 })
 */
export declare function plot(
  f: (x: number) => number,
  options: PlotOptions & { from: number; to: number },
): Promise<void>;
/**
 * Draws y over x.
 *
 * @example plot([1, 2, 3], [1, 4, 9], { points: true })
 */
export declare function plot(x: Numbers, y: Numbers, options?: PlotOptions): Promise<void>;
/**
 * Draws a list of numbers over its indices, or several by their names. A name that begins with `val` or
 * `test` is drawn as the lighter twin of the others.
 *
 * @example plot(history.history, { xLabel: "epoch" })
 */
export declare function plot(
  series: Numbers | Record<string, Series>,
  options?: PlotOptions,
): Promise<void>;

/**
 * Shows rows as a table: objects, whose keys become the columns, or lists.
 *
 * @example table([{ optimizer: "sgd", loss: 0.3 }, { optimizer: "adam", loss: 0.1 }])
 */
export declare function table(
  rows: readonly object[] | Record<string, Numbers> | Tensor,
): Promise<void>;

/** Shows a matrix as a field of colours: blue above 0, orange below. */
export declare function heatmap(matrix: Matrix, options?: { title?: string }): Promise<void>;

export interface ImageOptions {
  /** One line under each picture. */
  labels?: readonly string[];
  /**
   * The values of black and of white. Without it they are 0 and 1, or 0 and 255, if all values lie there,
   * else the smallest and the largest.
   */
  range?: readonly [black: number, white: number];
}

/** Shows one picture: rows of grey values, or a tensor of shape `[height, width]` or `[height, width, channels]`. */
export declare function image(picture: Matrix, options?: ImageOptions): Promise<void>;

/** Shows pictures side by side: a list of them, or a tensor `[count, height, width]` or with `channels` as its last. */
export declare function images(
  pictures: readonly Matrix[] | Tensor,
  options?: ImageOptions,
): Promise<void>;

/** Points of the plane with their labels, for example −1 and 1. */
export interface LabelledPoints {
  /** Shape `[n, 2]`. */
  x: ArrayLike<ArrayLike<number>> | Tensor;
  /** Shape `[n]` or `[n, 1]`. */
  y: ArrayLike<number> | ArrayLike<ArrayLike<number>> | Tensor;
}

export interface BoundaryOptions {
  title?: string;
  /** Drawn over the field. */
  points?: LabelledPoints;
  /** Drawn over the field in a lighter form. */
  testPoints?: LabelledPoints;
  /** Left, right, bottom and top of the rectangle. Without it −6, 6, −6, 6. */
  range?: readonly [left: number, right: number, bottom: number, top: number];
  /** Values along each side: from 2 to 200, without it 60. */
  size?: number;
}

/**
 * Shows what a model, or a function of rows `[x1, x2]`, says all over the plane. The function gives one
 * number for each row, or a tensor or list of them. Several outputs are shown as the first of them, two
 * shares of 1 as the second less the first.
 *
 * @example await boundary(model, { points: { x: xTrain, y: yTrain } })
 */
export declare function boundary(
  predict: LayersModel | ((rows: number[][]) => Matrix | Numbers | Promise<Matrix | Numbers>),
  options?: BoundaryOptions,
): Promise<void>;

/** Shows text written in Markdown, with formulas between dollar signs. */
export declare function markdown(text: string): void;

/** Shows HTML. Scripts, styles and what comes from elsewhere are taken out. */
export declare function html(text: string): void;

export interface PointsOptions {
  /** The first four have the labels −1 and 1, the last two real numbers. Without it `"circle"`. */
  dataset?: "circle" | "xor" | "gauss" | "spiral" | "plane" | "multi-gauss";
  /** Points in all, from 10 to 20 000. Without it 500. */
  samples?: number;
  /** From 0 to 0.5. Without it 0. */
  noise?: number;
  /** The share that is for testing, from 0.1 to 0.9. Without it 0.5. */
  testFraction?: number;
  /** Points of the same seed are the same. Without it 1. */
  seed?: number;
}

export interface Points {
  /** Shape `[n, 2]`. */
  xTrain: number[][];
  /** Shape `[n]`. */
  yTrain: number[];
  xTest: number[][];
  yTest: number[];
}

/**
 * Draws the points of one of the book's data sets: those of TensorFlow Playground.
 *
 * @example const { xTrain, yTrain } = createPoints({ dataset: "spiral", noise: 0.1 })
 */
export declare function createPoints(options?: PointsOptions): Points;

/** A source of random numbers that gives the same ones each time for the same seed. */
export interface Random {
  /** A number from `min` up to, but not including, `max`. */
  uniform(min?: number, max?: number): number;
  /** A number of the normal distribution. */
  normal(mean?: number, stddev?: number): number;
  /** A whole number from `min` to `max`. */
  integer(min: number, max: number): number;
  /** The list in a random order, as a new one. */
  shuffle<T>(list: ArrayLike<T>): T[];
}

export declare function createRandom(seed: number): Random;

/**
 * From now on `Math.random()` gives the same numbers for the same seed, and with it all that TensorFlow.js
 * draws: starting weights, the order of the examples, dropout.
 */
export declare function setSeed(seed: number): void;

/** Waits; Stop ends it at once. */
export declare function sleep(milliseconds: number): Promise<void>;
