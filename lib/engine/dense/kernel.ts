import type { Dataset } from "../../data/dataset";
import type { Loss, MetricName, Optimizer } from "../../experiment/experiment";
import type { Metrics } from "../metrics";
import type { Network } from "../network";
import { createUpdateRule } from "../optimizers";
import type { Measures } from "../trainer";
import { activationCodes, lossCodes, optimizerCodes } from "./codes";
import {
  type DenseExports,
  type DenseInstance,
  type DenseModules,
  giveBackInstance,
  takeInstance,
} from "./modules";

/** What a kernel trains. */
export interface DenseTask {
  network: Network;
  loss: Loss;
  optimizer: Optimizer;
  metrics: readonly MetricName[];
  batchSize: number;
  dataset: Dataset;
  /**
   * TensorFlow.js' arithmetic where it is not that of lib/engine: cross-entropies clip probabilities to
   * [1e-7, 1 − 1e-7], and Adam's ε is added to the root of the corrected average.
   */
  isLikeTfjs?: boolean;
}

/** Means over examples. */
export type DenseMeans = Required<Pick<Measures, "loss" | "metrics">>;

/** The memory of a run, besides its weights: the optimizer's, slot after slot. */
export interface DenseState {
  weights: Float32Array;
  slots: Float32Array;
}

export interface DenseReading extends Required<Measures> {
  /** Steps that this call of `train` had made. */
  steps: number;
}

export interface DenseSlice {
  /** Steps made. */
  steps: number;
  /** One at the end of each epoch; the last of a broken run is not finite. */
  readings: DenseReading[];
  isBroken: boolean;
}

/** Settings that only some optimizers have. */
const noSettings = {
  momentum: 0,
  rho: 0,
  beta1: 0,
  beta2: 0,
  epsilon: 0,
  nesterov: false,
  centered: false,
  amsgrad: false,
};

/** Steps and readings that one call into the instance may make. */
const maxRates = 4096;
const maxReadings = 256;
/** Float64 numbers of a reading: see `Reading` in `assembly/train.ts`. */
const readingLength = 10;
/** As in `assembly/task.ts`. */
const chunkRows = 128;

/** Trains one network in WebAssembly. Its arrays are copied in and out. */
export class DenseKernel {
  readonly #modules: DenseModules;
  readonly #task: DenseTask;
  readonly #slotCount: number;
  readonly #instance: DenseInstance;
  readonly #exports: DenseExports;
  #isDisposed = false;

  /** Throws a RangeError if the memory does not suffice. */
  constructor(modules: DenseModules, task: DenseTask) {
    this.#modules = modules;
    this.#task = task;
    this.#slotCount = createUpdateRule(task.optimizer).slots.length;
    this.#instance = takeInstance(modules);
    this.#exports = this.#instance.exports;
    if (!this.#describe()) {
      giveBackInstance(modules, this.#instance);
      throw new RangeError(
        `DenseKernel: expected a task that fits into the 4 GB of WebAssembly, but ${describeSize(task)} do not.`,
      );
    }
    this.#writeExamples();
  }

  #describe(): boolean {
    const { network, loss, optimizer, metrics, batchSize, dataset } = this.#task;
    const { train, test } = dataset;
    const kernel = this.#exports;
    const isBegun = kernel.beginTask(
      network.inputs,
      network.outputs,
      loss.name === "sparseCategoricalCrossentropy" ? 1 : network.outputs,
      network.weightCount,
      network.layers.length,
      this.#slotCount,
      Math.min(batchSize, train.count),
      train.count,
      test.count,
    );
    if (!isBegun) return false;
    for (const layer of network.layers) {
      kernel.addLayer(
        layer.inputs,
        layer.units,
        activationCodes[layer.activation],
        layer.kernelOffset,
        layer.biasOffset,
        layer.kernelRegularizer.l1,
        layer.kernelRegularizer.l2,
        layer.dropout > 0,
      );
    }
    kernel.setLoss(lossCodes[loss.name], loss.name === "huber" ? loss.delta : 0);
    const { clipnorm, clipvalue, globalClipnorm } = optimizer;
    const settings = { ...noSettings, ...optimizer };
    kernel.setOptimizer(
      optimizerCodes[optimizer.name],
      optimizer.weightDecay,
      clipnorm !== undefined
        ? 1
        : clipvalue !== undefined
          ? 2
          : globalClipnorm !== undefined
            ? 3
            : 0,
      clipnorm ?? clipvalue ?? globalClipnorm ?? 0,
      settings.momentum,
      settings.rho,
      settings.beta1,
      settings.beta2,
      settings.epsilon,
      settings.nesterov || settings.centered || settings.amsgrad,
    );
    const needsErrors = metrics.some((name) => name !== "accuracy");
    kernel.setMetrics(needsErrors, metrics.includes("accuracy"));
    kernel.setLikeTfjs(this.#task.isLikeTfjs ?? false);
    return Boolean(kernel.endTask(maxRates + 1, maxReadings, this.#instance.scratchSize));
  }

  #writeExamples(): void {
    const { train, test } = this.#task.dataset;
    const kernel = this.#exports;
    this.#floats(kernel.trainInputsPointer(), train.x.length).set(train.x);
    this.#floats(kernel.trainTargetsPointer(), train.y.length).set(train.y);
    this.#floats(kernel.testInputsPointer(), test.x.length).set(test.x);
    this.#floats(kernel.testTargetsPointer(), test.y.length).set(test.y);
    kernel.arrangeExamples();
    const order = new Uint32Array(this.#instance.memory.buffer, kernel.orderPointer(), train.count);
    for (let row = 0; row < order.length; row += 1) order[row] = row;
    kernel.arrangeOrder();
  }

  #floats(pointer: number, length: number): Float32Array {
    return new Float32Array(this.#instance.memory.buffer, pointer, length);
  }

  /** Sets the run to a state, `step` steps from its start. */
  write({ weights, slots }: DenseState, step: number): void {
    const kernel = this.#exports;
    this.#floats(kernel.weightsPointer(), weights.length).set(weights);
    const { length, start, distance } = this.#slotPlaces();
    for (let slot = 0; slot < this.#slotCount; slot += 1) {
      this.#floats(start + slot * distance, length).set(
        slots.subarray(slot * length, (slot + 1) * length),
      );
    }
    kernel.seek(step);
  }

  read(): DenseState {
    const { length, start, distance } = this.#slotPlaces();
    const slots = new Float32Array(this.#slotCount * length);
    for (let slot = 0; slot < this.#slotCount; slot += 1) {
      slots.set(this.#floats(start + slot * distance, length), slot * length);
    }
    return { weights: this.#floats(this.#exports.weightsPointer(), length).slice(), slots };
  }

  /** In memory, slots are rounded up to whole vectors. */
  #slotPlaces(): { length: number; start: number; distance: number } {
    const length = this.#task.network.weightCount;
    return { length, start: this.#exports.slotsPointer(), distance: 16 * Math.ceil(length / 4) };
  }

  /** In which order the training examples are used from now on. At first it is their own. */
  setOrder(order: Uint32Array): void {
    const { memory, exports } = this.#instance;
    new Uint32Array(memory.buffer, exports.orderPointer(), order.length).set(order);
    exports.arrangeOrder();
  }

  /**
   * Makes `steps` updates, from the batch that begins at `offset` in the order on, epoch after epoch
   * in the same order. `rates` is the learning rate, or one for each step and one for the step after.
   *
   * With `isRead`, takes a reading at the end of each epoch, and stops at the first whose losses are
   * not finite; `rewind` then leads back to the one before.
   */
  train(
    steps: number,
    {
      offset,
      rates,
      isRead = false,
    }: { offset: number; rates: number | Float32Array; isRead?: boolean },
  ): DenseSlice {
    const kernel = this.#exports;
    const readings: DenseReading[] = [];
    let done = 0;
    let isBroken = false;
    kernel.setOffset(offset);
    const { count } = this.#task.dataset.train;
    const stepsPerEpoch = Math.ceil(count / Math.min(this.#task.batchSize, count));
    const most = Math.min(maxRates, stepsPerEpoch * maxReadings);
    while (done < steps && !isBroken) {
      const coming = Math.min(steps - done, most);
      this.#setRates(typeof rates === "number" ? rates : rates.subarray(done, done + coming + 1));
      kernel.train(coming, isRead);
      readings.push(...this.#takeReadings(done));
      done += kernel.getSteps();
      isBroken = Boolean(kernel.isBroken());
    }
    return { steps: done, readings, isBroken };
  }

  /**
   * One update in which `masks` say what is left out: for each layer with dropout, in their order,
   * shape `[batch, units]`, 0 or 1 / (1 − rate).
   */
  trainMasked(
    masks: readonly Float32Array[],
    { offset, rate }: { offset: number; rate: number },
  ): void {
    const kernel = this.#exports;
    let place = 0;
    for (const [index, layer] of this.#task.network.layers.entries()) {
      if (layer.dropout === 0) continue;
      const mask = masks[place] as Float32Array;
      this.#floats(kernel.maskPointer(index), mask.length).set(mask);
      place += 1;
    }
    kernel.setMasks(true);
    this.train(1, { offset, rates: rate });
    kernel.setMasks(false);
  }

  #setRates(rates: number | Float32Array): void {
    const kernel = this.#exports;
    if (typeof rates === "number") {
      kernel.setRate(rates);
    } else {
      this.#floats(kernel.ratesPointer(), rates.length).set(rates);
      kernel.takeRates();
    }
  }

  #takeReadings(stepsBefore: number): DenseReading[] {
    const { metrics } = this.#task;
    const kernel = this.#exports;
    const count = kernel.getReadingCount();
    const numbers = new Float64Array(
      this.#instance.memory.buffer,
      kernel.readingsPointer(),
      count * readingLength,
    );
    return Array.from({ length: count }, (_, index) => {
      const at = (place: number) => numbers[index * readingLength + place] as number;
      const select = (first: number) =>
        selectMetrics(metrics, at(first), at(first + 1), at(first + 2));
      return {
        steps: stepsBefore + at(0),
        relativeStep: at(1),
        loss: at(2),
        metrics: select(3),
        testLoss: at(6),
        testMetrics: select(7),
      };
    });
  }

  /** A reading of the present state; the coming step is that of the batch at `offset`. */
  evaluate({ offset, rate }: { offset: number; rate: number }): DenseReading {
    const kernel = this.#exports;
    kernel.setOffset(offset);
    kernel.setRate(rate);
    kernel.readNow();
    return this.#takeReadings(0)[0] as DenseReading;
  }

  /**
   * From here on, up to `measureTest`, the batches that are trained on are logged: loss and metrics of
   * each before its update.
   */
  beginLog(): void {
    this.#exports.beginLog();
  }

  /** The means over the examples trained on since `beginLog`, of which there were `count`. */
  readLog(count: number): DenseMeans {
    return this.#readMeans(count);
  }

  /** The means over the test examples as the network stands. */
  measureTest(): DenseMeans {
    this.#exports.measureTest();
    return this.#readMeans(this.#task.dataset.test.count);
  }

  #readMeans(count: number): DenseMeans {
    const sums = new Float64Array(this.#instance.memory.buffer, this.#exports.sumsPointer(), 4);
    const [loss, ...rest] = Array.from(sums, (sum) => sum / count) as [
      number,
      number,
      number,
      number,
    ];
    return { loss, metrics: selectMetrics(this.#task.metrics, ...rest) };
  }

  /** Keeps the present state for `rewind`, as each finite reading of `train` does. */
  backUp(): void {
    this.#exports.backUp();
  }

  /** Back to the last state kept, which was `step` steps from the run's start. */
  rewind(step: number): void {
    this.#exports.restore();
    this.#exports.seek(step);
  }

  /** The mean training loss at other weights. */
  computeLoss(weights: Float32Array): number {
    this.#floats(this.#exports.trialPointer(), weights.length).set(weights);
    return this.#exports.measureTrial();
  }

  /**
   * The gradient of the mean loss over these training examples, at most all, with the regularizer's
   * and before clipping.
   */
  computeGradient(rows: Uint32Array): Float32Array {
    const { memory, exports } = this.#instance;
    new Uint32Array(memory.buffer, exports.namesPointer(), rows.length).set(rows);
    exports.computeNamedGradient(rows.length);
    return this.#floats(exports.gradientPointer(), this.#task.network.weightCount).slice();
  }

  /** The outputs for inputs of shape `[count, inputs]`; shape `[count, outputs]`. */
  predict(x: Float32Array): Float32Array {
    return this.#forward(x, [this.#task.network.layers.length - 1])[0] as Float32Array;
  }

  /** The activations of every layer for such inputs, each of shape `[count, units]`. */
  forward(x: Float32Array): Float32Array[] {
    return this.#forward(x, [...this.#task.network.layers.keys()]);
  }

  #forward(x: Float32Array, layers: number[]): Float32Array[] {
    const { inputs, layers: all } = this.#task.network;
    const kernel = this.#exports;
    const count = x.length / inputs;
    const units = layers.map((layer) => (all[layer] as { units: number }).units);
    const results = units.map((each) => new Float32Array(count * each));
    for (let first = 0; first < count; first += chunkRows) {
      const rows = Math.min(chunkRows, count - first);
      const chunk = x.subarray(first * inputs, (first + rows) * inputs);
      this.#floats(kernel.rowsPointer(), chunk.length).set(chunk);
      kernel.computeActivations(rows);
      for (const [place, layer] of layers.entries()) {
        kernel.readActivations(layer, rows);
        const each = units[place] as number;
        (results[place] as Float32Array).set(
          this.#floats(kernel.rowsPointer(), rows * each),
          first * each,
        );
      }
    }
    return results;
  }

  /** Gives the instance back; the kernel must not be used any more. */
  dispose(): void {
    if (this.#isDisposed) return;
    this.#isDisposed = true;
    giveBackInstance(this.#modules, this.#instance);
  }
}

function selectMetrics(
  names: readonly MetricName[],
  accuracy: number,
  meanSquaredError: number,
  meanAbsoluteError: number,
): Metrics {
  const values = { accuracy, meanSquaredError, meanAbsoluteError };
  return Object.fromEntries(names.map((name) => [name, values[name]]));
}

function describeSize({ network, dataset, batchSize }: DenseTask): string {
  const examples = dataset.train.count + dataset.test.count;
  return `${network.weightCount} weights, ${examples} examples of ${network.inputs} inputs and batches of ${batchSize}`;
}
