import type { LayersModel, ModelFitArgs } from "@tensorflow/tfjs-layers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../data/random";
import { tfjsModuleInNode } from "./node";
import { createTestHost } from "./testing-host";
import { tf } from "./tf";

const host = createTestHost();
beforeAll(async () => {
  await tfjsModuleInNode.load(host);
}, 60_000);

afterEach(() => {
  host.settingsNow = {};
  host.displays = [];
  host.isInterrupted = false;
});

type Activation = Parameters<typeof tf.layers.dense>[0]["activation"];

interface Case {
  hidden: Activation;
  output: Activation;
  loss: string;
  units: number;
  metrics: string[];
}

function createModel({ hidden, output, units }: Case, seed = 1) {
  const initializer = (place: number) => tf.initializers.glorotUniform({ seed: seed + place });
  return tf.sequential({
    layers: [
      tf.layers.dense({
        units: 8,
        activation: hidden,
        inputShape: [2],
        kernelInitializer: initializer(0),
      }),
      tf.layers.dense({ units: 6, activation: hidden, kernelInitializer: initializer(1) }),
      tf.layers.dense({ units, activation: output, kernelInitializer: initializer(2) }),
    ],
  });
}

function createExamples({ loss, units }: Case, count = 43) {
  const random = createRandom(3, "data");
  const x = Array.from({ length: count }, () => [random.uniform(-2, 2), random.uniform(-2, 2)]);
  const classes = x.map(([a = 0, b = 0]) => (a * b > 0 ? 0 : a > b ? 1 : units > 2 ? 2 : 1));
  const y =
    loss === "sparseCategoricalCrossentropy"
      ? tf.tensor2d(classes, [count, 1])
      : units === 1
        ? tf.tensor2d(
            classes.map((label) => Math.min(label, 1)),
            [count, 1],
          )
        : tf.cast(tf.oneHot(tf.tensor1d(classes, "int32"), units), "float32");
  return { x: tf.tensor2d(x), y };
}

/** What the display of the last fit says of who trained. */
function readEngine(): string | undefined {
  return host.displays.at(-1)?.data["application/vnd.descent.training+json"]?.engine;
}

async function fitBoth(
  createOne: () => LayersModel,
  fitOne: (model: LayersModel) => Promise<unknown>,
) {
  const [ours, theirs] = [createOne(), createOne()];
  theirs.setWeights(ours.getWeights());
  const history = await fitOne(ours);
  expect(readEngine()).toContain("Descent's own engine");
  host.settingsNow = { backend: "wasm" };
  const expected = await fitOne(theirs);
  expect(readEngine()).toContain("Trained by TensorFlow.js");
  host.settingsNow = {};
  return { ours, theirs, history, expected };
}

function readWeights(model: LayersModel): number[] {
  return model.getWeights().flatMap((weight) => [...weight.dataSync()]);
}

/** The length of the difference beside that of the weights. */
function compareWeights(a: LayersModel, b: LayersModel): number {
  const [wA, wB] = [readWeights(a), readWeights(b)];
  return Math.hypot(...wA.map((w, i) => w - (wB[i] as number))) / Math.hypot(...wB);
}

function expectSameHistory(history: unknown, expected: unknown, tolerance: number): void {
  const [a, b] = [history, expected].map(
    (each) => (each as { history: Record<string, number[]> }).history,
  );
  expect(Object.keys(a ?? {})).toEqual(Object.keys(b ?? {}));
  for (const [name, values] of Object.entries(b ?? {})) {
    for (const [epoch, value] of values.entries()) {
      const error = Math.abs((a?.[name]?.[epoch] as number) - value) / Math.max(1, Math.abs(value));
      expect(error, `${name} of epoch ${epoch}`).toBeLessThan(tolerance);
    }
  }
}

const hidden: Activation[] = [
  "linear",
  "relu",
  "elu",
  "selu",
  "gelu",
  "swish",
  "softplus",
  "softsign",
  "sigmoid",
  "tanh",
] as Activation[];
const heads: Omit<Case, "hidden">[] = [
  { output: "linear", loss: "meanSquaredError", units: 1, metrics: ["mae", "mse"] },
  { output: "tanh", loss: "meanSquaredError", units: 2, metrics: ["mae"] },
  { output: "sigmoid", loss: "meanSquaredError", units: 1, metrics: ["accuracy"] },
  { output: "softmax", loss: "meanSquaredError", units: 3, metrics: ["acc"] },
  { output: "sigmoid", loss: "binaryCrossentropy", units: 1, metrics: ["accuracy", "mse"] },
  { output: "sigmoid", loss: "binaryCrossentropy", units: 3, metrics: ["accuracy"] },
  { output: "softmax", loss: "categoricalCrossentropy", units: 3, metrics: ["accuracy"] },
  { output: "softmax", loss: "sparseCategoricalCrossentropy", units: 3, metrics: ["acc"] },
];
const optimizers = {
  sgd: () => tf.train.sgd(0.1),
  momentum: () => tf.train.momentum(0.02, 0.9),
  nesterov: () => tf.train.momentum(0.02, 0.9, true),
  rmsprop: () => tf.train.rmsprop(0.005),
  "rmsprop with momentum": () => tf.train.rmsprop(0.002, 0.9, 0.8, 1e-6),
  adagrad: () => tf.train.adagrad(0.05),
  adam: () => tf.train.adam(0.01),
  "adam by name": () => "adam",
  adamax: () => tf.train.adamax(0.01),
};

/** Float32 rounds each of some 15 steps to about 1e-7, and Adam's first corrections to 1e-5. */
const tolerance = 1e-4;

const cases = hidden.flatMap((activation, a) =>
  heads.map((head, h) => ({
    name: Object.keys(optimizers)[
      (a + h) % Object.keys(optimizers).length
    ] as keyof typeof optimizers,
    ...head,
    hidden: activation,
  })),
);

describe("model.fit(x, y) by our own engine and by TensorFlow.js", () => {
  it.each(cases)("$hidden, $output, $loss of $units, $name", async ({ name, ...one }) => {
    const { x, y } = createExamples(one);
    const args: ModelFitArgs = { epochs: 5, batchSize: 16, shuffle: false, validationSplit: 0.2 };
    const { ours, theirs, history, expected } = await fitBoth(
      () => {
        const model = createModel(one);
        model.compile({ optimizer: optimizers[name](), loss: one.loss, metrics: one.metrics });
        return model;
      },
      (model) => model.fit(x, y, args),
    );
    expect(compareWeights(ours, theirs)).toBeLessThan(tolerance);
    expectSameHistory(history, expected, tolerance);
  });
});

const plain: Case = {
  hidden: "tanh",
  output: "linear",
  loss: "meanSquaredError",
  units: 1,
  metrics: [],
};

function createCompiled(one: Case, name: keyof typeof optimizers = "adam"): LayersModel {
  const model = createModel(one);
  model.compile({ optimizer: optimizers[name](), loss: one.loss, metrics: one.metrics });
  return model;
}

describe("model.fit(x, y, args) by our own engine", () => {
  it.each(Object.keys(optimizers) as (keyof typeof optimizers)[])(
    "goes on with the memory of %s, whoever has trained before",
    async (name) => {
      const { x, y } = createExamples(plain);
      const args: ModelFitArgs = { epochs: 3, batchSize: 16, shuffle: false };
      const { ours, theirs } = await fitBoth(
        () => createCompiled(plain, name),
        async (model) => {
          await model.fit(x, y, args);
          const { backend } = host.settingsNow;
          // One batch more by TensorFlow.js, and then as before.
          host.settingsNow = { backend: "wasm" };
          await model.fit(x, y, { epochs: 1, batchSize: 43, shuffle: false });
          host.settingsNow = { backend };
          await model.trainOnBatch(x, y);
          return model.fit(x, y, args);
        },
      );
      expect(compareWeights(ours, theirs)).toBeLessThan(tolerance);
      const [a, b] = [ours, theirs].map(({ optimizer }) => optimizer.iterations);
      expect(a).toBe(b);
      expect(a).toBe(3 * 3 + 1 + 1 + 3 * 3);
    },
  );

  it("shuffles as TensorFlow.js does, with the numbers of Math.random", async () => {
    const { x, y } = createExamples(plain);
    const { random } = Math;
    try {
      const { ours, theirs, history, expected } = await fitBoth(
        () => createCompiled(plain),
        (model) => {
          const seeded = createRandom(5, "shuffle");
          Math.random = () => seeded.uniform(0, 1);
          return model.fit(x, y, { epochs: 6, batchSize: 8, validationData: [x, y] });
        },
      );
      expect(compareWeights(ours, theirs)).toBeLessThan(tolerance);
      expectSameHistory(history, expected, tolerance);
    } finally {
      Math.random = random;
    }
  });

  it.each([heads[4], heads[5], heads[6], heads[7]] as Omit<Case, "hidden">[])(
    "learns nothing from clipped probabilities, as TensorFlow.js: $loss of $units",
    async (head) => {
      const one: Case = { hidden: "relu", ...head };
      const { x, y } = createExamples(one);
      // So large that most answers are certain, right or wrong, far beyond the bounds of 1e-7.
      const large = x.mul(300);
      const { ours, theirs, history, expected } = await fitBoth(
        () => createCompiled(one, "sgd"),
        (model) => model.fit(large, y, { epochs: 1, batchSize: 43, shuffle: false }),
      );
      expect(compareWeights(ours, theirs)).toBeLessThan(1e-3);
      expectSameHistory(history, expected, 1e-3);
    },
  );

  it("shows callbacks the model as it stands after each epoch, and takes their changes", async () => {
    const { x, y } = createExamples(plain);
    const seen: Record<string, number[]> = { ours: [], wasm: [] };
    const { ours, theirs } = await fitBoth(
      () => createCompiled(plain, "momentum"),
      (model) => {
        const key = host.settingsNow.backend ?? "ours";
        return model.fit(x, y, {
          epochs: 4,
          batchSize: 16,
          shuffle: false,
          callbacks: {
            onEpochBegin: async (epoch) => {
              const optimizer = model.optimizer as unknown as {
                setLearningRate(rate: number): void;
              };
              optimizer.setLearningRate(0.02 / (1 + epoch));
              if (epoch === 2) {
                const weights = model.getWeights();
                model.setWeights(weights.map((weight) => weight.mul(0.5)));
              }
            },
            onEpochEnd: async (epoch, logs) => {
              const loss = (model.evaluate(x, y) as unknown as { dataSync(): number[] }).dataSync();
              seen[key]?.push(epoch, logs?.loss as number, loss[0] as number);
            },
          },
        });
      },
    );
    expect(compareWeights(ours, theirs)).toBeLessThan(tolerance);
    expect(seen.ours).toHaveLength(12);
    for (const [place, value] of (seen.ours ?? []).entries()) {
      expect(Math.abs(value - (seen.wasm?.[place] as number))).toBeLessThan(tolerance);
    }
  });

  it("stops where an EarlyStopping does", async () => {
    const { x, y } = createExamples(plain);
    const { history, expected } = await fitBoth(
      () => createCompiled(plain, "sgd"),
      (model) =>
        model.fit(x, y, {
          epochs: 50,
          batchSize: 16,
          shuffle: false,
          callbacks: tf.callbacks.earlyStopping({ monitor: "loss", minDelta: 0.002, patience: 1 }),
        }),
    );
    expectSameHistory(history, expected, tolerance);
    expect((expected as { epoch: number[] }).epoch.length).toBeLessThan(50);
  });

  it("is faster", async () => {
    const { x, y } = createExamples(plain, 250);
    const args: ModelFitArgs = { epochs: 20, batchSize: 10, shuffle: false };
    const measure = async () => {
      const model = createCompiled(plain);
      await model.fit(x, y, { ...args, epochs: 1 });
      const startedAt = performance.now();
      await model.fit(x, y, args);
      return performance.now() - startedAt;
    };
    const ours = await measure();
    host.settingsNow = { backend: "wasm" };
    const theirs = await measure();
    expect(theirs / ours).toBeGreaterThan(10);
  });
});

describe("model.fit(x, y) by TensorFlow.js", () => {
  const dense = (options: object = {}) =>
    tf.layers.dense({ units: 1, inputShape: [2], ...options } as never);
  const compile = { optimizer: "sgd", loss: "meanSquaredError" };
  const reasons: [reason: string, layers: () => unknown[], compile?: object, args?: object][] = [
    ["a layer of type Dropout", () => [dense(), tf.layers.dropout({ rate: 0.5 })]],
    ["has no bias", () => [dense({ useBias: false })]],
    ["kernelRegularizer", () => [dense({ kernelRegularizer: "l1l2" })]],
    ["activation relu6", () => [dense({ activation: "relu6" })]],
    [
      "some of its layers are not trained",
      () => [dense({ trainable: false }), tf.layers.dense({ units: 1 })],
    ],
    ["loss is meanAbsoluteError", () => [dense()], { loss: "meanAbsoluteError" }],
    ["loss is a function", () => [dense()], { loss: tf.losses.meanSquaredError }],
    ["activation linear", () => [dense()], { loss: "binaryCrossentropy" }],
    ["optimizer is Adadelta", () => [dense()], { optimizer: "adadelta" }],
    ["centred", () => [dense()], { optimizer: tf.train.rmsprop(0.1, 0.9, 0, 1e-7, true) }],
    ["accuracy of outputs that are linear", () => [dense()], { metrics: ["accuracy"] }],
    [
      "accuracy of labels other than 0 and 1",
      () => [dense({ activation: "sigmoid" })],
      { metrics: ["acc"] },
    ],
    [
      "a callback looks at each batch",
      () => [dense()],
      {},
      { callbacks: { onBatchEnd: async () => {} } },
    ],
  ];

  it.each(reasons)("says why: %s", async (reason, layers, change = {}, args = {}) => {
    const model = tf.sequential({ layers: layers() as never });
    model.compile({ ...compile, ...change } as never);
    const x = tf.tensor2d([
      [0.5, 1],
      [1, 0.2],
    ]);
    const y = tf.tensor2d([[0.3], [1]]);
    await model.fit(x, y, { epochs: 2, batchSize: 1, ...args });
    expect(readEngine()).toMatch(/^Trained by TensorFlow.js on the CPU, .*\.$/);
    expect(readEngine()).toContain(reason);
  });
});

describe("model.fit(x, y) of a model by tf.model", () => {
  const x = tf.randomUniform([20, 2], -1, 1, "float32", 1);
  const y = tf.ones([20, 1]);

  it("is trained by our engine where layer follows layer", async () => {
    const { ours, theirs } = await fitBoth(
      () => {
        const input = tf.input({ shape: [2] });
        const inner = tf.layers.dense({ units: 3, activation: "relu" }).apply(input);
        const output = tf.layers.dense({ units: 1 }).apply(inner);
        const model = tf.model({ inputs: input, outputs: output as never });
        model.compile({ optimizer: "adam", loss: "meanSquaredError" });
        return model;
      },
      (model) => model.fit(x, y, { epochs: 3, shuffle: false }),
    );
    expect(compareWeights(ours, theirs)).toBeLessThan(tolerance);
  });

  it.each([
    [
      "not simply one after the other",
      () => {
        const input = tf.input({ shape: [2] });
        const layer = tf.layers.dense({ units: 2 });
        return [input, layer.apply(layer.apply(input))];
      },
    ],
    [
      "a layer of type Add",
      () => {
        const input = tf.input({ shape: [2] });
        const inner = tf.layers.dense({ units: 2 }).apply(input);
        return [input, tf.layers.add().apply([input, inner] as never)];
      },
    ],
  ])("is trained by TensorFlow.js with %s", async (reason, build) => {
    const [inputs, outputs] = build();
    const model = tf.model({ inputs, outputs } as never);
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await model.fit(x, tf.ones([20, 2]));
    expect(readEngine()).toContain(reason);
  });

  it("is trained by TensorFlow.js with several outputs", async () => {
    const input = tf.input({ shape: [2] });
    const inner = tf.layers.dense({ units: 1 }).apply(input);
    const output = tf.layers.dense({ units: 1 }).apply(inner);
    const model = tf.model({ inputs: input, outputs: [inner, output] as never });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    await model.fit(x, [y, y]);
    expect(readEngine()).toContain("several outputs");
  });
});
