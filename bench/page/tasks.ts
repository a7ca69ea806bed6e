import { createTask, type Task } from "../../lib/engine/task";
import {
  type ActivationName,
  type ExperimentInput,
  type Layer,
  parseExperiment,
} from "../../lib/experiment/experiment";

/** 250 points of the spiral through 2-8-8-1, in batches of 10 unless said; the output is tanh. */
export function createSpiralTask(
  activation: ActivationName,
  optimizer: NonNullable<ExperimentInput["compile"]>["optimizer"],
  batchSize = 10,
): Task {
  return createTask(
    parseExperiment({
      data: { name: "spiral", samples: 500 },
      model: { layers: [{ units: 8, activation }, { units: 8, activation }, { units: 1 }] },
      compile: { optimizer },
      fit: { batchSize },
    }),
  );
}

export const digitBatches = 8;
const digitBatchSize = 128;
const digitInputs = 784;
const digitClasses = 10;

/**
 * 784-512-10 on pictures that are as MNIST's to a processor: numbers from 0 to 1, four fifths of them
 * 0, around a prototype for each class.
 */
export function createDigitsTask(): Task {
  const draw = createDraw(1);
  const prototypes = Array.from({ length: digitClasses }, () =>
    Float32Array.from({ length: digitInputs }, () => (draw() < 0.2 ? 1 : 0)),
  );
  const drawExamples = (count: number) => {
    const x = new Float32Array(count * digitInputs);
    const y = new Float32Array(count * digitClasses);
    for (let row = 0; row < count; row += 1) {
      const label = row % digitClasses;
      for (let i = 0; i < digitInputs; i += 1) {
        x[row * digitInputs + i] = (prototypes[label]?.[i] ?? 0) * (0.5 + 0.5 * draw());
      }
      y[row * digitClasses + label] = 1;
    }
    return { count, x, y };
  };
  const { model, compile, fit, seed } = parseExperiment({
    compile: { optimizer: { name: "sgd", learningRate: 0.1 } },
    fit: { batchSize: digitBatchSize },
  });
  const layer: Layer = {
    ...(model.layers[0] as Layer),
    kernelInitializer: { name: "glorotUniform" },
    biasInitializer: { name: "zeros" },
  };
  return {
    model: {
      layers: [
        { ...layer, units: 512, activation: "relu" },
        { ...layer, units: digitClasses, activation: "softmax" },
      ],
    },
    compile: { ...compile, loss: { name: "categoricalCrossentropy" } },
    fit,
    seed,
    dataset: {
      train: drawExamples(digitBatches * digitBatchSize),
      test: drawExamples(digitBatchSize),
    },
  };
}

/** Multiplications and additions of one step of that network: three products, but two in the first layer. */
export const digitsStepFlops =
  2 * digitBatchSize * (2 * digitInputs * 512 + 3 * 512 * digitClasses);

/**
 * A deep sigmoid network. With `vanishing`, its output weights are so small that what flows back
 * through them is below the smallest normal float32, and stays there for all layers.
 */
export function createDeepTask(optimizer: "sgd" | "adam", vanishing: boolean): Task {
  const hidden = { units: 8, activation: "sigmoid" as const };
  // Adam squares the gradients.
  const vanishingScale = optimizer === "sgd" ? 1e-37 : 1e-19;
  const scale = vanishing ? vanishingScale : 0.5;
  return createTask(
    parseExperiment({
      data: { name: "spiral", samples: 500 },
      model: {
        layers: [
          ...Array.from({ length: 6 }, () => hidden),
          {
            units: 1,
            kernelInitializer: { name: "randomUniform", minval: -scale, maxval: scale },
          },
        ],
      },
      // So that the weights stay as they are.
      compile: { optimizer: { name: optimizer, learningRate: 0 } },
      fit: { batchSize: 10 },
    }),
  );
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
function createDraw(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
