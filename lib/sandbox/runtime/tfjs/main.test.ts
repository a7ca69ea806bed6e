import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { MimeBundle } from "../../../notebook/output";
import { descentModule } from "../descent/module";
import type * as Types from "../descent/types";
import type { Extension } from "../host";
import { tfjsModuleInNode } from "./node";
import { createTestHost } from "./testing-host";
import type { tf as Tf } from "./tf";

const host = createTestHost();
let tf: typeof Tf;
let extension: Required<Extension>;

beforeAll(async () => {
  const loaded = await tfjsModuleInNode.load(host);
  tf = loaded.exports as never;
  extension = loaded.extension as never;
}, 60_000);

beforeEach(() => {
  host.displays = [];
});

/** What the first displayer that knows the value shows; none may leave a tensor behind. */
async function show(value: unknown): Promise<MimeBundle | undefined> {
  const { numTensors } = tf.memory();
  for (const displayer of extension.displayers) {
    const bundle = await displayer(value);
    expect(tf.memory().numTensors).toBe(numTensors);
    if (bundle) return bundle;
  }
  return undefined;
}

describe("tf in the kernel", () => {
  it("computes, with chained operations and gradients", () => {
    expect(tf.tensor1d([1, 2]).add(1).dataSync()).toEqual(Float32Array.from([2, 3]));
    const slope = tf.grad((x) => x.square())(tf.scalar(3));
    expect(slope.dataSync()[0]).toBe(6);
    expect(tf.getBackend()).toBe("cpu");
  });

  it("refuses rows of unequal length", () => {
    expect(() => tf.tensor([[1, 2], [3]])).toThrow("should have 2 elements, but has 1");
  });

  it("computes on WebAssembly where the reader asks for it", async () => {
    await tf.setBackend("wasm");
    expect(tf.tensor1d([1, 2]).mul(2).dataSync()).toEqual(Float32Array.from([2, 4]));
    await tf.setBackend("cpu");
  });

  it("says what is missing where the settings ask for WebGPU", async () => {
    host.settingsNow = { backend: "webgpu" };
    await expect(tfjsModuleInNode.load(host)).rejects.toThrow(/WebGPU/);
    host.settingsNow = {};
    await tfjsModuleInNode.load(host);
  });
});

describe("displayers", () => {
  it("show a tensor by shape, type and values, and as TensorFlow.js prints it", async () => {
    expect(
      await show(
        tf.tensor2d([
          [1, 2],
          [3, Number.NaN],
        ]),
      ),
    ).toEqual({
      "text/plain":
        "Tensor\n  dtype: float32\n  rank: 2\n  shape: [2,2]\n  values:\n    [[1, 2  ],\n     [3, NaN]]",
      "application/vnd.descent.tensor+json": {
        shape: [2, 2],
        dtype: "float32",
        values: [1, 2, 3, "NaN"],
        isCut: false,
      },
    });
  });

  it("show text and truth values as such", async () => {
    const text = await show(tf.tensor1d(["a", "b"]));
    expect(text?.["application/vnd.descent.tensor+json"]?.values).toEqual(["a", "b"]);
    const truth = await show(tf.tensor1d([true, false], "bool"));
    expect(truth?.["application/vnd.descent.tensor+json"]?.values).toEqual([true, false]);
    expect(await show(tf.complex(1, 2))).toBeDefined();
  });

  it("show of a large tensor the first values only", async () => {
    for (const length of [3000, 2_000_000]) {
      const bundle = await show(tf.range(0, length));
      const view = bundle?.["application/vnd.descent.tensor+json"];
      expect(view).toMatchObject({ shape: [length], isCut: true });
      expect(view?.values).toHaveLength(2000);
      expect(bundle?.["text/plain"].length).toBeLessThan(1000);
    }
  });

  it("show pictures as such", async () => {
    const digits = await show(tf.ones([3, 28, 28, 1]));
    expect(digits?.["application/vnd.descent.images+json"]).toMatchObject({
      count: 3,
      height: 28,
      width: 28,
      channels: 1,
      more: 0,
    });
    const kernels = await show(tf.randomNormal([3, 3, 3, 3]));
    expect(kernels?.["application/vnd.descent.images+json"]).toBeUndefined();
  });

  it("say that a tensor is disposed", async () => {
    const tensor = tf.scalar(1);
    tensor.dispose();
    expect((await show(tensor))?.["text/plain"]).toBe("Tensor float32 [], disposed");
  });

  it("show a model as its summary does", async () => {
    const model = tf.sequential({
      name: "small",
      layers: [
        tf.layers.dense({ name: "a", units: 3, inputShape: [2], trainable: false }),
        tf.layers.dense({ name: "b", units: 1 }),
      ],
    });
    model.summary();
    const expected = {
      name: "small",
      layers: [
        { name: "a", type: "Dense", outputShape: "[null, 3]", params: 9 },
        { name: "b", type: "Dense", outputShape: "[null, 1]", params: 4 },
      ],
      totalParams: 13,
      trainableParams: 4,
    };
    expect(host.displays[0]?.data["application/vnd.descent.model+json"]).toEqual(expected);
    expect((await show(model))?.["application/vnd.descent.model+json"]).toEqual(expected);
    const lines: string[] = [];
    model.summary(undefined, undefined, (line) => lines.push(line as string));
    expect(lines.join("\n")).toContain("Total params: 13");
    expect(host.displays).toHaveLength(1);
  });

  it("show a model that is not built yet", async () => {
    const view = (await show(tf.sequential()))?.["application/vnd.descent.model+json"];
    expect(view).toMatchObject({ layers: [], totalParams: 0 });
    expect(() => tf.sequential().summary()).toThrow(/empty/);
  });

  it("show what fit returns as curves", async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
    const x = tf.ones([8, 1]);
    const history = await model.fit(x, x, { epochs: 2, validationSplit: 0.5 });
    // In the run that trained it, its curves are there already.
    expect(await show(history)).toEqual({
      "text/plain": expect.stringMatching(/^History of 2 epochs; at the end: val_loss .*, loss /),
    });
    extension.beginRun();
    const view = (await show(history))?.["application/vnd.descent.plot+json"];
    expect(view?.series.map(({ name, isTwin, x }) => [name, isTwin, x])).toEqual([
      ["val_loss", true, [1, 2]],
      ["loss", undefined, [1, 2]],
    ]);
  });

  it("leave everything else to others", async () => {
    expect(await show({ shape: [1] })).toBeUndefined();
    expect(await show(null)).toBeUndefined();
    expect(await show(3)).toBeUndefined();
  });
});

describe("countTensors(names)", () => {
  it("counts as left what no name, model or optimizer holds", async () => {
    const { left } = extension.countTensors({});
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
    model.compile({ optimizer: tf.train.adam(0.1), loss: "meanSquaredError" });
    const x = tf.ones([8, 1]);
    await model.fit(x, x);
    class Holder {
      weights = [tf.variable(tf.scalar(1)), { deep: new Map([["b", tf.scalar(2)]]) }];
    }
    const names = { model, x, holder: new Holder(), many: Array.from({ length: 5 }, () => [x]) };
    expect(extension.countTensors(names).left - left).toBe(1);
    tf.scalar(1);
    expect(extension.countTensors(names).left - left).toBe(2);
  });
});

describe("release(dropped, names)", () => {
  it("frees what no other name holds", () => {
    const [kept, gone] = [tf.scalar(1), tf.scalar(2)];
    const list = { a: [kept] };
    extension.release([kept, { gone }, 3, null], { list });
    expect(kept.isDisposed).toBe(false);
    expect(gone.isDisposed).toBe(true);
  });

  it("frees nothing where names hold more than can be looked through", () => {
    const tensor = tf.scalar(1);
    const many = Array.from({ length: 300_000 }, () => ({}));
    extension.release([tensor], { deep: { tensor }, many });
    expect(tensor.isDisposed).toBe(false);
  });

  it("keeps the weights that a new model shares with the old one", () => {
    const layer = tf.layers.dense({ units: 1, inputShape: [1] });
    const old = tf.sequential({ layers: [layer] });
    const model = tf.model({ inputs: old.inputs, outputs: old.outputs });
    extension.release([old], { model });
    expect(() => model.predict(tf.ones([1, 1]))).not.toThrow();
  });
});

describe("explain(error)", () => {
  const dense = (units: number, activation: "softmax" | "linear" = "linear") =>
    tf.sequential({ layers: [tf.layers.dense({ units, activation, inputShape: [2] })] });
  const compiled = (loss: string, units: number, activation?: "softmax") => {
    const model = dense(units, activation);
    model.compile({ optimizer: "sgd", loss });
    return model;
  };
  const cases: [advice: RegExp, fail: () => unknown][] = [
    [
      /sparseCategoricalCrossentropy, or turn them into rows with tf.oneHot\(labels, 3\)/,
      () => compiled("categoricalCrossentropy", 3, "softmax").fit(tf.ones([4, 2]), tf.ones([4, 1])),
    ],
    [
      /one-hot, the last layer needs 3 units/,
      () => compiled("meanSquaredError", 1).fit(tf.ones([4, 2]), tf.ones([4, 3])),
    ],
    [
      /units of the last layer and the columns of the labels/,
      () => compiled("meanSquaredError", 2).fit(tf.ones([4, 2]), tf.ones([4, 3])),
    ],
    [
      /one unit with a sigmoid and binaryCrossentropy/,
      () => compiled("categoricalCrossentropy", 1).fit(tf.ones([4, 2]), tf.ones([4, 1])),
    ],
    [
      /inputs of shape \[\*, 2\].*\[4, 3\]/,
      () => compiled("meanSquaredError", 1).fit(tf.ones([4, 3]), tf.ones([4, 1])),
    ],
    [/inputs of shape \[\*, 2\].*\[4, 3\]/, () => dense(1).predict(tf.ones([4, 3]))],
    [
      /tensors of 2 dimensions.*\[4, 2, 2\]/,
      () => compiled("meanSquaredError", 1).fit(tf.ones([4, 2, 2]), tf.ones([4, 1])),
    ],
    [
      /4 rows of inputs, but 3 of labels/,
      () => compiled("meanSquaredError", 1).fit(tf.ones([4, 2]), tf.ones([3, 1])),
    ],
    [/model.compile\(/, () => dense(1).fit(tf.ones([4, 2]), tf.ones([4, 1]))],
    [/no loss called mse/, () => compiled("mse", 1)],
    [
      /memory has been freed/,
      () => {
        const tensor = tf.scalar(1);
        tensor.dispose();
        tensor.add(1);
      },
    ],
    [
      /\[2, 3\] has 3 columns and \[2, 3\] has 2 rows/,
      () => tf.matMul(tf.ones([2, 3]), tf.ones([2, 3])),
    ],
    [/\[2, 3\] and \[2, 2\] do not fit/, () => tf.add(tf.ones([2, 3]), tf.ones([2, 2]))],
    [/6 of them do not fill the shape \[4\]/, () => tf.ones([2, 3]).reshape([4])],
    [/holds 4 values, but 3/, () => tf.tensor2d([1, 2, 3], [2, 2])],
    [/Write await/, () => tf.add(tf.scalar(1).data() as never, 1)],
    [/no value here/, () => tf.add(undefined as never, 1)],
    [/cast\("int32"\)/, () => tf.oneHot(tf.tensor1d([0, 1]), 2)],
    [/values are text/, () => tf.tensor1d(["a"]).add(1)],
    [/with cast/, () => tf.variable(tf.scalar(1)).assign(tf.scalar(1, "int32"))],
    [/made of tensor operations all along/, () => tf.grad(() => tf.scalar(1))(tf.scalar(2))],
    [
      /must be one number/,
      () => {
        const weights = tf.variable(tf.ones([2]));
        tf.train.sgd(0.1).minimize(() => weights.mul(2) as never);
      },
    ],
    [/inputShape: \[2\]/, () => tf.sequential({ layers: [tf.layers.dense({ units: 1 })] })],
    [
      /takes tensors of 4 dimensions/,
      () =>
        tf.sequential({
          layers: [tf.layers.conv2d({ filters: 1, kernelSize: 3, inputShape: [2] as never })],
        }),
    ],
    [
      /learning rate is too large/,
      () => {
        const model = dense(1);
        model.compile({ optimizer: tf.train.sgd(1e20), loss: "meanSquaredError" });
        return model.fit(tf.ones([4, 2]), tf.ones([4, 1]), { epochs: 20 });
      },
    ],
    [
      /await model.fit/,
      () => {
        const history = compiled("meanSquaredError", 1).fit(tf.ones([4, 2]), tf.ones([4, 1]));
        return (history as unknown as { history: { loss: unknown } }).history.loss;
      },
    ],
    [/no webgl here/, () => tf.setBackend("webgl")],
    [/tf.setBackend\("cpu"\)/, () => tf.engine().runKernel("Nothing", {})],
  ];

  it.each(cases)("%s", async (advice, fail) => {
    const error = await Promise.resolve()
      .then(fail)
      .then(
        () => new Error("nothing failed"),
        (reason) => reason as Error,
      );
    expect(extension.explain(error)).toMatch(advice);
  });

  it("says nothing about other errors", () => {
    expect(extension.explain(new Error("x is not defined"))).toBeUndefined();
  });

  it.each([
    [
      "model.fit",
      "x",
      "an array. Make one of it: tf.tensor2d(x)",
      () => compiled("meanSquaredError", 1).fit([[1, 2]] as never, tf.ones([1, 1])),
    ],
    [
      "model.fit",
      "y",
      "undefined",
      () => compiled("meanSquaredError", 1).fit(tf.ones([1, 2]), undefined as never),
    ],
    ["model.predict", "x", "an array", () => dense(1).predict([[1, 2]] as never)],
    [
      "model.evaluate",
      "y",
      "a Promise, which needs an await",
      () => compiled("meanSquaredError", 1).evaluate(tf.ones([1, 2]), Promise.resolve(1) as never),
    ],
  ])("has no need to: %s names %s itself", async (method, name, came, fail) => {
    const message = await Promise.resolve()
      .then(fail as () => unknown)
      .then(String, String);
    expect(message).toContain(`${method}: expected ${name} to be a tensor, but got ${came}`);
  });
});

describe("the book's helpers with tf", () => {
  it("draw what a model says of the plane, and leave no tensor behind", async () => {
    const book = (await descentModule.load(host)).exports as unknown as typeof Types;
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: "ones" })],
    });
    const points = { x: tf.tensor2d([[1, 2]]), y: tf.tensor1d([1]) };
    const { numTensors } = tf.memory();
    await book.boundary(model as never, { size: 2, range: [0, 2, 0, 2], points: points as never });
    expect(tf.memory().numTensors).toBe(numTensors);
    expect(host.displays[0]?.data["application/vnd.descent.field+json"]).toMatchObject({
      values: [2, 3, 1, 2],
      points: [{ x: 1, y: 2, label: 1 }],
    });
  });

  it("make all that TensorFlow.js draws repeat itself, with setSeed", async () => {
    const book = (await descentModule.load(host)).exports as unknown as typeof Types;
    const { random } = Math;
    const x = tf.linspace(0, 1, 40).reshape([40, 1]);
    const run = async () => {
      book.setSeed(7);
      const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [1] })] });
      model.compile({ optimizer: "sgd", loss: "meanSquaredError" });
      await model.fit(x, x, { epochs: 2, batchSize: 7, verbose: 0 });
      return model.getWeights().map((weight) => weight.dataSync()[0]);
    };
    try {
      expect(await run()).toEqual(await run());
    } finally {
      Math.random = random;
    }
  });
});
