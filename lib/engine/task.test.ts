import { describe, expect, it } from "vitest";
import type { Examples } from "../data/dataset";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { checkTask, createTask, createTaskNetwork, type Task } from "./task";

/** Two inputs, and one output unless the layer says otherwise. */
function examples(count: number, y: number[], x: number[] = new Array(2 * count).fill(0.5)) {
  return { count, x: Float32Array.from(x), y: Float32Array.from(y) };
}

function createOwnTask(
  layer: { units: number; activation: "tanh" | "sigmoid" | "softmax" },
  loss: Task["compile"]["loss"],
  train: Examples,
  test: Examples = train,
): Task {
  const book = parseExperiment({ fit: { batchSize: 2 } });
  const layers = [{ ...book.model.layers[0], ...layer }] as Task["model"]["layers"];
  return {
    ...book,
    model: { layers },
    compile: { ...book.compile, loss },
    dataset: { train, test },
  };
}

const unit = { units: 1, activation: "tanh" } as const;
const half = { name: "halfSquaredError" } as const;
const right = examples(3, [1, -1, 1]);

describe("createTask(experiment)", () => {
  it.each<[string, ExperimentInput]>([
    ["the book's", {}],
    [
      "a regression",
      { data: { name: "plane" }, model: { layers: [{ units: 1, activation: "linear" }] } },
    ],
    [
      "yes or no",
      {
        model: { layers: [{ units: 1, activation: "sigmoid" }] },
        compile: { loss: { name: "binaryCrossentropy" } },
      },
    ],
    [
      "classes",
      {
        model: { layers: [{ units: 2, activation: "softmax" }] },
        compile: { loss: { name: "categoricalCrossentropy" } },
      },
    ],
    [
      "classes by index",
      {
        model: { layers: [{ units: 2, activation: "softmax" }] },
        compile: { loss: { name: "sparseCategoricalCrossentropy" } },
      },
    ],
  ])("gives examples that pass the check: %s", (_, input) => {
    const task = createTask(parseExperiment(input));
    expect(() => checkTask(task)).not.toThrow();
    expect(createTaskNetwork(task).inputs).toBe(2);
  });
});

describe("checkTask(task)", () => {
  it("passes examples that suit the model and the loss", () => {
    checkTask(createOwnTask(unit, half, right));
    checkTask(
      createOwnTask(
        { units: 2, activation: "sigmoid" },
        { name: "binaryCrossentropy" },
        examples(2, [0, 1, 0.5, 0]),
      ),
    );
    checkTask(
      createOwnTask(
        { units: 3, activation: "softmax" },
        { name: "categoricalCrossentropy" },
        examples(2, [0.2, 0.3, 0.5, 0, 1, 0]),
      ),
    );
    checkTask(
      createOwnTask(
        { units: 3, activation: "softmax" },
        { name: "sparseCategoricalCrossentropy" },
        examples(2, [2, 0]),
      ),
    );
  });

  const softmax = { units: 3, activation: "softmax" } as const;
  const sparse = { name: "sparseCategoricalCrossentropy" } as const;
  const categorical = { name: "categoricalCrossentropy" } as const;

  it.each<[string, Task, string]>([
    [
      "no training examples",
      createOwnTask(unit, half, examples(0, [])),
      "train: expected at least one example, but got 0.",
    ],
    [
      "no test examples",
      createOwnTask(unit, half, right, examples(0, [])),
      "test: expected at least one example, but got 0.",
    ],
    [
      "half an example",
      createOwnTask(unit, half, { ...right, count: 1.5 }),
      "train: expected at least one example, but got 1.5.",
    ],
    [
      "inputs of uneven rows",
      createOwnTask(unit, half, examples(3, [1, -1, 1], [1, 2, 3, 4, 5, 6, 7])),
      "train.x: expected shape [3, 2], but got 7 numbers.",
    ],
    [
      "test examples of another width",
      createOwnTask(unit, half, right, examples(2, [1, -1], [1, 2, 3, 4, 5, 6])),
      "test.x: expected shape [2, 2], but got 6 numbers.",
    ],
    [
      "too few targets",
      createOwnTask(unit, half, examples(3, [1, -1])),
      "train.y: expected shape [3, 1], one number for each output, but got 2 numbers.",
    ],
    [
      "one-hot targets where the index is asked for",
      createOwnTask(softmax, sparse, examples(2, [0, 1, 0, 1, 0, 0])),
      "train.y: expected shape [2, 1], one class index an example, but got 6 numbers.",
    ],
    [
      "an index where one-hot targets are asked for",
      createOwnTask(softmax, categorical, examples(2, [0, 1])),
      "train.y: expected shape [2, 3], one number for each output, but got 2 numbers.",
    ],
    [
      "an input that is not finite",
      createOwnTask(unit, half, examples(3, [1, -1, 1], [0, 0, 0, Number.POSITIVE_INFINITY, 0, 0])),
      "train.x: expected finite numbers, but got Infinity in row 1, column 1.",
    ],
    [
      "a target that is no number",
      createOwnTask(unit, half, right, examples(3, [1, -1, Number.NaN])),
      "test.y: expected finite numbers, but got NaN in row 2, column 0.",
    ],
    [
      "a class that does not exist",
      createOwnTask(softmax, sparse, examples(2, [0, 3])),
      "train.y: expected a class index from 0 to 2, but got 3 at place 1.",
    ],
    [
      "a class that is a fraction",
      createOwnTask(softmax, sparse, examples(2, [0.5, 1])),
      "train.y: expected a class index from 0 to 2, but got 0.5 at place 0.",
    ],
    [
      "labels of −1 for a loss of probabilities",
      createOwnTask(
        { units: 1, activation: "sigmoid" },
        { name: "binaryCrossentropy" },
        examples(3, [1, -1, 1]),
      ),
      "train.y: expected a probability, from 0 to 1, as binaryCrossentropy needs, but got -1 at place 1.",
    ],
    [
      "probabilities that do not sum to 1",
      createOwnTask(softmax, categorical, examples(2, [0, 1, 0, 1, 1, 0])),
      "train.y: expected rows that sum to 1, as categoricalCrossentropy needs, but got 2 in row 1.",
    ],
    [
      "a softmax over one unit",
      createOwnTask({ units: 1, activation: "softmax" }, half, right),
      "model: expected a softmax over at least 2 units, but got 1.",
    ],
    [
      "a batch larger than the data",
      createOwnTask(unit, half, examples(1, [1]), right),
      "fit.batchSize: expected at most 1, the number of training examples, but got 2.",
    ],
  ])("says what is wrong: %s", (_, task, message) => {
    expect(() => checkTask(task)).toThrow(new RangeError(message));
  });

  it("forgives the rounding of a thousand shares in float32", () => {
    const layer = { units: 1000, activation: "softmax" } as const;
    const shares = new Array<number>(2000).fill(0.001);
    checkTask(createOwnTask(layer, categorical, examples(2, shares)));
  });
});
