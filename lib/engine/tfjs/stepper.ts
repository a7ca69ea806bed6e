import * as tf from "@tensorflow/tfjs-core";
// The gradients are registered apart from the operations.
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import type { Dataset, Examples } from "../../data/dataset";
import type { ActivationName, Experiment, LossName } from "../../experiment/experiment";
import type { Reading, Stepper } from "../trainer";
import { createZeros, KerasSgd } from "./keras-sgd";

const activations: Record<ActivationName, (z: tf.Tensor) => tf.Tensor> = {
  linear: (z) => z,
  relu: tf.relu,
  sigmoid: tf.sigmoid,
  tanh: tf.tanh,
};

/** As in lib/engine/losses.ts, the mean over the examples. */
const losses: Record<LossName, (yPred: tf.Tensor, yTrue: tf.Tensor) => tf.Scalar> = {
  halfSquaredError: (yPred, yTrue) => tf.div(tf.mean(tf.squaredDifference(yPred, yTrue)), 2),
  meanSquaredError: (yPred, yTrue) => tf.mean(tf.squaredDifference(yPred, yTrue)),
};

/** The TensorFlow.js path, on whatever backend is open: gradients come from its own autodiff. */
export function createTfjsStepper(experiment: Experiment, { train, test }: Dataset): Stepper {
  const { optimizer: options, loss } = experiment.compile;
  const layers = createLayers(experiment);
  const variables = layers.flatMap(({ kernel, bias }) => [kernel, bias]);
  const optimizer = new KerasSgd(options, variables);
  const all = [examplesToTensors(train), examplesToTensors(test)] as const;

  const predict = (x: tf.Tensor2D) =>
    layers.reduce<tf.Tensor>(
      (values, { kernel, bias, activation }) =>
        activations[activation](tf.add(tf.matMul(values as tf.Tensor2D, kernel), bias)),
      x,
    );
  const computeLoss = ({ x, y }: ExampleTensors) => losses[loss](predict(x), y);

  return {
    step(rows) {
      tf.tidy(() => {
        const batch = examplesToTensors(selectRows(train, rows));
        const { grads } = tf.variableGrads(() => computeLoss(batch), variables);
        optimizer.applyGradients(grads);
      });
    },

    // To read one weight waits for everything that was asked before it.
    async settle() {
      await variables.at(-1)?.data();
    },

    // One tensor, so that a GPU is waited for once.
    async read(): Promise<Reading> {
      const packed = tf.tidy(() =>
        tf.concat([
          ...all.map((examples) => tf.reshape(computeLoss(examples), [1])),
          ...variables.map((variable) => tf.reshape(variable, [-1])),
          ...optimizer.velocities.map((velocity) => tf.reshape(velocity, [-1])),
        ]),
      );
      const values = (await packed.data()) as Float32Array;
      packed.dispose();
      const weightCount = (values.length - all.length) / 2;
      return {
        loss: values[0] as number,
        testLoss: values[1] as number,
        weights: values.slice(all.length, all.length + weightCount),
        velocity: values.slice(all.length + weightCount),
      };
    },

    write({ weights, velocity }) {
      assignAll(variables, weights);
      assignAll(optimizer.velocities, velocity);
    },

    dispose() {
      tf.dispose([variables, optimizer.velocities, all.flatMap(({ x, y }) => [x, y])]);
    },
  };
}

function createLayers({ data, model }: Experiment) {
  let inputs = data.features.length;
  return model.layers.map(({ units, activation }) => {
    const kernel = createZeros<tf.Rank.R2>([inputs, units]);
    const bias = createZeros<tf.Rank.R1>([units]);
    inputs = units;
    return { kernel, bias, activation };
  });
}

interface ExampleTensors {
  x: tf.Tensor2D;
  y: tf.Tensor2D;
}

function examplesToTensors({ count, x, y }: Pick<Examples, "count" | "x" | "y">): ExampleTensors {
  return { x: tf.tensor2d(x, [count, x.length / count]), y: tf.tensor2d(y, [count, 1]) };
}

function selectRows({ count, x, y }: Examples, rows: Uint32Array) {
  const inputs = x.length / count;
  const selected = {
    count: rows.length,
    x: new Float32Array(rows.length * inputs),
    y: new Float32Array(rows.length),
  };
  for (const [place, row] of rows.entries()) {
    selected.x.set(x.subarray(row * inputs, (row + 1) * inputs), place * inputs);
    selected.y[place] = y[row] as number;
  }
  return selected;
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
