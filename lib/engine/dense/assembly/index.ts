// What the binding calls. A task is described by beginTask, addLayer for each layer, setLoss,
// setOptimizer and endTask, in this order; then the examples and the state are written.

import { needsSlopes } from "./activations";
import { arrange, chunksOf, transpose, transposeBack } from "./examples";
import { activateOutput } from "./losses";
import { forward } from "./network";
import { addRegularizers, optimizer, seek } from "./optimizers";
import {
  chunkRows,
  Examples,
  Layer,
  layerAt,
  namedSet,
  strideOf,
  Task,
  task,
  testSet,
  tinyFactor,
  trainSet,
  wholeSet,
} from "./task";
import {
  backUp,
  computeGradient,
  measure,
  Reading,
  read,
  resetSums,
  restore,
  run,
  train,
} from "./train";

export { backUp, restore, seek, train };

/** A layer with so many weights is left to the module of wide products. */
const wideWeights: i32 = 4096;
/** Sets are kept arranged up to so many bytes each. */
const keptBytes: usize = 4 << 20;
/** The least that is not denormal, and so does not slow what is shown. */
const shownTiny: f32 = 1.1754944e-38;

let heap: usize = 0;
let isExhausted: bool = false;
let ratesBuffer: usize = 0;
let rowsBuffer: usize = 0;

/** Room for `size` bytes, in whole cache lines. */
function allocate(size: usize): usize {
  const start = heap;
  // Memory ends at 4 GB, where an address would wrap around.
  if (size > 0xffff0000 - start) isExhausted = true;
  else heap = (start + size + 63) & ~63;
  return start;
}

/** Grows the memory to what has been allocated; false if that is too much. */
function claim(): bool {
  if (isExhausted) return false;
  const missing = <i32>((heap + 0xffff) >>> 16) - memory.size();
  return missing <= 0 || memory.grow(missing) >= 0;
}

export function beginTask(
  inputs: i32,
  outputs: i32,
  targets: i32,
  weightCount: i32,
  layerCount: i32,
  slotCount: i32,
  batchSize: i32,
  trainCount: i32,
  testCount: i32,
): bool {
  heap = (__heap_base + 63) & ~63;
  isExhausted = false;
  task.inputs = inputs;
  task.outputs = outputs;
  task.targets = targets;
  task.weightBytes = (4 * <usize>weightCount + 15) & ~15;
  task.layerCount = 0;
  task.slotCount = slotCount;
  task.batchSize = batchSize;
  task.hasMasks = false;
  task.isLikeTfjs = false;
  task.isLogging = false;
  task.tiny = tinyFactor;
  optimizer.isRegularized = false;
  trainSet.count = trainCount;
  wholeSet.count = trainCount;
  testSet.count = testCount;
  run.offset = 0;
  run.rates = 0;
  task.layers = allocate(<usize>layerCount * offsetof<Layer>());
  return claim();
}

export function addLayer(
  inputs: i32,
  units: i32,
  activation: i32,
  kernel: i32,
  bias: i32,
  l1: f32,
  l2: f32,
  isDropping: bool,
): void {
  const layer = layerAt(task.layerCount);
  task.layerCount++;
  layer.inputs = inputs;
  layer.units = units;
  layer.activation = activation;
  layer.isWide = inputs * units >= wideWeights;
  layer.l1 = l1;
  layer.l2 = l2;
  layer.kernel = 4 * <usize>kernel;
  layer.bias = 4 * <usize>bias;
  const size: usize = 4 * chunkRows * <usize>units;
  layer.values = allocate(size);
  layer.deltas = allocate(size);
  layer.slopes = needsSlopes(activation) ? allocate(size) : 0;
  layer.mask = isDropping ? allocate(size) : 0;
  layer.masked = isDropping ? allocate(size) : 0;
  layer.batchMask = isDropping ? allocate(4 * <usize>units * <usize>task.batchSize) : 0;
  if (l1 != 0 || l2 != 0) optimizer.isRegularized = true;
}

export function setLoss(loss: i32, huberDelta: f32): void {
  task.loss = loss;
  task.huberDelta = huberDelta;
}

export function setOptimizer(
  kind: i32,
  weightDecay: f32,
  clip: i32,
  clipBound: f32,
  momentum: f32,
  rho: f64,
  beta1: f64,
  beta2: f64,
  epsilon: f32,
  variant: bool,
): void {
  optimizer.kind = kind;
  optimizer.weightDecay = weightDecay;
  optimizer.clip = clip;
  optimizer.clipBound = clipBound;
  optimizer.momentum = momentum;
  optimizer.rho = <f32>rho;
  optimizer.newShareRho = <f32>(1 - rho);
  optimizer.beta1 = beta1;
  optimizer.beta2 = <f32>beta2;
  optimizer.beta2Exact = beta2;
  optimizer.newShare1 = <f32>(1 - beta1);
  optimizer.newShare2 = <f32>(1 - beta2);
  optimizer.epsilon = epsilon;
  optimizer.variant = variant;
}

/** Lays the rest of the task out in memory, all weights zero; false if there is not enough. */
export function endTask(maxRates: i32, maxReadings: i32, scratchSize: i32): bool {
  const bytes = task.weightBytes;
  const state = bytes * <usize>(1 + task.slotCount);
  task.gradient = allocate(bytes);
  task.weights = allocate(state);
  task.slots = task.weights + bytes;
  task.backup = allocate(state);
  task.trial = allocate(state);
  let widestUnits = task.inputs;
  let hasWide = false;
  for (let index = 0; index < task.layerCount; index++) {
    const layer = layerAt(index);
    widestUnits = max(widestUnits, layer.units);
    if (layer.isWide) hasWide = true;
  }
  const widestChunk: usize = 4 * chunkRows * <usize>widestUnits;
  rowsBuffer = allocate(widestChunk);
  task.transposed = allocate(hasWide ? widestChunk : <usize>0);
  task.scratch = allocate(hasWide ? <usize>scratchSize : <usize>0);
  task.chunk = allocate(4 * chunkRows * <usize>(task.inputs + task.targets));
  ratesBuffer = allocate(4 * <usize>maxRates);
  run.readings = allocate(<usize>maxReadings * offsetof<Reading>());
  allocateExamples(trainSet);
  allocateExamples(testSet);
  trainSet.order = allocate(4 * <usize>trainSet.count);
  wholeSet.x = trainSet.x;
  wholeSet.y = trainSet.y;
  wholeSet.order = 0;
  testSet.order = 0;
  namedSet.x = trainSet.x;
  namedSet.y = trainSet.y;
  namedSet.order = allocate(4 * <usize>trainSet.count);
  namedSet.chunks = 0;
  allocateChunks(trainSet, task.batchSize);
  allocateChunks(wholeSet, chunkRows);
  allocateChunks(testSet, chunkRows);
  if (!claim()) return false;
  // The arrays are rounded up to whole vectors, and what is there must be 0.
  memory.fill(task.gradient, 0, bytes);
  memory.fill(task.weights, 0, state);
  return true;
}

function allocateExamples(examples: Examples): void {
  examples.x = allocate(4 * <usize>examples.count * <usize>task.inputs);
  examples.y = allocate(4 * <usize>examples.count * <usize>task.targets);
}

function allocateChunks(examples: Examples, batchSize: i32): void {
  const batches = (examples.count + batchSize - 1) / batchSize;
  const rows = min(batchSize, min(chunkRows, examples.count));
  examples.chunkSize = strideOf(rows) * <usize>(task.inputs + task.targets);
  const chunks = <u64>batches * <u64>chunksOf(batchSize);
  const isKept = chunks * <u64>examples.chunkSize <= <u64>keptBytes;
  examples.chunks = isKept ? allocate(<usize>chunks * examples.chunkSize) : 0;
}

/** To be called when the examples have been written. */
export function arrangeExamples(): void {
  arrange(wholeSet, chunkRows);
  arrange(testSet, chunkRows);
}

/** To be called when the order of the training examples has been written. */
export function arrangeOrder(): void {
  arrange(trainSet, task.batchSize);
}

export function setOffset(offset: i32): void {
  run.offset = offset;
}

export function getSteps(): i32 {
  return run.steps;
}

export function getReadingCount(): i32 {
  return run.readingCount;
}

export function isBroken(): bool {
  return run.isBroken;
}

/** One learning rate for all steps. */
export function setRate(rate: f32): void {
  run.rates = 0;
  optimizer.rate = rate;
}

/** A learning rate for each step, at `ratesPointer`. */
export function takeRates(): void {
  run.rates = ratesBuffer;
}

export function setMasks(hasMasks: bool): void {
  task.hasMasks = hasMasks;
}

export function setMetrics(needsErrors: bool, needsAccuracy: bool): void {
  task.needsErrors = needsErrors;
  task.needsAccuracy = needsAccuracy;
}

/** To be called before the first step. */
export function setLikeTfjs(isLikeTfjs: bool): void {
  task.isLikeTfjs = isLikeTfjs;
}

/** From now on the batches that are trained on are added up, from 0. */
export function beginLog(): void {
  task.isLogging = true;
  resetSums();
}

/** Adds up loss and metrics over the test examples, from 0. */
export function measureTest(): void {
  task.isLogging = false;
  measure(testSet, task.weights, true);
}

/** Float64 numbers: the sums of loss, accuracy, squared and absolute errors. */
export function sumsPointer(): usize {
  return changetype<usize>(task) + offsetof<Task>("lossSum");
}

/** A reading of the present state, the first in the buffer. */
export function readNow(): bool {
  run.readingCount = 0;
  if (run.rates) optimizer.rate = load<f32>(run.rates);
  return read(0);
}

/** The mean loss over the training examples at the weights that stand at `trialPointer`. */
export function measureTrial(): f64 {
  measure(wholeSet, task.trial, false);
  return task.lossSum / <f64>wholeSet.count;
}

/** The gradient over the `count` examples named at `namesPointer`, before clipping. */
export function computeNamedGradient(count: i32): void {
  task.tiny = shownTiny;
  computeGradient(namedSet, 0, 0, count);
  if (optimizer.isRegularized) addRegularizers();
  task.tiny = tinyFactor;
}

/** Activations of all layers for the inputs of `rows` examples at `rowsPointer`. */
export function computeActivations(rows: i32): void {
  transpose(rowsBuffer, task.inputs, 0, 0, rows, task.chunk);
  forward(task.weights, task.chunk, rows, false);
  activateOutput(layerAt(task.layerCount - 1), rows, false);
}

/** Writes a layer's activations, a row for each example, to `rowsPointer`. */
export function readActivations(index: i32, rows: i32): void {
  const layer = layerAt(index);
  const row: usize = 4 * <usize>layer.units;
  transposeBack(layer.values, layer.units, rows, strideOf(rows), rowsBuffer, row);
}

export function weightsPointer(): usize {
  return task.weights;
}

export function slotsPointer(): usize {
  return task.slots;
}

export function gradientPointer(): usize {
  return task.gradient;
}

export function trialPointer(): usize {
  return task.trial;
}

export function readingsPointer(): usize {
  return run.readings;
}

export function ratesPointer(): usize {
  return ratesBuffer;
}

export function rowsPointer(): usize {
  return rowsBuffer;
}

export function orderPointer(): usize {
  return trainSet.order;
}

export function namesPointer(): usize {
  return namedSet.order;
}

export function maskPointer(index: i32): usize {
  return layerAt(index).batchMask;
}

export function trainInputsPointer(): usize {
  return trainSet.x;
}

export function trainTargetsPointer(): usize {
  return trainSet.y;
}

export function testInputsPointer(): usize {
  return testSet.x;
}

export function testTargetsPointer(): usize {
  return testSet.y;
}
