import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import type { Network } from "../../../lib/engine/network";
import { drawWeights } from "../../../lib/engine/network";
import { createTaskNetwork, type Task } from "../../../lib/engine/task";
import type { Contestant } from "../measure";

/** An epoch of `fit` at its best: in one go, in the order given, with nothing to call back. */
export async function openTfjsEpoch(task: Task): Promise<Contestant> {
  await openBackend("cpu");
  const { count, x, y } = task.dataset.train;
  const model = createModel(task);
  const xTrain = tf.tensor2d(x, [count, x.length / count]);
  const yTrain = tf.tensor2d(y, [count, y.length / count]);
  return {
    async run(epochs) {
      await model.fit(xTrain, yTrain, {
        batchSize: task.fit.batchSize,
        epochs,
        shuffle: false,
        verbose: 0,
        yieldEvery: "never",
      });
    },
    readWeights: () => readWeights(model),
    dispose: () => {
      model.dispose();
      tf.dispose([xTrain, yTrain]);
    },
  };
}

/** A pass of `trainOnBatch` over the batches, which lie ready as tensors. */
export async function openTfjsSteps(task: Task): Promise<Contestant> {
  await openBackend("wasm");
  const { count, x, y } = task.dataset.train;
  const { batchSize } = task.fit;
  const model = createModel(task);
  const xBatches = tf.split(tf.tensor2d(x, [count, x.length / count]), count / batchSize);
  const yBatches = tf.split(tf.tensor2d(y, [count, y.length / count]), count / batchSize);
  return {
    async run(passes) {
      for (let pass = 0; pass < passes; pass += 1) {
        for (const [batch, xBatch] of xBatches.entries()) {
          await model.trainOnBatch(xBatch, yBatches[batch] as tf.Tensor2D);
        }
      }
    },
    readWeights: () => readWeights(model),
    dispose: () => {
      model.dispose();
      tf.dispose([xBatches, yBatches]);
    },
  };
}

async function openBackend(name: "cpu" | "wasm"): Promise<void> {
  // Threads need headers that static hosts do not send.
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths({
    "tfjs-backend-wasm.wasm": new URL(
      "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm",
      import.meta.url,
    ).href,
    "tfjs-backend-wasm-simd.wasm": new URL(
      "../../../node_modules/@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm",
      import.meta.url,
    ).href,
    "tfjs-backend-wasm-threaded-simd.wasm": "",
  });
  if (!(await tf.setBackend(name))) throw new Error(`TensorFlow.js could not start on ${name}.`);
}

function createModel(task: Task): tf.Sequential {
  const network = createTaskNetwork(task);
  const model = tf.sequential({
    layers: network.layers.map(({ inputs, units, activation }) =>
      tf.layers.dense({
        inputShape: [inputs],
        units,
        activation: activation as "tanh" | "relu" | "softmax",
      }),
    ),
  });
  model.compile({ optimizer: createOptimizer(task), loss: getLossName(task) });
  model.setWeights(toTensors(network, drawWeights(network, task)));
  return model;
}

function getLossName({ compile: { loss } }: Task): string {
  // TensorFlow.js has no half of it: the learning rate is halved in its place.
  return loss.name === "halfSquaredError" ? "meanSquaredError" : loss.name;
}

function createOptimizer({ compile: { optimizer, loss } }: Task): tf.Optimizer {
  switch (optimizer.name) {
    case "sgd":
      return tf.train.sgd(optimizer.learningRate / (loss.name === "halfSquaredError" ? 2 : 1));
    case "adam":
      return tf.train.adam(
        optimizer.learningRate,
        optimizer.beta1,
        optimizer.beta2,
        optimizer.epsilon,
      );
    default:
      throw new Error(`internal: no row needs ${optimizer.name}.`);
  }
}

function toTensors({ layers }: Network, weights: Float32Array): tf.Tensor[] {
  return layers.flatMap(({ inputs, units, kernelOffset, biasOffset }) => [
    tf.tensor2d(weights.slice(kernelOffset, biasOffset), [inputs, units]),
    tf.tensor1d(weights.slice(biasOffset, biasOffset + units)),
  ]);
}

function readWeights(model: tf.Sequential): Float32Array {
  return Float32Array.from(model.getWeights().flatMap((tensor) => [...tensor.dataSync()]));
}
