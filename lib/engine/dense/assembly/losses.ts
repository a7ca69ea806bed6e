// Losses over the output matrix of a chunk. Formulas: lib/engine/losses.ts.

import { activate, largestOf, multiplyBySlope, multiplyBySoftmaxSlope, softmax } from "./activations";
import { expOfNegative, flush, log1p, logFromOne, multiplyAdd, splat } from "./math";
import {
  activationSoftmax,
  Layer,
  lossBinaryCrossentropy,
  lossCategoricalCrossentropy,
  lossHuber,
  lossMeanAbsolute,
  lossMeanSquared,
  lossSparseCategoricalCrossentropy,
  strideOf,
  task,
} from "./task";

/** All ones in the lanes, from the example `row` on, that belong to an example. */
// @ts-expect-error: decorator
@inline
export function lanesBelow(rows: i32, row: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(rows - row));
}

/** What output `u` should be, for four examples: read, or made from their class indices. */
// @ts-expect-error: decorator
@inline
export function targetsOf(targets: usize, stride: usize, place: usize, u: i32): v128 {
  if (task.loss == lossSparseCategoricalCrossentropy) {
    return v128.and(f32x4.eq(v128.load(targets + place), splat(<f32>u)), splat(1));
  }
  return v128.load(targets + stride * <usize>u + place);
}

function isCrossentropy(loss: i32): bool {
  return (
    loss == lossBinaryCrossentropy ||
    loss == lossCategoricalCrossentropy ||
    loss == lossSparseCategoricalCrossentropy
  );
}

/** δ of the output layer: the slopes of the mean loss over `batchRows` examples by its sums. */
export function computeOutputDeltas(
  layer: Layer,
  targets: usize,
  rows: i32,
  batchRows: i32,
  tiny: f32,
): void {
  const stride = strideOf(rows);
  const loss = task.loss;
  const values = layer.values;
  const deltas = layer.deltas;
  const units = layer.units;
  const isMeanOverOutputs =
    loss != lossCategoricalCrossentropy && loss != lossSparseCategoricalCrossentropy;
  const parts = isMeanOverOutputs ? batchRows * units : batchRows;
  const scale = splat((loss == lossMeanSquared ? 2 : 1) / <f32>parts);
  const bound = splat(task.huberDelta);
  for (let u = 0, p: usize = 0; u < units; u++) {
    for (let place: usize = 0; place < stride; place += 16, p += 16) {
      const error = f32x4.sub(v128.load(values + p), targetsOf(targets, stride, place, u));
      let slope = error;
      if (loss == lossMeanAbsolute) {
        slope = signOf(error);
      } else if (loss == lossHuber) {
        slope = f32x4.pmax(f32x4.pmin(error, bound), f32x4.neg(bound));
      }
      // Lanes without an example must not count, whatever stands in them.
      const delta = v128.and(f32x4.mul(slope, scale), lanesBelow(rows, <i32>(place >> 2)));
      v128.store(deltas + p, flush(delta, splat(tiny)));
    }
  }
  // With a cross-entropy, the slope of the activation cancels against that of the logarithm.
  if (isCrossentropy(loss)) {
    if (task.isLikeTfjs) dropClipped(layer, targets, stride);
    return;
  }
  if (layer.activation == activationSoftmax) {
    multiplyBySoftmaxSlope(values, deltas, stride, units);
  } else {
    multiplyBySlope(
      layer.activation,
      values,
      layer.slopes,
      deltas,
      stride * <usize>units,
      tiny,
    );
  }
}

/**
 * TensorFlow.js and Keras clip probabilities to [1e-7, 1 − 1e-7] before the logarithm, so that a clipped
 * one has no slope. These are the bounds, in float32, and the weighted sums and the loss that belong to them.
 */
const leastShare: f32 = 1e-7;
const mostShare: f32 = 0.9999999;
const leastSum: f32 = -16.118095;
const mostSum: f32 = 15.942385;
const mostSurprise: f32 = 16.118095;

/** All ones where a probability is not clipped; NaN is not. */
// @ts-expect-error: decorator
@inline
function isUnclipped(p: v128): v128 {
  return v128.not(v128.or(f32x4.lt(p, splat(leastShare)), f32x4.gt(p, splat(mostShare))));
}

/** Sets δ to 0 where the probability that the logarithm is taken of is clipped. */
function dropClipped(layer: Layer, targets: usize, stride: usize): void {
  const units = layer.units;
  for (let place: usize = 0; place < stride; place += 16) {
    let said = splat(0);
    for (let u = 0, p = place; u < units; u++, p += stride) {
      const share = v128.load(layer.values + p);
      if (task.loss == lossBinaryCrossentropy) {
        const delta = v128.load(layer.deltas + p);
        v128.store(layer.deltas + p, v128.and(delta, isUnclipped(share)));
      } else {
        said = multiplyAdd(share, targetsOf(targets, stride, place, u), said);
      }
    }
    if (task.loss == lossBinaryCrossentropy) continue;
    const mask = isUnclipped(said);
    for (let u = 0, p = layer.deltas + place; u < units; u++, p += stride) {
      v128.store(p, v128.and(v128.load(p), mask));
    }
  }
}

/** −1, 0 or 1; NaN stays NaN. */
// @ts-expect-error: decorator
@inline
export function signOf(x: v128): v128 {
  const signed = v128.bitselect(x, splat(1), i32x4.splat(0x80000000));
  return v128.bitselect(signed, x, v128.or(f32x4.lt(x, splat(0)), f32x4.gt(x, splat(0))));
}

/** Adds the losses of a chunk to the sum; its weighted sums become outputs on the way. */
export function addLosses(layer: Layer, targets: usize, rows: i32, withSlopes: bool): void {
  if (!isCrossentropy(task.loss)) {
    activateOutput(layer, rows, withSlopes);
    addErrors(layer, targets, rows);
  } else if (task.loss == lossBinaryCrossentropy) {
    addBinaryCrossentropy(layer, targets, rows);
    activateOutput(layer, rows, withSlopes);
  } else {
    addCategoricalCrossentropy(layer, targets, rows);
    activateOutput(layer, rows, withSlopes);
  }
}

export function activateOutput(layer: Layer, rows: i32, withSlopes: bool): void {
  const stride = strideOf(rows);
  if (layer.activation == activationSoftmax) {
    softmax(layer.values, stride, layer.units);
  } else {
    const slopes = withSlopes ? layer.slopes : 0;
    activate(layer.activation, layer.values, stride * <usize>layer.units, slopes);
  }
}

function addErrors(layer: Layer, targets: usize, rows: i32): void {
  const stride = strideOf(rows);
  const loss = task.loss;
  const bound = splat(task.huberDelta);
  let sum = f64x2.splat(0);
  for (let u = 0, p = layer.values; u < layer.units; u++) {
    for (let place: usize = 0; place < stride; place += 16, p += 16) {
      const error = f32x4.sub(v128.load(p), targetsOf(targets, stride, place, u));
      const size = f32x4.abs(error);
      let value: v128;
      if (loss == lossMeanAbsolute) {
        value = size;
      } else if (loss == lossMeanSquared) {
        value = f32x4.mul(error, error);
      } else {
        value = f32x4.mul(f32x4.mul(error, error), splat(0.5));
        if (loss == lossHuber) {
          const linear = f32x4.mul(bound, f32x4.sub(size, f32x4.mul(bound, splat(0.5))));
          value = v128.bitselect(linear, value, f32x4.gt(size, bound));
        }
      }
      sum = addWidened(sum, v128.and(value, lanesBelow(rows, <i32>(place >> 2))));
    }
  }
  task.lossSum += sumPair(sum) / <f64>layer.units;
}

/** max(z, 0) − z·t + log(1 + e⁻ˡᶻˡ), which is −t·log σ(z) − (1 − t)·log(1 − σ(z)). */
function addBinaryCrossentropy(layer: Layer, targets: usize, rows: i32): void {
  const stride = strideOf(rows);
  let sum = f64x2.splat(0);
  for (let u = 0, p = layer.values; u < layer.units; u++) {
    for (let place: usize = 0; place < stride; place += 16, p += 16) {
      let z = v128.load(p);
      if (task.isLikeTfjs) z = f32x4.min(f32x4.max(z, splat(leastSum)), splat(mostSum));
      const t = targetsOf(targets, stride, place, u);
      const linear = f32x4.sub(f32x4.pmax(z, splat(0)), f32x4.mul(z, t));
      const value = f32x4.add(linear, log1p(expOfNegative(f32x4.neg(f32x4.abs(z)))));
      sum = addWidened(sum, v128.and(value, lanesBelow(rows, <i32>(place >> 2))));
    }
  }
  task.lossSum += sumPair(sum) / <f64>layer.units;
}

/** −Σ_u t_u·log p_u = Σ_u t_u·(log Σ_v e^(z_v) − z_u). */
function addCategoricalCrossentropy(layer: Layer, targets: usize, rows: i32): void {
  const stride = strideOf(rows);
  const units = layer.units;
  let sum = f64x2.splat(0);
  for (let place: usize = 0; place < stride; place += 16) {
    const first = layer.values + place;
    const largest = largestOf(first, stride, units);
    let total = splat(0);
    for (let u = 0, p = first; u < units; u++, p += stride) {
      total = f32x4.add(total, expOfNegative(f32x4.sub(v128.load(p), largest)));
    }
    const logTotal = logFromOne(total);
    let value = splat(0);
    for (let u = 0, p = first; u < units; u++, p += stride) {
      // In this order, since `largest` may be far greater than the logarithm.
      let surprise = f32x4.add(logTotal, f32x4.sub(largest, v128.load(p)));
      if (task.isLikeTfjs) surprise = f32x4.min(surprise, splat(mostSurprise));
      value = multiplyAdd(targetsOf(targets, stride, place, u), surprise, value);
    }
    sum = addWidened(sum, v128.and(value, lanesBelow(rows, <i32>(place >> 2))));
  }
  task.lossSum += sumPair(sum);
}

/** Adds four floats to two sums in float64, which lose nothing over many examples. */
// @ts-expect-error: decorator
@inline
export function addWidened(sum: v128, x: v128): v128 {
  const low = f64x2.promote_low_f32x4(x);
  const high = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
  return f64x2.add(sum, f64x2.add(low, high));
}

// @ts-expect-error: decorator
@inline
export function sumPair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}
