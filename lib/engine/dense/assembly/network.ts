// The forward and the backward pass over one chunk of examples.

import { activate, multiplyBySlope } from "./activations";
import { transpose, transposeBack } from "./examples";
import { activateOutput, computeOutputDeltas } from "./losses";
import { addMeasures } from "./metrics";
import { flush, splat } from "./math";
import {
  product,
  productOverExamples,
  productTimesTanhSlope,
  sumOverExamples,
} from "./product";
import { activationTanh, Layer, layerAt, strideOf, task } from "./task";

// The module of wide products.
// @ts-expect-error: decorator
@external("multiply", "multiply")
declare function multiply(
  a: usize,
  aRow: usize,
  aColumn: usize,
  b: usize,
  bRow: usize,
  c: usize,
  cRow: usize,
  rows: i32,
  columns: i32,
  depth: i32,
  scratch: usize,
): void;

/** Activations of all layers but the last, of which it leaves the weighted sums. */
export function forward(weights: usize, chunk: usize, rows: i32, isTraining: bool): void {
  const stride = strideOf(rows);
  let input = chunk;
  const last = task.layerCount - 1;
  for (let index = 0; index < last; index++) {
    const layer = layerAt(index);
    const size = stride * <usize>layer.units;
    computeSums(layer, weights, input, stride);
    activate(layer.activation, layer.values, size, isTraining ? layer.slopes : 0);
    if (isTraining && isThinned(layer)) {
      multiplyArrays(layer.values, layer.mask, layer.masked, size);
      input = layer.masked;
    } else {
      input = layer.values;
    }
  }
  computeSums(layerAt(last), weights, input, stride);
}

/** Whether this step leaves out some of the layer's outputs. */
// @ts-expect-error: decorator
@inline
function isThinned(layer: Layer): bool {
  return task.hasMasks && layer.mask != 0;
}

function computeSums(layer: Layer, weights: usize, input: usize, stride: usize): void {
  const units = layer.units;
  const kernel = weights + layer.kernel;
  const bias = weights + layer.bias;
  const row: usize = 4 * (<usize>units);
  if (layer.isWide) {
    fillRows(layer.values, stride, units, bias);
    const columns = <i32>(stride >> 2);
    multiply(
      kernel, 4, row, input, stride, layer.values, stride, units, columns, layer.inputs, task.scratch,
    );
  } else {
    product(kernel, 4, row, input, layer.values, stride, units, layer.inputs, bias);
  }
}

/** Each row filled with its number in `column`. */
function fillRows(matrix: usize, stride: usize, rows: i32, column: usize): void {
  for (let m = 0; m < rows; m++) {
    const value = v128.load32_splat(column + 4 * (<usize>m));
    for (const end = matrix + stride; matrix < end; matrix += 16) v128.store(matrix, value);
  }
}

function multiplyArrays(a: usize, b: usize, to: usize, size: usize): void {
  for (let p: usize = 0; p < size; p += 16) {
    v128.store(to + p, f32x4.mul(v128.load(a + p), v128.load(b + p)));
  }
}

/**
 * The gradient of the mean loss over a batch of `batchRows` examples, of which the chunk has
 * `rows`, from the `first` of the batch on; it is added to those before.
 */
export function addGradient(chunk: usize, first: i32, rows: i32, batchRows: i32): void {
  const tiny = task.tiny;
  const stride = strideOf(rows);
  const isAdded = first > 0;
  if (task.hasMasks) openMasks(first, rows);
  forward(task.weights, chunk, rows, true);
  const last = task.layerCount - 1;
  const output = layerAt(last);
  const targets = chunk + stride * <usize>task.inputs;
  if (task.isLogging) addMeasures(targets, rows, true, true);
  else activateOutput(output, rows, true);
  computeOutputDeltas(output, targets, rows, batchRows, tiny);
  for (let index = last; index > 0; index--) {
    const layer = layerAt(index);
    const below = layerAt(index - 1);
    addLayerGradient(layer, isThinned(below) ? below.masked : below.values, rows, isAdded, tiny);
    passBack(layer, below, stride, tiny);
  }
  addLayerGradient(layerAt(0), chunk, rows, isAdded, tiny);
}

/** This step's masks, given with a row for each example of the batch, for the chunk at work. */
function openMasks(first: i32, rows: i32): void {
  for (let index = 0; index < task.layerCount; index++) {
    const layer = layerAt(index);
    if (layer.mask) transpose(layer.batchMask, layer.units, 0, first, rows, layer.mask);
  }
}

function addLayerGradient(layer: Layer, input: usize, rows: i32, isAdded: bool, tiny: f32): void {
  const stride = strideOf(rows);
  const units = layer.units;
  const kernel = task.gradient + layer.kernel;
  if (layer.isWide) {
    const row: usize = 4 * (<usize>units);
    const size: usize = row * <usize>layer.inputs;
    if (!isAdded) memory.fill(kernel, 0, size);
    transposeBack(layer.deltas, units, rows, stride, task.transposed, row);
    multiply(
      input, stride, 4, task.transposed, row, kernel, row, layer.inputs, units, rows, task.scratch,
    );
    // What is left of the last vector belongs to the bias, which is written next.
    for (let p = kernel; p < kernel + size; p += 16) {
      v128.store(p, flush(v128.load(p), splat(tiny)));
    }
  } else {
    productOverExamples(input, layer.deltas, kernel, stride, layer.inputs, units, isAdded, tiny);
  }
  sumOverExamples(layer.deltas, task.gradient + layer.bias, stride, units, isAdded, tiny);
}

/** δ of the layer below. */
function passBack(layer: Layer, below: Layer, stride: usize, tiny: f32): void {
  const kernel = task.weights + layer.kernel;
  const inputs = layer.inputs;
  const units = layer.units;
  const row: usize = 4 * (<usize>units);
  const deltas = below.deltas;
  const size = stride * <usize>inputs;
  if (layer.isWide) {
    memory.fill(deltas, 0, size);
    const columns = <i32>(stride >> 2);
    multiply(
      kernel, row, 4, layer.deltas, stride, deltas, stride, inputs, columns, units, task.scratch,
    );
  } else if (below.activation == activationTanh && !isThinned(below)) {
    productTimesTanhSlope(
      kernel, row, 4, layer.deltas, deltas, stride, inputs, units, below.values, tiny,
    );
    return;
  } else {
    product(kernel, row, 4, layer.deltas, deltas, stride, inputs, units, 0);
  }
  if (isThinned(below)) multiplyArrays(deltas, below.mask, deltas, size);
  multiplyBySlope(below.activation, below.values, below.slopes, deltas, size, tiny);
}
