// One update of all weights from their gradient. Formulas and settings: lib/engine/optimizers.ts.
//
// Averages over the past decay for ever. What is smaller than the bounds below becomes 0, lest they
// end in denormals; it is far below every default epsilon.

import { flush, flushWith, multiplyAdd, signlessBits, splat } from "./math";
import { layerAt, task, tinyFactor } from "./task";

export const optimizerSgd: i32 = 0;
export const optimizerRmsprop: i32 = 1;
export const optimizerAdagrad: i32 = 2;
export const optimizerAdadelta: i32 = 3;
export const optimizerAdam: i32 = 4;
export const optimizerAdamax: i32 = 5;
export const optimizerNadam: i32 = 6;

const clipVariable: i32 = 1;
const clipValue: i32 = 2;
const clipGlobal: i32 = 3;

@unmanaged
export class Optimizer {
  kind: i32;
  clip: i32;
  clipBound: f32;
  weightDecay: f32;
  momentum: f32;
  rho: f32;
  epsilon: f32;
  /** 1 − beta1, 1 − beta2 and 1 − rho, subtracted in float64, where they do not lose digits. */
  newShare1: f32;
  newShare2: f32;
  newShareRho: f32;
  beta2: f32;
  /** Nesterov's, centered or amsgrad, as the kind has it. */
  variant: bool;
  isRegularized: bool;
  /** The learning rate of the coming step. */
  rate: f32;
  beta1: f64;
  beta2Exact: f64;
  /** βᵗ, 0.96ᵗ and Nadam's product of momenta for the t steps done. */
  power1: f64;
  power2: f64;
  nadamPower: f64;
  nadamProduct: f64;
}

export const optimizer: Optimizer = changetype<Optimizer>(
  memory.data(offsetof<Optimizer>(), 16),
);

/** The smallest first moments, and the smallest squares. */
const tinyMoment: f32 = 1e-32;
const tinySquare: f32 = 1e-30;
/** The root of `tinySquare`. */
const tinyRoot: f32 = 1e-15;
/** βᵗ below this no longer changes 1 − βᵗ. */
const tinyPower: f64 = 1e-20;

/** Sets the powers to those after `steps` steps, by the same products that the steps take. */
export function seek(steps: f64): void {
  optimizer.power1 = 1;
  optimizer.power2 = 1;
  optimizer.nadamPower = 1;
  optimizer.nadamProduct = 1;
  if (optimizer.kind < optimizerAdam) return;
  for (let step: f64 = 0; step < steps; step++) {
    advance();
    const rest =
      optimizer.power1 + optimizer.power2 + optimizer.nadamPower + optimizer.nadamProduct;
    if (rest == 0) return;
  }
}

/** To the next step. */
export function advance(): void {
  optimizer.power1 = flushPower(optimizer.power1 * optimizer.beta1);
  optimizer.power2 = flushPower(optimizer.power2 * optimizer.beta2Exact);
  if (optimizer.kind != optimizerNadam) {
    optimizer.nadamPower = 0;
    optimizer.nadamProduct = 0;
    return;
  }
  optimizer.nadamPower = flushPower(optimizer.nadamPower * 0.96);
  const momentum = optimizer.beta1 * (1 - 0.5 * optimizer.nadamPower);
  optimizer.nadamProduct = flushPower(optimizer.nadamProduct * momentum);
}

function flushPower(power: f64): f64 {
  return power < tinyPower ? 0 : power;
}

/** Regularizes and clips the gradient. */
export function finishGradient(): void {
  if (optimizer.isRegularized) addRegularizers();
  if (optimizer.clip) clipGradient();
}

/** Adds the regularizers' slopes, l1·sign(w) + 2·l2·w for each kernel. */
export function addRegularizers(): void {
  for (let index = 0; index < task.layerCount; index++) {
    const layer = layerAt(index);
    if (layer.l1 == 0 && layer.l2 == 0) continue;
    for (let place = layer.kernel; place < layer.bias; place += 4) {
      const w = load<f32>(task.weights + place);
      const sign: f32 = w > 0 ? 1 : w < 0 ? -1 : 0;
      const slope = layer.l1 * sign + 2 * layer.l2 * w;
      const sum = load<f32>(task.gradient + place) + slope;
      store<f32>(task.gradient + place, abs(sum) < task.tiny ? 0 : sum);
    }
  }
}

function clipGradient(): void {
  const bound = optimizer.clipBound;
  const end = task.gradient + task.weightBytes;
  switch (optimizer.clip) {
    case clipValue:
      for (let p = task.gradient; p < end; p += 16) {
        const g = v128.load(p);
        v128.store(p, f32x4.pmax(f32x4.pmin(g, splat(bound)), splat(-bound)));
      }
      break;
    case clipGlobal:
      scaleToNorm(task.gradient, end, bound);
      break;
    case clipVariable:
      for (let index = 0; index < task.layerCount; index++) {
        const layer = layerAt(index);
        const bias = task.gradient + layer.bias;
        scaleToNorm(task.gradient + layer.kernel, bias, bound);
        scaleToNorm(bias, bias + 4 * <usize>layer.units, bound);
      }
      break;
  }
}

/** Shortens a part of the gradient to the norm `bound` where it is longer. */
function scaleToNorm(from: usize, end: usize, bound: f32): void {
  let sum: f64 = 0;
  for (let p = from; p < end; p += 4) {
    const g = <f64>load<f32>(p);
    sum += g * g;
  }
  const norm = Math.sqrt(sum);
  if (norm <= <f64>bound) return;
  const factor = <f32>(<f64>bound / norm);
  for (let p = from; p < end; p += 4) store<f32>(p, load<f32>(p) * factor);
}

/**
 * Adds the step for the present gradient to `target`, and moves the slots. Decayed is `weights`;
 * where `target` is another array of zeros, it becomes the step itself.
 */
export function update(weights: usize, target: usize, slots: usize): void {
  const decay = optimizer.weightDecay;
  if (decay > 0) {
    const share = splat(decay * optimizer.rate);
    for (let p: usize = 0; p < task.weightBytes; p += 16) {
      const loss = f32x4.mul(v128.load(weights + p), share);
      v128.store(target + p, f32x4.sub(v128.load(target + p), loss));
    }
  }
  switch (optimizer.kind) {
    case optimizerSgd:
      updateSgd(target, slots);
      break;
    case optimizerRmsprop:
      updateRmsprop(target, slots);
      break;
    case optimizerAdagrad:
      updateAdagrad(target, slots);
      break;
    case optimizerAdadelta:
      updateAdadelta(target, slots);
      break;
    case optimizerAdam:
      updateAdam(target, slots);
      break;
    case optimizerAdamax:
      updateAdamax(target, slots);
      break;
    case optimizerNadam:
      updateNadam(target, slots);
      break;
  }
  if (decay > 0 || optimizer.isRegularized) {
    // Weights that decay would otherwise end in denormals.
    for (let p = target; p < target + task.weightBytes; p += 16) {
      v128.store(p, flush(v128.load(p), splat(tinyFactor)));
    }
  }
}

// @ts-expect-error: decorator
@inline
function subtract(place: usize, step: v128): void {
  v128.store(place, f32x4.sub(v128.load(place), step));
}

/** g², or 0 where that would be denormal. */
// @ts-expect-error: decorator
@inline
function square(g: v128, signless: v128): v128 {
  const kept = flushWith(g, splat(tinyRoot), signless);
  return f32x4.mul(kept, kept);
}

function updateSgd(target: usize, slots: usize): void {
  const rate = splat(optimizer.rate);
  const bytes = task.weightBytes;
  const gradient = task.gradient;
  if (optimizer.momentum == 0) {
    let p: usize = 0;
    for (; p + 32 <= bytes; p += 32) {
      subtract(target + p, f32x4.mul(rate, v128.load(gradient + p)));
      subtract(target + p + 16, f32x4.mul(rate, v128.load(gradient + p, 16)));
    }
    if (p < bytes) subtract(target + p, f32x4.mul(rate, v128.load(gradient + p)));
    return;
  }
  const momentum = splat(optimizer.momentum);
  for (let p: usize = 0; p < bytes; p += 16) {
    const step = f32x4.mul(rate, v128.load(gradient + p));
    const kept = f32x4.mul(momentum, v128.load(slots + p));
    const velocity = flush(f32x4.sub(kept, step), splat(tinyMoment));
    v128.store(slots + p, velocity);
    const move = optimizer.variant ? f32x4.sub(f32x4.mul(momentum, velocity), step) : velocity;
    v128.store(target + p, f32x4.add(v128.load(target + p), move));
  }
}

function updateRmsprop(target: usize, slots: usize): void {
  const bytes = task.weightBytes;
  const averages = slots + bytes;
  const velocities = averages + bytes;
  const rate = splat(optimizer.rate);
  const rho = splat(optimizer.rho);
  const share = splat(optimizer.newShareRho);
  const signless = signlessBits();
  const epsilon = splat(optimizer.epsilon);
  const momentum = splat(optimizer.momentum);
  for (let p: usize = 0; p < bytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const squares = multiplyAdd(rho, v128.load(slots + p), f32x4.mul(share, square(g, signless)));
    const v = flush(squares, splat(tinySquare));
    v128.store(slots + p, v);
    let variance = v;
    if (optimizer.variant) {
      const average = multiplyAdd(rho, v128.load(averages + p), f32x4.mul(share, g));
      const a = flush(average, splat(tinyRoot));
      v128.store(averages + p, a);
      // Never negative but for rounding.
      variance = f32x4.pmax(f32x4.sub(v, f32x4.mul(a, a)), splat(0));
    }
    const root = f32x4.sqrt(f32x4.add(variance, epsilon));
    let step = f32x4.div(f32x4.mul(rate, g), f32x4.pmax(root, splat(tinyRoot)));
    if (optimizer.momentum > 0) {
      step = flush(multiplyAdd(momentum, v128.load(velocities + p), step), splat(tinyMoment));
      v128.store(velocities + p, step);
    }
    subtract(target + p, step);
  }
}

function updateAdagrad(target: usize, slots: usize): void {
  const rate = splat(optimizer.rate);
  const signless = signlessBits();
  const epsilon = splat(optimizer.epsilon);
  for (let p: usize = 0; p < task.weightBytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const squares = f32x4.add(v128.load(slots + p), square(g, signless));
    v128.store(slots + p, squares);
    const root = f32x4.sqrt(f32x4.add(squares, epsilon));
    subtract(target + p, f32x4.div(f32x4.mul(rate, g), f32x4.pmax(root, splat(tinyRoot))));
  }
}

function updateAdadelta(target: usize, slots: usize): void {
  const bytes = task.weightBytes;
  const deltas = slots + bytes;
  const rate = splat(optimizer.rate);
  const rho = splat(optimizer.rho);
  const share = splat(optimizer.newShareRho);
  const signless = signlessBits();
  const epsilon = splat(optimizer.epsilon);
  for (let p: usize = 0; p < bytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const squares = multiplyAdd(rho, v128.load(slots + p), f32x4.mul(share, square(g, signless)));
    const a = flush(squares, splat(tinySquare));
    v128.store(slots + p, a);
    const b = v128.load(deltas + p);
    const past = f32x4.sqrt(f32x4.add(b, epsilon));
    const root = f32x4.pmax(f32x4.sqrt(f32x4.add(a, epsilon)), splat(tinyRoot));
    const step = f32x4.div(f32x4.mul(g, past), root);
    const moved = multiplyAdd(rho, b, f32x4.mul(share, square(step, signless)));
    v128.store(deltas + p, flush(moved, splat(tinySquare)));
    subtract(target + p, f32x4.mul(rate, step));
  }
}

/** m + (g − m)(1 − β1), stored. */
// @ts-expect-error: decorator
@inline
function moveFirstMoment(place: usize, g: v128, share: v128, signless: v128): v128 {
  const m = v128.load(place);
  const moved = multiplyAdd(f32x4.sub(g, m), share, m);
  const kept = flushWith(moved, splat(tinyMoment), signless);
  v128.store(place, kept);
  return kept;
}

/** v + (g² − v)(1 − β2), stored. */
// @ts-expect-error: decorator
@inline
function moveSecondMoment(place: usize, g: v128, share: v128, signless: v128): v128 {
  const v = v128.load(place);
  const moved = multiplyAdd(f32x4.sub(square(g, signless), v), share, v);
  const kept = flushWith(moved, splat(tinySquare), signless);
  v128.store(place, kept);
  return kept;
}

function updateAdam(target: usize, slots: usize): void {
  const bytes = task.weightBytes;
  const seconds = slots + bytes;
  const largest = seconds + bytes;
  const power1 = optimizer.power1 * optimizer.beta1;
  const power2 = optimizer.power2 * optimizer.beta2Exact;
  const rate = splat(<f32>(<f64>optimizer.rate * Math.sqrt(1 - power2) / (1 - power1)));
  const share1 = splat(optimizer.newShare1);
  const share2 = splat(optimizer.newShare2);
  const signless = signlessBits();
  // As Kingma and Ba have it in their algorithm 1: added to the root of the corrected average.
  const correction = task.isLikeTfjs ? Math.sqrt(1 - power2) : 1;
  const epsilon = splat(<f32>(<f64>optimizer.epsilon * correction));
  for (let p: usize = 0; p < bytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const m = moveFirstMoment(slots + p, g, share1, signless);
    let v = moveSecondMoment(seconds + p, g, share2, signless);
    if (optimizer.variant) {
      v = f32x4.pmax(v, v128.load(largest + p));
      v128.store(largest + p, v);
    }
    const root = f32x4.pmax(f32x4.add(f32x4.sqrt(v), epsilon), splat(tinyRoot));
    subtract(target + p, f32x4.div(f32x4.mul(m, rate), root));
  }
}

function updateAdamax(target: usize, slots: usize): void {
  const bytes = task.weightBytes;
  const largest = slots + bytes;
  const rate = splat(<f32>(<f64>optimizer.rate / (1 - optimizer.power1 * optimizer.beta1)));
  const share1 = splat(optimizer.newShare1);
  const signless = signlessBits();
  const epsilon = splat(optimizer.epsilon);
  const beta2 = splat(optimizer.beta2);
  for (let p: usize = 0; p < bytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const m = moveFirstMoment(slots + p, g, share1, signless);
    const decayed = f32x4.mul(beta2, v128.load(largest + p));
    const u = flush(f32x4.pmax(f32x4.abs(g), decayed), splat(tinySquare));
    v128.store(largest + p, u);
    const root = f32x4.pmax(f32x4.add(u, epsilon), splat(tinyRoot));
    subtract(target + p, f32x4.div(f32x4.mul(m, rate), root));
  }
}

function updateNadam(target: usize, slots: usize): void {
  const bytes = task.weightBytes;
  const seconds = slots + bytes;
  const beta1 = optimizer.beta1;
  const power = optimizer.nadamPower * 0.96;
  const momentum = beta1 * (1 - 0.5 * power);
  const next = beta1 * (1 - 0.5 * (power * 0.96));
  const product = optimizer.nadamProduct * momentum;
  const rate = <f64>optimizer.rate;
  const pastRate = splat(<f32>((rate * next) / (1 - product * next)));
  const newRate = splat(<f32>((rate * (1 - momentum)) / (1 - product)));
  // √(v / (1 − β2ᵗ)), with the factor drawn out of the root.
  const rootScale = splat(<f32>(1 / Math.sqrt(1 - optimizer.power2 * optimizer.beta2Exact)));
  const share1 = splat(optimizer.newShare1);
  const share2 = splat(optimizer.newShare2);
  const signless = signlessBits();
  const epsilon = splat(optimizer.epsilon);
  for (let p: usize = 0; p < bytes; p += 16) {
    const g = v128.load(task.gradient + p);
    const m = moveFirstMoment(slots + p, g, share1, signless);
    const v = moveSecondMoment(seconds + p, g, share2, signless);
    const root = f32x4.add(f32x4.mul(f32x4.sqrt(v), rootScale), epsilon);
    const step = multiplyAdd(m, pastRate, f32x4.mul(g, newRate));
    subtract(target + p, f32x4.div(step, f32x4.pmax(root, splat(tinyRoot))));
  }
}
