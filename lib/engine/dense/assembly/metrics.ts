// Metrics over the outputs of a chunk, added up in the task.

import { addLosses, addWidened, lanesBelow, sumPair, targetsOf } from "./losses";
import { splat } from "./math";
import { activationSigmoid, activationSoftmax, Layer, layerAt, strideOf, task } from "./task";

/** Adds loss and metrics of a chunk to the sums; its weighted sums become outputs on the way. */
export function addMeasures(targets: usize, rows: i32, withSlopes: bool, withMetrics: bool): void {
  const output = layerAt(task.layerCount - 1);
  addLosses(output, targets, rows, withSlopes);
  if (!withMetrics) return;
  if (task.needsErrors) addErrorMetrics(output, targets, rows);
  if (task.needsAccuracy) addAccuracy(output, targets, rows);
}

/** The mean over the outputs of the squared and absolute errors. */
function addErrorMetrics(layer: Layer, targets: usize, rows: i32): void {
  const stride = strideOf(rows);
  let squared = f64x2.splat(0);
  let absolute = f64x2.splat(0);
  for (let u = 0, p = layer.values; u < layer.units; u++) {
    for (let place: usize = 0; place < stride; place += 16, p += 16) {
      const all = f32x4.sub(v128.load(p), targetsOf(targets, stride, place, u));
      const error = v128.and(all, lanesBelow(rows, <i32>(place >> 2)));
      squared = addWidened(squared, f32x4.mul(error, error));
      absolute = addWidened(absolute, f32x4.abs(error));
    }
  }
  task.squaredSum += sumPair(squared) / <f64>layer.units;
  task.absoluteSum += sumPair(absolute) / <f64>layer.units;
}

/**
 * How many examples are classified rightly. With softmax: those whose largest output, the first of
 * equals, is where the largest target is. Else the share of outputs on the right side of ½ for a
 * sigmoid, whose labels are 0 and 1, and of 0 for the others, whose labels are −1 and 1.
 */
function addAccuracy(layer: Layer, targets: usize, rows: i32): void {
  const stride = strideOf(rows);
  if (layer.activation == activationSoftmax) {
    let right = 0;
    for (let place: usize = 0; place < stride; place += 16) {
      const isRight = i32x4.eq(
        findLargestOutput(layer, stride, place),
        findLargestTarget(layer, targets, stride, place),
      );
      right += countLanes(v128.and(isRight, lanesBelow(rows, <i32>(place >> 2))));
    }
    task.accuracySum += <f64>right;
    return;
  }
  const isSigmoid = layer.activation == activationSigmoid;
  let right = 0;
  for (let u = 0, p = layer.values; u < layer.units; u++) {
    for (let place: usize = 0; place < stride; place += 16, p += 16) {
      const o = v128.load(p);
      const t = targetsOf(targets, stride, place, u);
      const isRight = isSigmoid
        ? i32x4.eq(f32x4.gt(o, splat(0.5)), f32x4.gt(t, splat(0.5)))
        : i32x4.eq(f32x4.ge(o, splat(0)), f32x4.ge(t, splat(0)));
      right += countLanes(v128.and(isRight, lanesBelow(rows, <i32>(place >> 2))));
    }
  }
  task.accuracySum += <f64>right / <f64>layer.units;
}

// @ts-expect-error: decorator
@inline
function countLanes(mask: v128): i32 {
  return popcnt<i32>(i32x4.bitmask(mask));
}

function findLargestOutput(layer: Layer, stride: usize, place: usize): v128 {
  let p = layer.values + place;
  let largest = v128.load(p);
  let index = i32x4.splat(0);
  for (let u = 1; u < layer.units; u++) {
    p += stride;
    const value = v128.load(p);
    const isLarger = f32x4.gt(value, largest);
    largest = v128.bitselect(value, largest, isLarger);
    index = v128.bitselect(i32x4.splat(u), index, isLarger);
  }
  return index;
}

function findLargestTarget(layer: Layer, targets: usize, stride: usize, place: usize): v128 {
  let largest = targetsOf(targets, stride, place, 0);
  let index = i32x4.splat(0);
  for (let u = 1; u < layer.units; u++) {
    const value = targetsOf(targets, stride, place, u);
    const isLarger = f32x4.gt(value, largest);
    largest = v128.bitselect(value, largest, isLarger);
    index = v128.bitselect(i32x4.splat(u), index, isLarger);
  }
  return index;
}
