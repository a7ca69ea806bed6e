import * as tf from "@tensorflow/tfjs-core";
// The gradients are registered apart from the operations.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import type { Examples } from "../../data/dataset";
import { type DropoutMasks, drawMasks, noMasks } from "../dropout";
import { getLoss } from "../losses";
import type { Metrics } from "../metrics";
import type { Network } from "../network";
import { computeLearningRate } from "../schedules";
import { stepByStep } from "../step-by-step";
import { createTaskNetwork, type Task } from "../task";
import type { Stepper } from "../trainer";
import { activations } from "./activations";
import { KerasOptimizer } from "./keras-optimizer";
import { getTensorLoss } from "./losses";
import { metrics } from "./metrics";

/** The TensorFlow.js path, on whatever backend is open: gradients come from its own autodiff. */
export function createTfjsStepper(task: Task): Stepper {
  const { compile, fit, seed, dataset } = task;
  const network = createTaskNetwork(task);
  const layers = createLayers(network);
  const variables = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const optimizer = new KerasOptimizer(compile.optimizer);
  optimizer.build(variables);
  const { activation } = layers.at(-1) as TensorLayer;
  const { isSparse, fusedWith } = getLoss(compile.loss);
  const loss = getTensorLoss(compile.loss);
  const classes = isSparse ? network.outputs : undefined;
  const train = examplesToTensors(dataset.train, classes);
  const test = examplesToTensors(dataset.test, classes);

  const computeLoss = (sums: tf.Tensor, y: tf.Tensor) =>
    loss(y, fusedWith === null ? activations[activation](sums) : sums);

  /** The loss, then the metrics. */
  const measure = ({ x, y }: ExampleTensors): tf.Tensor[] => {
    const sums = computeSums(layers, x);
    const yPred = activations[activation](sums);
    return [
      computeLoss(sums, y),
      ...compile.metrics.map((name) => metrics[name](y, yPred, activation)),
    ];
  };

  const toMeasures = ([loss, ...values]: number[]): { loss: number; metrics: Metrics } => ({
    loss: loss as number,
    metrics: Object.fromEntries(compile.metrics.map((name, place) => [name, values[place]])),
  });

  return stepByStep(task, {
    update(rows, step) {
      const masks = drawMasks(network, rows.length, seed, step);
      optimizer.iterations = step;
      optimizer.learningRate = computeLearningRate(
        fit.schedule,
        compile.optimizer.learningRate,
        step,
      );
      tf.tidy(() => {
        const { x, y } = selectRows(train, rows);
        const { grads } = tf.variableGrads(
          () => computeLoss(computeSums(layers, x, masks), y),
          variables,
        );
        optimizer.applyGradients(addRegularizers(grads, layers));
      });
    },

    // To read one weight waits for everything that was asked before it.
    async settle() {
      await variables.at(-1)?.data();
    },

    // One tensor, so that a GPU is waited for once.
    async read() {
      const packed = tf.tidy(() =>
        tf.concat(
          [...measure(train), ...measure(test), ...variables, ...optimizer.slots].map((tensor) =>
            tf.reshape(tensor, [-1]),
          ),
        ),
      );
      const values = (await packed.data()) as Float32Array;
      packed.dispose();
      const measureCount = 1 + compile.metrics.length;
      const weightsAt = 2 * measureCount;
      const slotsAt = weightsAt + network.weightCount;
      const ofTrain = toMeasures([...values.subarray(0, measureCount)]);
      const ofTest = toMeasures([...values.subarray(measureCount, weightsAt)]);
      return {
        loss: ofTrain.loss,
        testLoss: ofTest.loss,
        metrics: ofTrain.metrics,
        testMetrics: ofTest.metrics,
        weights: values.slice(weightsAt, slotsAt),
        slots: values.slice(slotsAt),
      };
    },

    write({ weights, slots }) {
      assignAll(variables, weights);
      assignAll(optimizer.slots, slots);
    },

    dispose() {
      optimizer.dispose();
      tf.dispose([variables, Object.values(train), Object.values(test)]);
    },
  });
}

type TensorLayer = ReturnType<typeof createLayers>[number];

function createLayers({ layers }: Network) {
  return layers.map(({ inputs, units, activation, kernelRegularizer }) => ({
    kernel: createZeros<tf.Rank.R2>([inputs, units]),
    bias: createZeros<tf.Rank.R1>([units]),
    activation,
    kernelRegularizer,
  }));
}

/** A variable of zeros, whose starting tensor is not left behind. */
function createZeros<R extends tf.Rank>(shape: tf.ShapeMap[R]): tf.Variable<R> {
  return tf.tidy(() => tf.variable(tf.zeros<R>(shape)));
}

/** The weighted sums of the output layer, shape `[batch, outputs]`. */
function computeSums(
  layers: readonly TensorLayer[],
  x: tf.Tensor,
  masks: DropoutMasks = noMasks,
): tf.Tensor {
  let values = x;
  for (const [index, { kernel, bias, activation }] of layers.entries()) {
    const sums = tf.add(tf.matMul(values as tf.Tensor2D, kernel), bias);
    if (index === layers.length - 1) return sums;
    const mask = masks.get(index);
    values = activations[activation](sums);
    if (mask) values = tf.mul(values, tf.tensor(mask, values.shape));
  }
  throw new Error("internal: a network without layers.");
}

/** Adds the slopes of l1·Σ|w| + l2·Σw². */
function addRegularizers(
  gradients: tf.NamedTensorMap,
  layers: readonly TensorLayer[],
): tf.NamedTensorMap {
  const sums = { ...gradients };
  for (const { kernel, kernelRegularizer } of layers) {
    const { l1, l2 } = kernelRegularizer;
    if (l1 === 0 && l2 === 0) continue;
    const slope = tf.add(tf.mul(tf.sign(kernel), l1), tf.mul(kernel, 2 * l2));
    sums[kernel.name] = tf.add(gradients[kernel.name] as tf.Tensor, slope);
  }
  return sums;
}

interface ExampleTensors {
  x: tf.Tensor;
  /** One number for each output. */
  y: tf.Tensor;
}

/** `classes` is how many there are where the targets are class indices. */
function examplesToTensors({ count, x, y }: Examples, classes?: number): ExampleTensors {
  return {
    x: tf.tensor(x, [count, x.length / count]),
    y: classes
      ? tf.tidy(() => tf.cast(tf.oneHot(tf.tensor1d(y, "int32"), classes), "float32"))
      : tf.tensor(y, [count, y.length / count]),
  };
}

function selectRows({ x, y }: ExampleTensors, rows: Uint32Array): ExampleTensors {
  const indices = tf.tensor1d(Int32Array.from(rows), "int32");
  return { x: tf.gather(x, indices), y: tf.gather(y, indices) };
}

function assignAll(variables: readonly tf.Variable[], flat: Float32Array | Float64Array) {
  let offset = 0;
  for (const variable of variables) {
    const values = Float32Array.from(flat.subarray(offset, offset + variable.size));
    const tensor = tf.tensor(values, variable.shape);
    variable.assign(tensor);
    tensor.dispose();
    offset += variable.size;
  }
}
