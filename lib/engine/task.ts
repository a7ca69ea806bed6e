import { createDataset, type Dataset, type Examples } from "../data/dataset";
import type { Experiment, Layer } from "../experiment/experiment";
import { getLoss } from "./losses";
import { createNetwork, type Network } from "./network";

/** What the engine trains: a model with its settings, and the examples themselves. */
export interface Task extends Pick<Experiment, "model" | "compile" | "fit" | "seed"> {
  dataset: Dataset;
}

export function createTask(experiment: Experiment): Task {
  return { ...experiment, dataset: createDataset(experiment) };
}

/** The network of a task; its inputs are as many as an example of it has. */
export function createTaskNetwork({ model, dataset: { train } }: Task): Network {
  return createNetwork(model, train.x.length / train.count);
}

/**
 * Checks examples that came from outside against the model and the loss.
 *
 * Throws a RangeError that says which examples are at fault, what was expected and what came.
 */
export function checkTask(task: Task): void {
  const { train, test } = task.dataset;
  checkExamples("train", train, train, task);
  checkExamples("test", test, train, task);
  if (task.fit.batchSize > train.count) {
    throw new RangeError(
      `fit.batchSize: expected at most ${train.count}, the number of training examples, but got ${task.fit.batchSize}.`,
    );
  }
}

function checkExamples(name: string, examples: Examples, train: Examples, task: Task): void {
  const { count, x, y } = examples;
  if (!Number.isInteger(count) || count < 1) {
    throw new RangeError(`${name}: expected at least one example, but got ${count}.`);
  }
  const inputs = train.x.length / train.count;
  if (!Number.isInteger(inputs) || inputs < 1 || x.length !== count * inputs) {
    throw new RangeError(
      `${name}.x: expected shape [${count}, ${Math.max(1, Math.floor(inputs))}], but got ${x.length} numbers.`,
    );
  }
  const { units, activation } = task.model.layers.at(-1) as Layer;
  const { loss } = task.compile;
  const { isSparse } = getLoss(loss);
  const targets = isSparse ? 1 : units;
  if (y.length !== count * targets) {
    const because = isSparse ? "one class index an example" : "one number for each output";
    throw new RangeError(
      `${name}.y: expected shape [${count}, ${targets}], ${because}, but got ${y.length} numbers.`,
    );
  }
  checkFinite(`${name}.x`, x, inputs);
  checkFinite(`${name}.y`, y, targets);
  if (isSparse) {
    checkTargets(
      `${name}.y`,
      y,
      `a class index from 0 to ${units - 1}`,
      (label) => Number.isInteger(label) && label >= 0 && label < units,
    );
  } else if (loss.name === "binaryCrossentropy" || loss.name === "categoricalCrossentropy") {
    checkTargets(
      `${name}.y`,
      y,
      `a probability, from 0 to 1, as ${loss.name} needs`,
      (label) => label >= 0 && label <= 1,
    );
  }
  if (loss.name === "categoricalCrossentropy") checkShares(`${name}.y`, y, targets);
  if (activation === "softmax" && units < 2) {
    throw new RangeError("model: expected a softmax over at least 2 units, but got 1.");
  }
}

function checkFinite(name: string, values: Float32Array, columns: number): void {
  const place = values.findIndex((value) => !Number.isFinite(value));
  if (place < 0) return;
  throw new RangeError(
    `${name}: expected finite numbers, but got ${values[place]} in row ${Math.floor(place / columns)}, column ${place % columns}.`,
  );
}

function checkTargets(
  name: string,
  y: Float32Array,
  expected: string,
  isAllowed: (label: number) => boolean,
): void {
  const place = y.findIndex((label) => !isAllowed(label));
  if (place < 0) return;
  throw new RangeError(`${name}: expected ${expected}, but got ${y[place]} at place ${place}.`);
}

/** The loss is computed as for rows that sum to 1. Float32 rounds each share of a thousand to some 1e-7. */
function checkShares(name: string, y: Float32Array, columns: number): void {
  for (let start = 0; start < y.length; start += columns) {
    const sum = y.subarray(start, start + columns).reduce((a, b) => a + b, 0);
    if (Math.abs(sum - 1) > 1e-4) {
      throw new RangeError(
        `${name}: expected rows that sum to 1, as categoricalCrossentropy needs, but got ${Math.fround(sum)} in row ${start / columns}.`,
      );
    }
  }
}
