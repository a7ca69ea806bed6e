import { beforeAll, describe, expect, it } from "vitest";
import type { Examples } from "../../data/dataset";
import { createRandom } from "../../data/random";
import {
  type ActivationName,
  activationNames,
  type ExperimentInput,
  type Loss,
  type MetricName,
  type Optimizer,
  parseExperiment,
} from "../../experiment/experiment";
import { getLoss } from "../losses";
import {
  computeGradient,
  computeLoss,
  computeMetrics,
  createNetwork,
  listVariables,
  type Network,
  predict,
} from "../network";
import { createOptimizer } from "../optimizers";
import { DenseKernel, type DenseTask } from "./kernel";
import { loadDenseInNode } from "./load-node";
import type { DenseModules } from "./modules";

let modules: DenseModules;
beforeAll(async () => {
  modules = await loadDenseInNode();
});

interface Shape {
  inputs: number;
  layers: {
    units: number;
    activation: ActivationName;
    l1?: number;
    l2?: number;
    dropout?: number;
  }[];
}

function buildNetwork({ inputs, layers }: Shape): Network {
  return createNetwork(
    {
      layers: layers.map(({ units, activation, l1 = 0, l2 = 0, dropout = 0 }) => ({
        units,
        activation,
        kernelInitializer: { name: "zeros" as const },
        biasInitializer: { name: "zeros" as const },
        kernelRegularizer: { l1, l2 },
        dropout,
      })),
    },
    inputs,
  );
}

function parseOptimizer(
  optimizer: ExperimentInput["compile"] extends infer C | undefined
    ? NonNullable<C> extends { optimizer?: infer O }
      ? O
      : never
    : never,
): Optimizer {
  return parseExperiment({ compile: { optimizer } }).compile.optimizer;
}

interface Setup {
  shape: Shape;
  loss?: Loss;
  optimizer?: Optimizer;
  metrics?: MetricName[];
  batchSize?: number;
  count?: number;
  testCount?: number;
  scale?: number;
}

/** A task with random examples and weights. */
function setUp({
  shape,
  loss = { name: "meanSquaredError" },
  optimizer = parseOptimizer({ name: "sgd" }),
  metrics = [],
  batchSize = 10,
  count = 47,
  testCount = 21,
  scale = 1,
}: Setup) {
  const generator = createRandom(7, "data");
  const network = buildNetwork(shape);
  const examples = (rows: number) => {
    const sparse = loss.name === "sparseCategoricalCrossentropy";
    const x = Float32Array.from({ length: rows * network.inputs }, () => generator.normal());
    const y = new Float32Array(rows * (sparse ? 1 : network.outputs));
    for (let row = 0; row < rows; row += 1) {
      const chosen = Math.floor(generator.uniform(0, network.outputs));
      if (sparse) y[row] = chosen;
      else
        for (let unit = 0; unit < network.outputs; unit += 1) {
          const isOneHot = loss.name === "categoricalCrossentropy" && network.outputs > 1;
          const label = isOneHot ? unit === chosen : generator.uniform(0, 1) < 0.5;
          y[row * network.outputs + unit] = label ? 1 : loss.name.includes("ropy") ? 0 : -1;
        }
    }
    return { count: rows, x, y };
  };
  const dataset = { train: examples(count), test: examples(testCount) };
  const weights = new Float32Array(network.weightCount);
  for (const layer of network.layers) {
    const spread = scale / Math.sqrt(layer.inputs);
    for (let i = layer.kernelOffset; i < layer.biasOffset; i += 1)
      weights[i] = spread * generator.normal();
    for (let u = 0; u < layer.units; u += 1)
      weights[layer.biasOffset + u] = 0.1 * generator.normal();
  }
  const task: DenseTask = { network, loss, optimizer, metrics, batchSize, dataset };
  const rule = createOptimizer(optimizer, listVariables(network));
  return { task, network, dataset, weights, rule, loss: getLoss(loss) };
}

type Arranged = ReturnType<typeof setUp>;

const norm = (values: ArrayLike<number>) => Math.hypot(...Array.from(values));

function rowsOf(offset: number, { task, dataset }: Arranged): number[] {
  const end = Math.min(offset + task.batchSize, dataset.train.count);
  return Array.from({ length: end - offset }, (_, place) => offset + place);
}

function selectRows({ x, y, count }: Examples, rows: number[]): Examples {
  const select = (values: Float32Array) => {
    const columns = values.length / count;
    return Float32Array.from(
      rows.flatMap((row) => [...values.subarray(row * columns, (row + 1) * columns)]),
    );
  };
  return { count: rows.length, x: select(x), y: select(y) };
}

/** Along a float64 run, how far one update of the kernel is from the reference's, beside its length. */
function compareSteps(arranged: Arranged, steps: number, rate: number): number {
  const { task, network, dataset, rule, loss } = arranged;
  const kernel = new DenseKernel(modules, task);
  let worst = 0;
  let weights = arranged.weights;
  let slots = rule.createSlots();
  let offset = 0;
  for (let step = 0; step < steps; step += 1) {
    const gradient = computeGradient(
      network,
      weights,
      loss,
      dataset.train,
      rowsOf(offset, arranged),
    );
    const nextSlots = Float64Array.from(slots);
    const move = rule.makeMove(weights, nextSlots, gradient, step, rate);
    kernel.write({ weights, slots }, step);
    kernel.train(1, { offset, rates: rate });
    const after = kernel.read();
    const difference = move.map((each, i) => {
      const expected = (weights[i] as number) + each;
      // A float32 weight cannot hold more of a small update than this, in its one or two roundings.
      const rounding = 2 ** -23 * Math.abs(expected);
      return Math.max(0, Math.abs(expected - (after.weights[i] as number)) - rounding);
    });
    worst = Math.max(worst, norm(difference) / norm(move));
    weights = Float32Array.from(weights, (w, i) => w + (move[i] as number));
    slots = Float32Array.from(nextSlots);
    offset += task.batchSize;
    if (offset >= dataset.train.count) offset = 0;
  }
  kernel.dispose();
  return worst;
}

const optimizers: [string, Optimizer][] = [
  ["sgd", parseOptimizer({ name: "sgd" })],
  ["momentum", parseOptimizer({ name: "sgd", momentum: 0.9 })],
  ["nesterov", parseOptimizer({ name: "sgd", momentum: 0.9, nesterov: true })],
  ["rmsprop", parseOptimizer({ name: "rmsprop" })],
  [
    "centered rmsprop",
    parseOptimizer({ name: "rmsprop", centered: true, momentum: 0.5, epsilon: 1e-3 }),
  ],
  ["adagrad", parseOptimizer({ name: "adagrad" })],
  ["adadelta", parseOptimizer({ name: "adadelta" })],
  ["adam", parseOptimizer({ name: "adam" })],
  ["amsgrad", parseOptimizer({ name: "adam", amsgrad: true })],
  ["adamax", parseOptimizer({ name: "adamax" })],
  ["nadam", parseOptimizer({ name: "nadam" })],
];

/** Output activation and loss that go together. */
const endings: [ActivationName, Loss][] = [
  ["tanh", { name: "halfSquaredError" }],
  ["linear", { name: "meanSquaredError" }],
  ["linear", { name: "meanAbsoluteError" }],
  ["sigmoid", { name: "huber", delta: 0.7 }],
  ["softmax", { name: "meanSquaredError" }],
  ["sigmoid", { name: "binaryCrossentropy" }],
  ["softmax", { name: "categoricalCrossentropy" }],
  ["softmax", { name: "sparseCategoricalCrossentropy" }],
];

const hidden = activationNames.filter((name) => name !== "softmax");

describe("DenseKernel.train(steps, options)", () => {
  it.each(optimizers)("makes the reference's updates with %s", (_, optimizer) => {
    const rate = optimizer.name === "sgd" ? 0.1 : 0.01;
    for (const [activation, loss] of endings) {
      const shape: Shape = {
        inputs: 3,
        layers: [
          { units: 5, activation: "tanh" },
          { units: 3, activation },
        ],
      };
      expect(compareSteps(setUp({ shape, loss, optimizer }), 12, rate), loss.name).toBeLessThan(
        1e-5,
      );
    }
  });

  it.each(hidden)("makes the reference's updates with %s", (activation) => {
    for (const [output, loss] of endings) {
      const shape: Shape = {
        inputs: 2,
        layers: [
          { units: 7, activation },
          { units: 4, activation },
          { units: 2, activation: output },
        ],
      };
      expect(compareSteps(setUp({ shape, loss }), 12, 0.1), loss.name).toBeLessThan(1e-5);
    }
  });

  it.each<[string, Shape, number]>([
    ["no hidden layer", { inputs: 2, layers: [{ units: 1, activation: "tanh" }] }, 10],
    [
      "batches of one",
      {
        inputs: 2,
        layers: [
          { units: 4, activation: "tanh" },
          { units: 1, activation: "tanh" },
        ],
      },
      1,
    ],
    [
      "all points in one batch",
      {
        inputs: 5,
        layers: [
          { units: 9, activation: "tanh" },
          { units: 2, activation: "tanh" },
        ],
      },
      300,
    ],
    [
      "512 units",
      {
        inputs: 3,
        layers: [
          { units: 512, activation: "tanh" },
          { units: 1, activation: "linear" },
        ],
      },
      10,
    ],
    [
      "wide layers",
      {
        inputs: 70,
        layers: [
          { units: 93, activation: "relu" },
          { units: 75, activation: "tanh" },
          { units: 3, activation: "softmax" },
        ],
      },
      150,
    ],
    [
      "wide layers, one by one",
      {
        inputs: 70,
        layers: [
          { units: 93, activation: "relu" },
          { units: 3, activation: "softmax" },
        ],
      },
      1,
    ],
  ])("makes the reference's updates with %s", (_, shape, batchSize) => {
    expect(compareSteps(setUp({ shape, batchSize, count: 300 }), 4, 0.1)).toBeLessThan(1e-5);
  });

  it("regularizes, decays and clips as the reference", () => {
    const shape: Shape = {
      inputs: 2,
      layers: [
        { units: 6, activation: "tanh", l1: 0.01, l2: 0.02 },
        { units: 1, activation: "tanh", l2: 0.1 },
      ],
    };
    for (const clip of [{}, { clipnorm: 0.05 }, { clipvalue: 0.02 }, { globalClipnorm: 0.1 }]) {
      const optimizer = parseOptimizer({ name: "adam", weightDecay: 0.1, ...clip });
      expect(compareSteps(setUp({ shape, optimizer }), 10, 0.01)).toBeLessThan(1e-5);
    }
  });

  it("stays with the reference for 100 steps", () => {
    for (const [, optimizer] of optimizers) {
      const rate = optimizer.name === "sgd" ? 0.1 : 0.01;
      const shape: Shape = {
        inputs: 2,
        layers: [
          { units: 8, activation: "tanh" },
          { units: 1, activation: "tanh" },
        ],
      };
      const arranged = setUp({ shape, optimizer });
      const { task, network, dataset, rule, loss } = arranged;
      const weights = Float64Array.from(arranged.weights);
      const slots = Float64Array.from(rule.createSlots());
      const kernel = new DenseKernel(modules, task);
      kernel.write({ weights: arranged.weights, slots: rule.createSlots() }, 0);
      kernel.train(100, { offset: 0, rates: rate });
      let offset = 0;
      for (let step = 0; step < 100; step += 1) {
        const gradient = computeGradient(
          network,
          weights,
          loss,
          dataset.train,
          rowsOf(offset, arranged),
        );
        const move = rule.makeMove(weights, slots, gradient, step, rate);
        for (const [i, each] of move.entries()) weights[i] = (weights[i] as number) + each;
        offset = offset + 10 >= dataset.train.count ? 0 : offset + 10;
      }
      const { weights: ours } = kernel.read();
      const difference = norm(weights.map((w, i) => w - (ours[i] as number))) / norm(weights);
      expect(difference, optimizer.name).toBeLessThan(1e-5);
      kernel.dispose();
    }
  });
});

describe("DenseKernel.evaluate(options)", () => {
  it.each(endings)("reads %s with its loss and metrics as the reference", (activation, options) => {
    const metrics: MetricName[] = ["accuracy", "meanSquaredError", "meanAbsoluteError"];
    const shape: Shape = {
      inputs: 2,
      layers: [
        { units: 6, activation: "gelu" },
        { units: 3, activation },
      ],
    };
    const arranged = setUp({ shape, loss: options, metrics, count: 301, testCount: 130, scale: 3 });
    const { task, network, dataset, weights, rule, loss } = arranged;
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights, slots: rule.createSlots() }, 0);
    const reading = kernel.evaluate({ offset: 20, rate: 0.1 });
    const lossOf = (set: keyof typeof dataset) => computeLoss(network, weights, loss, dataset[set]);
    const metricsOf = (set: keyof typeof dataset) =>
      computeMetrics(network, weights, loss, metrics, dataset[set]);
    expect(reading.loss / lossOf("train")).toBeCloseTo(1, 5);
    expect(reading.testLoss / lossOf("test")).toBeCloseTo(1, 5);
    for (const name of metrics) {
      expect(reading.metrics[name]).toBeCloseTo(metricsOf("train")[name] as number, 5);
      expect(reading.testMetrics[name]).toBeCloseTo(metricsOf("test")[name] as number, 5);
    }
    const gradient = computeGradient(network, weights, loss, dataset.train, rowsOf(20, arranged));
    expect(reading.relativeStep / ((0.1 * norm(gradient)) / norm(weights))).toBeCloseTo(1, 5);
    expect(kernel.read().weights).toEqual(weights);
    const outputs = kernel.predict(dataset.test.x);
    const expected = predict(network, weights, dataset.test.x);
    expect(outputs).toHaveLength(expected.length);
    for (const [i, value] of outputs.entries()) expect(value).toBeCloseTo(expected[i] as number, 5);
    expect(kernel.computeLoss(weights)).toBe(reading.loss);
    kernel.dispose();
  });
});

const tanhNetwork: Shape = {
  inputs: 2,
  layers: [
    { units: 7, activation: "tanh" },
    { units: 5, activation: "sigmoid" },
    { units: 1, activation: "tanh" },
  ],
};

describe("DenseKernel.readLog(count)", () => {
  it.each(endings)(
    "gives the means of %s over batches before their updates",
    (activation, options) => {
      const arranged = setUp({
        shape: {
          inputs: 2,
          layers: [
            { units: 6, activation: "tanh" },
            { units: 3, activation },
          ],
        },
        loss: options,
        metrics: ["accuracy", "meanSquaredError", "meanAbsoluteError"],
      });
      const { task, network, dataset, weights, rule, loss } = arranged;
      const { count } = dataset.train;
      const [logging, stepping] = [new DenseKernel(modules, task), new DenseKernel(modules, task)];
      let expected = 0;
      const expectedMetrics: Record<string, number> = {};
      for (const kernel of [logging, stepping])
        kernel.write({ weights, slots: Float32Array.from(rule.createSlots()) }, 0);
      for (let offset = 0; offset < count; offset += task.batchSize) {
        const rows = rowsOf(offset, arranged);
        const batch = selectRows(dataset.train, rows);
        const now = stepping.read().weights;
        expected += (rows.length / count) * computeLoss(network, now, loss, batch);
        const metrics = computeMetrics(network, now, loss, task.metrics, batch);
        for (const [name, value] of Object.entries(metrics)) {
          expectedMetrics[name] = (expectedMetrics[name] ?? 0) + (rows.length / count) * value;
        }
        stepping.train(1, { offset, rates: 0.1 });
      }
      logging.beginLog();
      // In two calls, and whatever is measured in between.
      logging.train(2, { offset: 0, rates: 0.1 });
      logging.train(3, { offset: 20, rates: 0.1 });
      const log = logging.readLog(count);
      expect(log.loss).toBeCloseTo(expected, 5);
      for (const name of task.metrics)
        expect(log.metrics[name]).toBeCloseTo(expectedMetrics[name] as number, 5);
      expect([...logging.read().weights]).toEqual([...stepping.read().weights]);
      const test = logging.measureTest();
      const reading = stepping.evaluate({ offset: 0, rate: 0.1 });
      expect(test).toEqual({ loss: reading.testLoss, metrics: reading.testMetrics });
      for (const kernel of [logging, stepping]) kernel.dispose();
    },
  );
});

describe("DenseKernel of a task like TensorFlow.js'", () => {
  it.each<[ActivationName, Loss["name"]]>([
    ["sigmoid", "binaryCrossentropy"],
    ["softmax", "categoricalCrossentropy"],
    ["softmax", "sparseCategoricalCrossentropy"],
  ])("clips the probabilities of %s to 1e-7", (activation, name) => {
    const arranged = setUp({
      shape: { inputs: 2, layers: [{ units: 3, activation }] },
      loss: { name } as Loss,
      scale: 1e7,
    });
    const { task, weights } = arranged;
    const kernel = new DenseKernel(modules, { ...task, isLikeTfjs: true });
    kernel.write({ weights, slots: new Float32Array(weights.length) }, 0);
    // Of each unit, or of each example, at most −log 1e-7.
    expect(kernel.measureTest().loss).toBeLessThan(-Math.log(1e-7) + 1e-4);
    expect(kernel.measureTest().loss).toBeGreaterThan(1);
    kernel.train(5, { offset: 0, rates: 1 });
    expect([...kernel.read().weights]).toEqual([...weights]);
    kernel.dispose();
  });

  it("adds Adam's ε to the root of the corrected average", () => {
    const epsilon = 0.01;
    const arranged = setUp({
      shape: { inputs: 2, layers: [{ units: 1, activation: "linear" }] },
      optimizer: parseOptimizer({ name: "adam", epsilon }),
    });
    const { task, network, weights, dataset, loss } = arranged;
    const kernel = new DenseKernel(modules, { ...task, isLikeTfjs: true });
    kernel.write({ weights, slots: new Float32Array(3 * weights.length) }, 0);
    kernel.train(1, { offset: 0, rates: 0.1 });
    const gradient = computeGradient(network, weights, loss, dataset.train, rowsOf(0, arranged));
    // In the first step the corrected averages are g and g².
    const expected = Array.from(gradient, (g, i) => {
      return (weights[i] as number) - (0.1 * g) / (Math.abs(g) + epsilon);
    });
    const after = kernel.read().weights;
    for (const [i, w] of expected.entries()) expect(after[i]).toBeCloseTo(w, 5);
    kernel.dispose();
  });
});

describe("DenseKernel, cut and taken up again", () => {
  it.each(optimizers)("gives the same bytes however a run is sliced, with %s", (_, optimizer) => {
    const { task, weights, rule } = setUp({ shape: tanhNetwork, optimizer, count: 50 });
    const start = { weights, slots: rule.createSlots() };
    const rates = Float32Array.from({ length: 41 }, (_, step) => 0.1 / (1 + step));
    const whole = new DenseKernel(modules, task);
    whole.write(start, 0);
    whole.train(40, { offset: 0, rates });
    const sliced = new DenseKernel(modules, task);
    sliced.write(start, 0);
    sliced.train(7, { offset: 0, rates });
    sliced.train(10, { offset: 20, rates: rates.subarray(7) });
    const middle = sliced.read();
    sliced.dispose();
    const resumed = new DenseKernel(modules, task);
    resumed.write(middle, 17);
    resumed.evaluate({ offset: 20, rate: 0.1 });
    resumed.train(23, { offset: 20, rates: rates.subarray(17) });
    expect(resumed.read()).toEqual(whole.read());
    resumed.dispose();
    whole.dispose();
  });

  it("reads at each epoch's end, stops at what is not finite, and rewinds", () => {
    const shape: Shape = {
      inputs: 2,
      layers: [
        { units: 4, activation: "linear" },
        { units: 1, activation: "linear" },
      ],
    };
    const { task, weights, rule } = setUp({ shape, count: 50 });
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights, slots: rule.createSlots() }, 0);
    const { readings, steps, isBroken } = kernel.train(500, {
      offset: 0,
      rates: 0.5,
      isRead: true,
    });
    expect(isBroken).toBe(true);
    expect(readings.length).toBeGreaterThan(1);
    expect(readings.map((reading) => reading.steps)).toEqual(readings.map((_, i) => 5 * i + 5));
    expect(steps).toBe(readings.at(-1)?.steps);
    expect(readings.map(({ loss }) => Number.isFinite(loss)).indexOf(false)).toBe(
      readings.length - 1,
    );
    kernel.rewind(steps - 5);
    expect(kernel.evaluate({ offset: 0, rate: 0.5 })).toMatchObject({
      loss: readings.at(-2)?.loss ?? Number.NaN,
      relativeStep: readings.at(-2)?.relativeStep ?? Number.NaN,
    });
    kernel.dispose();
  });

  it("makes more steps than one call can hold", () => {
    const { task, weights, rule } = setUp({ shape: tanhNetwork, count: 20, batchSize: 20 });
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights, slots: rule.createSlots() }, 0);
    const { readings } = kernel.train(600, { offset: 0, rates: 0.1, isRead: true });
    expect(readings.map(({ steps }) => steps)).toEqual(readings.map((_, i) => i + 1));
    expect(readings).toHaveLength(600);
    kernel.dispose();
  });
});

describe("DenseKernel.setOrder(order)", () => {
  it("trains on the rows in that order, and reads them in their own", () => {
    const { task, weights, rule, dataset, network } = setUp({ shape: tanhNetwork, count: 31 });
    const order = createRandom(3, "shuffle").permutation(31);
    const pick = (values: Float32Array, width: number) =>
      Float32Array.from({ length: values.length }, (_, i) => {
        const row = order[Math.floor(i / width)] as number;
        return values[row * width + (i % width)] as number;
      });
    const { train, test } = dataset;
    const permuted = { count: 31, x: pick(train.x, network.inputs), y: pick(train.y, 1) };
    const ordered = new DenseKernel(modules, { ...task, dataset: { train: permuted, test } });
    const kernel = new DenseKernel(modules, task);
    kernel.setOrder(order);
    for (const each of [kernel, ordered]) {
      each.write({ weights, slots: rule.createSlots() }, 0);
      each.train(9, { offset: 0, rates: 0.1 });
    }
    expect(kernel.read()).toEqual(ordered.read());
    kernel.setOrder(Uint32Array.from(order).sort());
    expect(kernel.evaluate({ offset: 0, rate: 0.1 }).loss).toBe(
      kernel.computeLoss(kernel.read().weights),
    );
    kernel.dispose();
    ordered.dispose();
  });
});

describe("units with equal weights", () => {
  // 5 and 7 units fall into full tiles and remainders; 80 by 80 weights go to the wide product.
  it.each([
    [2, 5, 7, 10],
    [3, 7, 6, 13],
    [80, 83, 85, 50],
  ])(
    "stay bit-equal: %i inputs, %i and %i units, batches of %i",
    (inputs, first, second, batchSize) => {
      const shape: Shape = {
        inputs,
        layers: [
          { units: first, activation: "tanh" },
          { units: second, activation: "tanh" },
          { units: 1, activation: "tanh" },
        ],
      };
      const optimizer = parseOptimizer({ name: "adam" });
      const { task, network, weights, rule } = setUp({ shape, optimizer, batchSize, count: 120 });
      const rowOf = (layer: Network["layers"][number], i: number) =>
        layer.kernelOffset + i * layer.units;
      // All units of a layer alike: equal columns, and equal rows in the layer above.
      const isEqual = (state: Float32Array) =>
        network.layers.every((layer, index) =>
          Array.from({ length: layer.inputs + 1 }, (_, i) => rowOf(layer, i)).every((row, i) =>
            Array.from({ length: layer.units }, (_, u) => u).every(
              (u) =>
                state[row + u] === state[row] &&
                (index === 0 || i === layer.inputs || state[row] === state[layer.kernelOffset]),
            ),
          ),
        );
      for (const [index, layer] of network.layers.entries()) {
        for (let i = 0; i <= layer.inputs; i += 1) {
          const row = index > 0 && i < layer.inputs ? layer.kernelOffset : rowOf(layer, i);
          const value = weights[row] as number;
          weights.fill(value, rowOf(layer, i), rowOf(layer, i) + layer.units);
        }
      }
      expect(isEqual(weights)).toBe(true);
      const kernel = new DenseKernel(modules, task);
      kernel.write({ weights, slots: rule.createSlots() }, 0);
      kernel.train(60, { offset: 0, rates: 0.01 });
      const after = kernel.read().weights;
      expect(after).not.toEqual(weights);
      expect(isEqual(after)).toBe(true);
      kernel.dispose();
    },
  );
});

describe("DenseKernel.computeGradient(rows)", () => {
  it("is the reference's, over any rows, and leaves the run as it was", () => {
    const shape: Shape = {
      inputs: 2,
      layers: [
        { units: 6, activation: "gelu", l1: 0.1, l2: 0.1 },
        { units: 1, activation: "tanh" },
      ],
    };
    const { task, network, dataset, weights, rule, loss } = setUp({ shape, count: 300 });
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights, slots: rule.createSlots() }, 0);
    const all = Uint32Array.from({ length: 300 }, (_, row) => 299 - row);
    for (const rows of [Uint32Array.of(5), Uint32Array.of(7, 3, 290, 11, 2), all]) {
      const expected = computeGradient(network, weights, loss, dataset.train, rows);
      const difference = kernel.computeGradient(rows).map((g, i) => g - (expected[i] as number));
      expect(norm(difference) / norm(expected)).toBeLessThan(1e-5);
    }
    expect(kernel.read().weights).toEqual(weights);
    kernel.dispose();
  });

  it("shows what vanishes, as far down as float32 goes", () => {
    const layers = Array.from({ length: 40 }, () => ({ units: 4, activation: "sigmoid" as const }));
    const { task, weights, rule } = setUp({ shape: { inputs: 2, layers }, scale: 0.5 });
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights, slots: rule.createSlots() }, 0);
    const sizes = kernel.computeGradient(Uint32Array.of(0, 1)).map(Math.abs);
    expect(sizes.some((size) => size > 0 && size < 1e-30)).toBe(true);
    expect(sizes.some((size) => size > 0 && size < 2 ** -126)).toBe(false);
    kernel.dispose();
  });
});

describe("states that decay", () => {
  it.each(optimizers)("never become denormal, with %s", (_, optimizer) => {
    const layers = Array.from({ length: 12 }, () => ({ units: 4, activation: "sigmoid" as const }));
    for (const weightDecay of [0, 5]) {
      const decaying = { ...optimizer, weightDecay };
      const { task, weights, rule } = setUp({
        shape: { inputs: 2, layers },
        optimizer: decaying,
        scale: 0.02,
      });
      const kernel = new DenseKernel(modules, task);
      kernel.write({ weights, slots: rule.createSlots() }, 0);
      for (let slice = 0; slice < 40; slice += 1) {
        kernel.train(50, { offset: 0, rates: 0.01 });
        const { weights: w, slots } = kernel.read();
        const isDenormal = (value: number) => value !== 0 && Math.abs(value) < 2 ** -126;
        expect([...w, ...slots].some(isDenormal)).toBe(false);
      }
      kernel.dispose();
    }
  });
});

describe("activations over their range", () => {
  // One linear weight of 1: the network's output is the activation itself.
  const activate = (activation: ActivationName, x: Float32Array) => {
    const shape: Shape = { inputs: 1, layers: [{ units: 1, activation }] };
    const { task } = setUp({ shape });
    const kernel = new DenseKernel(modules, task);
    kernel.write({ weights: Float32Array.of(1, 0), slots: new Float32Array(2) }, 0);
    const values = kernel.predict(x);
    kernel.dispose();
    return values;
  };
  const range = Float32Array.from({ length: 40_001 }, (_, i) => (i - 20_000) / 1000);

  it.each(hidden)("%s is within a few units in the last place", (activation) => {
    const values = activate(activation, range);
    const network = buildNetwork({ inputs: 1, layers: [{ units: 1, activation }] });
    const expected = predict(network, Float64Array.of(1, 0), range);
    let worst = 0;
    for (const [i, value] of values.entries()) {
      const exact = expected[i] as number;
      // Below 1e-6 GELU's tail loses digits with the square of z.
      const unit = Math.max(Math.abs(exact), 1e-6) * 2 ** -23;
      worst = Math.max(worst, Math.abs(value - exact) / unit);
    }
    expect(worst).toBeLessThan(activation === "tanh" ? 4 : 8);
  });

  it.each(hidden)("%s gives no NaN for any finite number", (activation) => {
    const largest = 3.4028234e38;
    const values = activate(
      activation,
      Float32Array.of(-largest, -1e20, -90, -0, 90, 1e20, largest),
    );
    expect([...values].some(Number.isNaN)).toBe(false);
    if (activation === "tanh" || activation === "sigmoid") {
      const all = activate(activation, range);
      const least = activation === "tanh" ? -1 : 0;
      expect(all.every((value) => value >= least && value <= 1)).toBe(true);
    }
  });

  it("keeps the tail of the sigmoid down to where float32 ends", () => {
    const [value, below] = activate("sigmoid", Float32Array.of(-80, -95));
    expect((value as number) / Math.exp(-80)).toBeCloseTo(1, 5);
    expect(below).toBe(0);
  });
});

describe("new DenseKernel(modules, task)", () => {
  it("uses an instance again without a trace of the task before", () => {
    const big = setUp({
      shape: {
        inputs: 9,
        layers: [
          { units: 90, activation: "gelu" },
          { units: 3, activation: "softmax" },
        ],
      },
    });
    const small = setUp({ shape: tanhNetwork, optimizer: parseOptimizer({ name: "nadam" }) });
    const train = (own: DenseModules) => {
      const kernel = new DenseKernel(own, small.task);
      kernel.write({ weights: small.weights, slots: small.rule.createSlots() }, 0);
      kernel.train(20, { offset: 0, rates: 0.01 });
      const state = kernel.read();
      kernel.dispose();
      return state;
    };
    const fresh = train({ ...modules, idle: [] });
    const own = { ...modules, idle: [] };
    const before = new DenseKernel(own, big.task);
    before.write(
      { weights: big.weights.fill(Number.NaN), slots: big.rule.createSlots().fill(Number.NaN) },
      0,
    );
    before.train(3, { offset: 0, rates: 0.1 });
    before.dispose();
    expect(train(own)).toEqual(fresh);
  });

  it("says what does not fit into memory", () => {
    const { task } = setUp({ shape: tanhNetwork });
    const network = { ...task.network, weightCount: 900_000_000 };
    expect(() => new DenseKernel(modules, { ...task, network })).toThrow(/900000000 weights/);
  });
});
