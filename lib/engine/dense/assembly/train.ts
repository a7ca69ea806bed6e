// Steps, epochs and readings.

import { chunksOf, openChunk } from "./examples";
import { sumPair } from "./losses";
import { addMeasures } from "./metrics";
import { addGradient, forward } from "./network";
import { advance, finishGradient, optimizer, update } from "./optimizers";
import { chunkRows, Examples, strideOf, task, testSet, trainSet, wholeSet } from "./task";

/** What is known at one moment; the means are over the examples. */
@unmanaged
export class Reading {
  /** Steps done since the call began. */
  steps: f64;
  /** The length of the coming step beside that of the weights. */
  relativeStep: f64;
  loss: f64;
  accuracy: f64;
  meanSquaredError: f64;
  meanAbsoluteError: f64;
  testLoss: f64;
  testAccuracy: f64;
  testMeanSquaredError: f64;
  testMeanAbsoluteError: f64;
}

/** Where a run stands and how it goes on. */
@unmanaged
export class Run {
  /** The first training example of the coming batch, in the present order. */
  offset: i32;
  /** Steps done by the last call of `train`. */
  steps: i32;
  /** Learning rates, one for each step and one for the step to come, or 0 if they do not change. */
  rates: usize;
  readings: usize;
  readingCount: i32;
  /** Whether training stopped at a reading that is not finite. */
  isBroken: bool;
}

export const run: Run = changetype<Run>(memory.data(offsetof<Run>(), 16));

/**
 * Makes up to `steps` updates. With `isRead`, takes a reading at the end of each epoch, after the
 * first that is not finite it stops; weights and slots of the last finite one are kept.
 */
export function train(steps: i32, isRead: bool): void {
  run.readingCount = 0;
  run.isBroken = false;
  let step = 0;
  while (step < steps) {
    if (run.rates) optimizer.rate = load<f32>(run.rates + 4 * <usize>step);
    computeBatchGradient();
    update(task.weights, task.weights, task.slots);
    advance();
    step++;
    run.offset += task.batchSize;
    if (run.offset < trainSet.count) continue;
    run.offset = 0;
    if (!isRead) continue;
    if (run.rates) optimizer.rate = load<f32>(run.rates + 4 * <usize>step);
    if (!read(step)) {
      run.isBroken = true;
      break;
    }
    backUp();
  }
  run.steps = step;
}

/** The gradient that the coming batch asks for, regularized and clipped. */
function computeBatchGradient(): void {
  const index = (run.offset / task.batchSize) * chunksOf(task.batchSize);
  const batchRows = min(task.batchSize, trainSet.count - run.offset);
  computeGradient(trainSet, index, run.offset, batchRows);
  finishGradient();
}

/** The gradient of the mean loss over a batch, whose first chunk has the index `index`. */
export function computeGradient(examples: Examples, index: i32, offset: i32, batchRows: i32): void {
  for (let first = 0; first < batchRows; first += chunkRows, index++) {
    const rows = min(chunkRows, batchRows - first);
    addGradient(openChunk(examples, index, offset + first, rows), first, rows, batchRows);
  }
}

/** Appends a reading; says whether both losses are finite. */
export function read(steps: i32): bool {
  const reading = changetype<Reading>(run.readings + <usize>run.readingCount * offsetof<Reading>());
  run.readingCount++;
  reading.steps = steps;
  measure(wholeSet, task.weights, true);
  const count = <f64>trainSet.count;
  reading.loss = task.lossSum / count;
  reading.accuracy = task.accuracySum / count;
  reading.meanSquaredError = task.squaredSum / count;
  reading.meanAbsoluteError = task.absoluteSum / count;
  measure(testSet, task.weights, true);
  const testCount = <f64>testSet.count;
  reading.testLoss = task.lossSum / testCount;
  reading.testAccuracy = task.accuracySum / testCount;
  reading.testMeanSquaredError = task.squaredSum / testCount;
  reading.testMeanAbsoluteError = task.absoluteSum / testCount;
  reading.relativeStep = measureComingStep();
  return isFinite(reading.loss) && isFinite(reading.testLoss);
}

/** Sets the sums to 0. */
export function resetSums(): void {
  task.lossSum = 0;
  task.accuracySum = 0;
  task.squaredSum = 0;
  task.absoluteSum = 0;
}

/** Adds up the loss over a set, and metrics where they are wanted. */
export function measure(examples: Examples, weights: usize, withMetrics: bool): void {
  resetSums();
  let index = 0;
  for (let first = 0; first < examples.count; first += chunkRows, index++) {
    const rows = min(chunkRows, examples.count - first);
    const chunk = openChunk(examples, index, first, rows);
    const targets = chunk + strideOf(rows) * <usize>task.inputs;
    forward(weights, chunk, rows, false);
    addMeasures(targets, rows, false, withMetrics);
  }
}

/** ‖the step that the coming batch would make‖ / ‖w‖, without masks. */
function measureComingStep(): f64 {
  const hadMasks = task.hasMasks;
  const wasLogging = task.isLogging;
  task.hasMasks = false;
  task.isLogging = false;
  computeBatchGradient();
  task.hasMasks = hadMasks;
  task.isLogging = wasLogging;
  const bytes = task.weightBytes;
  const slots = task.trial + bytes;
  memory.fill(task.trial, 0, bytes);
  memory.copy(slots, task.slots, bytes * <usize>task.slotCount);
  update(task.weights, task.trial, slots);
  return norm(task.trial) / norm(task.weights);
}

function norm(array: usize): f64 {
  let sum = f64x2.splat(0);
  for (let p = array; p < array + task.weightBytes; p += 16) {
    const x = v128.load(p);
    const low = f64x2.promote_low_f32x4(x);
    const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
    sum = f64x2.add(sum, f64x2.add(f64x2.mul(low, low), f64x2.mul(high, high)));
  }
  return Math.sqrt(sumPair(sum));
}

/** Keeps weights and slots, which lie side by side. */
export function backUp(): void {
  memory.copy(task.backup, task.weights, task.weightBytes * <usize>(1 + task.slotCount));
}

export function restore(): void {
  memory.copy(task.weights, task.backup, task.weightBytes * <usize>(1 + task.slotCount));
}
