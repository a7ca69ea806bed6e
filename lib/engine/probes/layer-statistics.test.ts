import { describe, expect, it } from "vitest";
import { createRandom } from "../../data/random";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { getLoss } from "../losses";
import { computeLoss } from "../network";
import { createTask, createTaskNetwork, type Task } from "../task";
import { createStart } from "../trainer";
import {
  collectSignals,
  computeLayerStatistics,
  type LayerSignals,
  type LayerStatistics,
} from "./layer-statistics";

type Layers = NonNullable<NonNullable<ExperimentInput["model"]>["layers"]>;

/** A task on examples of its own, row by row. */
function createOwnTask(layers: Layers, x: number[][], y: number[], input: ExperimentInput = {}) {
  const examples = {
    count: x.length,
    x: Float32Array.from(x.flat()),
    y: Float32Array.from(y),
  };
  const experiment = parseExperiment({ ...input, model: { layers } });
  return { ...experiment, dataset: { train: examples, test: examples } } satisfies Task;
}

/** Normal inputs through `depth` layers of `width` units, before the first step. */
function probeDeepNetwork(
  activation: "tanh" | "relu" | "sigmoid",
  stddev: number,
  { width, depth, rows }: { width: number; depth: number; rows: number },
) {
  const layer = {
    units: width,
    activation,
    kernelInitializer: { name: "randomNormal" as const, stddev },
    biasInitializer: { name: "zeros" as const },
  };
  const random = createRandom(1, "data");
  const x = Array.from({ length: rows }, () => Array.from({ length: width }, random.normal));
  const layers = [...new Array<typeof layer>(depth).fill(layer), { units: 1 }];
  const task = createOwnTask(layers, x, new Array<number>(rows).fill(0));
  return computeLayerStatistics(task, createStart(task), { budget: Number.POSITIVE_INFINITY });
}

const at = (layers: LayerStatistics[], number: number) => layers[number - 1] as LayerStatistics;

describe("computeLayerStatistics(task, snapshot)", () => {
  it("agrees with a network worked out by hand", () => {
    // One input, ReLU units with weights 1 and −2, then o = h₁ + 3h₂ + 0.5; loss ½(o − t)².
    const task = createOwnTask(
      [
        { units: 2, activation: "relu" },
        { units: 1, activation: "linear" },
      ],
      [[1], [3]],
      [0, 0],
      { fit: { batchSize: 2 }, compile: { optimizer: { name: "sgd", learningRate: 0.1 } } },
    );
    const weights = Float64Array.of(1, -2, 0, 0, 1, 3, 0.5);
    const { layers, examples, batch } = computeLayerStatistics(task, {
      ...createStart(task),
      weights,
    });
    expect(examples).toBe(2);
    expect(batch).toEqual({ used: 2, size: 2 });
    const [hidden, output] = layers as [LayerStatistics, LayerStatistics];
    // z = (1, −2) and (3, −6); h = (1, 0) and (3, 0).
    expect(hidden.sums).toMatchObject({ count: 4, mean: -1, min: -6, max: 3 });
    expect(hidden.values).toMatchObject({ count: 4, mean: 1, zeroShare: 0.5 });
    // The first unit says 1 and 3, the second 0 and 0: a spread of 1 and of 0.
    expect(hidden.unitStddev).toBe(0.5);
    expect(hidden.saturatedShare).toBeNull();
    expect(hidden.deadUnits).toEqual([1]);
    // o = 1.5 and 3.5, which are also ∂E/∂z of the output; × 1 come back to the first unit.
    expect(output.deltas).toMatchObject({ mean: 2.5, min: 1.5, max: 3.5 });
    expect(output.deadUnits).toBeNull();
    expect(hidden.deltas).toMatchObject({ mean: 1.25, min: 0, max: 3.5, zeroShare: 0.5 });
    // Into the first unit: mean of 1.5·1 and 3.5·3 is 6; out of it the same; the step is a tenth.
    expect(hidden.kernel.gradient).toMatchObject({ count: 2, min: 0, max: 6 });
    expect(output.kernel.gradient).toMatchObject({ count: 2, min: 0, max: 6 });
    expect(output.bias.gradient).toMatchObject({ count: 1, mean: 2.5 });
    expect(hidden.kernel.update.min).toBeCloseTo(-0.6, 12);
    // ‖(−0.6, 0)‖ / ‖(1, −2)‖.
    expect(hidden.kernel.relativeUpdate).toBeCloseTo(0.6 / Math.sqrt(5), 12);
    expect(hidden.bias.relativeUpdate).toBeNull();
    expect(output.bias.relativeUpdate).toBeCloseTo(0.25 / 0.5, 12);
  });

  // The three rows of "Initialization" in facts.md.

  it("finds 90 % of tanh units saturated by N(0, 1) weights", () => {
    const { layers } = probeDeepNetwork("tanh", 1, { width: 500, depth: 2, rows: 48 });
    for (const layer of layers.slice(0, 2)) {
      expect(layer.values.stddev).toBeCloseTo(0.98, 1);
      expect(layer.unitStddev).toBeCloseTo(0.98, 1);
      // 90–91 % there, with more rows.
      expect(layer.saturatedShare).toBeGreaterThan(0.89);
      expect(layer.saturatedShare).toBeLessThan(0.92);
    }
  });

  it("sees that sigmoid units say the same whatever they are shown, though the pooled spread is sound", () => {
    const width = 100;
    const { layers } = probeDeepNetwork("sigmoid", width ** -0.5, { width, depth: 10, rows: 128 });
    expect(at(layers, 1).values.stddev).toBeCloseTo(0.21, 1);
    expect(at(layers, 1).unitStddev).toBeCloseTo(0.21, 1);
    for (const [number, unitStddev] of [
      [5, 6e-4],
      [10, 5e-7],
    ] as const) {
      expect(at(layers, number).values.stddev).toBeGreaterThan(0.1);
      expect(at(layers, number).values.stddev).toBeLessThan(0.14);
      // Narrower layers than those of facts.md vary more.
      expect(at(layers, number).unitStddev / unitStddev).toBeGreaterThan(0.5);
      expect(at(layers, number).unitStddev / unitStddev).toBeLessThan(2);
      expect(at(layers, number).saturatedShare).toBe(0);
    }
  });

  it("sees the same, more slowly, in ReLU layers with He's weights", () => {
    const width = 128;
    const size = { width, depth: 10, rows: 128 };
    const { layers } = probeDeepNetwork("relu", Math.sqrt(2 / width), size);
    expect(at(layers, 1).values.stddev).toBeCloseTo(0.825, 1);
    expect(at(layers, 1).unitStddev).toBeCloseTo(0.82, 1);
    // Facts: 0.44 beside 0.85 and 0.30 beside 0.85; the ratio varies less than either.
    const ratio = (layer: LayerStatistics) => layer.unitStddev / layer.values.stddev;
    expect(ratio(at(layers, 5))).toBeGreaterThan(0.4);
    expect(ratio(at(layers, 5))).toBeLessThan(0.65);
    expect(ratio(at(layers, 10))).toBeGreaterThan(0.25);
    expect(ratio(at(layers, 10))).toBeLessThan(0.5);
  });

  it("finds the units that a large negative bias has killed", () => {
    const task = createTask(
      parseExperiment({ model: { layers: [{ units: 4, activation: "relu" }, { units: 1 }] } }),
    );
    const start = createStart(task);
    // Inputs lie within ±6, weights within ±0.5.
    const weights = start.weights.slice();
    weights.set([-7, 10, -7, 10], 8);
    const [hidden] = computeLayerStatistics(task, { ...start, weights }).layers;
    expect(hidden?.deadUnits).toEqual([0, 2]);
    expect(hidden?.deltas.zeroShare).toBeGreaterThanOrEqual(0.5);
  });

  it("sees gradients sink below 1e-38 in a deep network of small weights", () => {
    const { layers } = probeDeepNetwork("sigmoid", 1e-3, { width: 3, depth: 20, rows: 8 });
    expect(at(layers, 1).deltas.underflowShare).toBe(1);
    expect(at(layers, 1).deltas.zeroShare).toBe(0);
    expect(at(layers, 1).deltas.stddev).toBeGreaterThan(0);
    expect(at(layers, 1).kernel.update.underflowShare).toBe(1);
    expect(at(layers, 20).deltas.underflowShare).toBe(0);
  });

  it("judges each activation by its own ends", () => {
    // One unit z = x at −100, −3, 0, 3 and 100; sigmoid passes 0.99 at z = 4.6.
    const read = (activation: string) => {
      const layers = [{ units: 1, activation }, { units: 1 }] as Layers;
      const task = createOwnTask(layers, [[-100], [-3], [0], [3], [100]], [0, 0, 0, 0, 0], {
        fit: { batchSize: 5 },
      });
      const weights = Float64Array.of(1, 0, 1, 0);
      return computeLayerStatistics(task, { ...createStart(task), weights }).layers[0];
    };
    expect(read("tanh")?.saturatedShare).toBe(4 / 5);
    expect(read("sigmoid")?.saturatedShare).toBe(2 / 5);
    expect(read("softsign")?.saturatedShare).toBe(2 / 5);
    for (const name of [
      "linear",
      "relu",
      "leakyRelu",
      "elu",
      "selu",
      "gelu",
      "swish",
      "softplus",
    ]) {
      expect(read(name)?.saturatedShare).toBeNull();
    }
  });

  it("uses the edges that it is given", () => {
    const task = createTask(parseExperiment({}));
    const edges = [-1, 0, 1];
    const { layers } = computeLayerStatistics(task, createStart(task), {
      edges: { values: edges, gradient: edges },
    });
    for (const { values, kernel, sums } of layers) {
      expect(values.histogram.edges).toBe(edges);
      expect(kernel.gradient.histogram.edges).toBe(edges);
      expect(sums.histogram.edges).toHaveLength(41);
    }
  });

  it("shows a large network fewer examples, and says how many", () => {
    const task = createTask(
      parseExperiment({
        model: { layers: [{ units: 64 }, { units: 64 }, { units: 1 }] },
        fit: { batchSize: 250 },
      }),
    );
    const { examples, batch } = computeLayerStatistics(task, createStart(task));
    expect(examples).toBeLessThan(250);
    expect(examples).toBeGreaterThan(8);
    expect(batch).toEqual({ used: examples, size: 250 });
    const least = computeLayerStatistics(task, createStart(task), { budget: 1 });
    expect(least.examples).toBe(8);
  });

  it("shows examples other than the training set's on request", () => {
    const task = createTask(parseExperiment({}));
    const { test } = task.dataset;
    const one = { count: 1, x: test.x.subarray(0, 2), y: test.y.subarray(0, 1) };
    const { layers, examples } = computeLayerStatistics(task, createStart(task), { examples: one });
    expect(examples).toBe(1);
    expect(layers[0]?.values.count).toBe(4);
    expect(layers[0]?.unitStddev).toBe(0);
  });
});

describe("collectSignals(network, weights, loss, examples, rows)", () => {
  it("gives the slope of an example's loss by each weighted sum", () => {
    const task = createTask(parseExperiment({}));
    const network = createTaskNetwork(task);
    const weights = Float64Array.from(createStart(task).weights);
    const loss = getLoss(task.compile.loss);
    const { train } = task.dataset;
    const row = 17;
    const signals = collectSignals(network, weights, loss, train, Uint32Array.of(row));
    const example = {
      count: 1,
      x: train.x.subarray(2 * row, 2 * row + 2),
      y: train.y.subarray(row, row + 1),
    };
    const h = 1e-5;
    for (const [index, { biasOffset, units }] of network.layers.entries()) {
      const { deltas } = signals[index] as LayerSignals;
      for (let unit = 0; unit < units; unit += 1) {
        // A bias moves its weighted sum by as much.
        const lossAt = (move: number) => {
          const moved = weights.slice();
          moved[biasOffset + unit] = (moved[biasOffset + unit] as number) + move;
          return computeLoss(network, moved, loss, example);
        };
        const slope = (lossAt(h) - lossAt(-h)) / (2 * h);
        expect(deltas[unit]).toBeCloseTo(slope, 9);
      }
    }
  });
});
