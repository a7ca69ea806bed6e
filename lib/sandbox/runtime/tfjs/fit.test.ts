import type { LayersModel } from "@tensorflow/tfjs-layers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import type { TrainingView } from "../../../notebook/output";
import { tfjsModuleInNode } from "./node";
import { createTestHost, Interrupt } from "./testing-host";
import { tf } from "./tf";
import { TrainingDisplay } from "./training-display";

const host = createTestHost();
beforeAll(async () => {
  await tfjsModuleInNode.load(host);
}, 60_000);

afterEach(() => {
  host.settingsNow = {};
  host.displays = [];
  host.isInterrupted = false;
});

function listViews(): TrainingView[] {
  return host.displays.flatMap(({ data }) => data["application/vnd.descent.training+json"] ?? []);
}

/** The paths of `fit`: our own engine, and TensorFlow.js with a model, and with a dataset. */
const paths = ["dense", "tfjs", "dataset"] as const;

function createModel(learningRate = 0.01): LayersModel {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 4, inputShape: [2], activation: "tanh" }),
      tf.layers.dense({ units: 1 }),
    ],
  });
  model.compile({ optimizer: tf.train.sgd(learningRate), loss: "meanSquaredError" });
  return model;
}

const x = tf.randomUniform([200, 2], -1, 1, "float32", 1);
const y = tf.tidy(() => tf.slice(x, [0, 0], [200, 1]).square());

interface Options {
  epochs?: number;
  verbose?: 0 | 1;
  callbacks?: object;
}

function train(path: (typeof paths)[number], model: LayersModel, options: Options = {}) {
  if (path === "dataset") {
    const xs = tf.data.array(x.arraySync() as number[][]);
    const ys = tf.data.array(y.arraySync() as number[][]);
    const dataset = tf.data.zip({ xs, ys }).batch(20);
    return model.fitDataset(dataset as never, { epochs: 1, ...options } as never);
  }
  if (path === "tfjs") host.settingsNow = { ...host.settingsNow, backend: "wasm" };
  return model.fit(x, y, { batchSize: 20, ...options } as never);
}

describe.each(paths)("model.fit, trained by %s", (path) => {
  it("shows one display from the first epoch to the last", async () => {
    const history = await train(path, createModel(), { epochs: 3 });
    const views = listViews();
    expect(new Set(host.displays.map(({ displayId }) => displayId)).size).toBe(1);
    expect(views[0]).toMatchObject({ status: "running", epoch: 0, epochs: 3 });
    expect(views.at(-1)).toMatchObject({ status: "done", epoch: 3, epochs: 3, remainingMs: null });
    expect(views.at(-1)?.series).toEqual([{ name: "loss", values: history.history.loss }]);
    expect(history.history.loss).toHaveLength(3);
  });

  it("shows nothing with verbose: 0", async () => {
    const { displays } = host;
    await train(path, createModel(), { epochs: 2, verbose: 0 });
    expect(displays).toEqual([]);
  });

  it("trains no more epochs than the settings allow", async () => {
    host.settingsNow = { maxEpochs: 2 };
    const history = await train(path, createModel(), { epochs: 7 });
    expect(history.epoch).toEqual([0, 1]);
    expect(listViews().at(-1)).toMatchObject({ status: "done", epochs: 2 });
  });

  it("stops between two batches, and keeps what has been learnt", async () => {
    const model = createModel();
    const before = await model.getWeights()[0]?.data();
    const tensors = tf.memory().numTensors;
    const training = train(path, model, { epochs: 100_000 });
    setTimeout(() => {
      host.isInterrupted = true;
    }, 150);
    const startedAt = performance.now();
    await expect(training).rejects.toThrow(Interrupt);
    expect(performance.now() - startedAt).toBeLessThan(1000);
    expect(listViews().at(-1)?.status).toBe("stopped");
    expect(await model.getWeights()[0]?.data()).not.toEqual(before);
    expect(tf.memory().numTensors - tensors).toBeLessThanOrEqual(path === "dataset" ? 4 : 0);
    host.isInterrupted = false;
    await train(path, model, { epochs: 1 });
  });

  it("ends with an Error when the loss is not finite any more", async () => {
    const { random } = Math;
    const training = train(path, createModel(1e12), { epochs: 30 });
    await expect(training).rejects.toThrow(
      /^model\.fit: the loss became (NaN|Infinity) in epoch \d/,
    );
    expect(listViews().at(-1)?.status).toBe("diverged");
    Math.random = random;
  });

  it("calls the callbacks", async () => {
    const calls: string[] = [];
    const note = (name: string) => async (epoch: unknown) => {
      calls.push(typeof epoch === "number" ? `${name} ${epoch}` : name);
    };
    await train(path, createModel(), {
      epochs: 2,
      callbacks: {
        onTrainBegin: note("train"),
        onEpochBegin: note("begin"),
        onEpochEnd: note("end"),
        onTrainEnd: note("done"),
      },
    });
    expect(calls).toEqual(["train", "begin 0", "end 0", "begin 1", "end 1", "done"]);
  });

  it("passes errors of TensorFlow.js on, and shows nothing before training begins", async () => {
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2] })] });
    await expect(train(path, model)).rejects.toThrow(/compile/);
    expect(host.displays).toEqual([]);
  });
});

describe("model.fit(x, y)", () => {
  it("leaves memory flat over 1000 models under one name", async () => {
    const { extension } = await tfjsModuleInNode.load(host);
    const names: Record<string, unknown> = { x, y };
    const run = async () => {
      const dropped = [names.model, names.prediction];
      names.model = createModel();
      await (names.model as LayersModel).fit(x, y, { epochs: 1, batchSize: 200, verbose: 0 });
      names.prediction = (names.model as LayersModel).predict(x);
      extension?.release?.(dropped, names);
    };
    await run();
    const { numTensors, numBytes } = tf.memory();
    for (let i = 0; i < 1000; i += 1) await run();
    expect(tf.memory()).toMatchObject({ numTensors, numBytes });
  });
});

describe("new TrainingDisplay(host, options)", () => {
  it("thins out the curves of long runs", () => {
    const display = new TrainingDisplay(host, { epochs: 5000, engine: "x" });
    for (let epoch = 0; epoch < 5000; epoch += 1)
      display.addLogs({ loss: epoch, val_loss: -epoch });
    display.show("done");
    const [view] = listViews();
    const every = view?.epochsPerValue as number;
    expect(every).toBe(8);
    for (const { name, values } of view?.series ?? []) {
      expect(values.length).toBe(Math.ceil(5000 / every));
      expect(values.every((value, i) => value === (name === "loss" ? 1 : -1) * i * every)).toBe(
        true,
      );
    }
  });
});
