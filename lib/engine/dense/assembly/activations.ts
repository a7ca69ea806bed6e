// Activation functions over a layer's matrix. Formulas: lib/engine/activations.ts.

import {
  expOfNegative,
  flush,
  flushWith,
  multiplyAdd,
  normalBell,
  normalShare,
  sigmoid,
  signlessBits,
  softplus,
  splat,
  tanh,
  tanhConstant,
  tanhWith,
} from "./math";
import {
  activationElu,
  activationGelu,
  activationLeakyRelu,
  activationRelu,
  activationSelu,
  activationSigmoid,
  activationSoftplus,
  activationSoftsign,
  activationSwish,
  activationTanh,
  tinyFactor,
} from "./task";

// Keras' constants; scale · alpha is the slope of SELU just below 0.
const seluScale: f32 = 1.0507009873554805;
const seluScaledAlpha: f32 = 1.7580993408473766;

/** Whether the slope needs z, so that it is found together with the value. */
export function needsSlopes(activation: i32): bool {
  return (
    activation == activationGelu ||
    activation == activationSwish ||
    activation == activationSoftplus
  );
}

/** Weighted sums, those that are too small set to 0. */
// @ts-expect-error: decorator
@inline
function loadFlushed(place: usize, tiny: v128): v128 {
  return flush(v128.load(place), tiny);
}

/** Replaces the weighted sums at `values` by activations; stores slopes unless `slopes` is 0. */
export function activate(activation: i32, values: usize, size: usize, slopes: usize): void {
  const end = values + size;
  const tiny = splat(tinyFactor);
  switch (activation) {
    case activationTanh:
      replaceByTanh(values, end);
      break;
    case activationRelu:
      for (let p = values; p < end; p += 16) v128.store(p, f32x4.pmax(loadFlushed(p, tiny), splat(0)));
      break;
    case activationLeakyRelu:
      for (let p = values; p < end; p += 16) {
        const z = loadFlushed(p, tiny);
        v128.store(p, f32x4.pmax(z, f32x4.mul(z, splat(0.2))));
      }
      break;
    case activationElu:
      for (let p = values; p < end; p += 16) v128.store(p, elu(loadFlushed(p, tiny), splat(1), splat(1)));
      break;
    case activationSelu:
      for (let p = values; p < end; p += 16) {
        v128.store(p, elu(loadFlushed(p, tiny), splat(seluScale), splat(seluScaledAlpha)));
      }
      break;
    case activationSigmoid:
      for (let p = values; p < end; p += 16) v128.store(p, sigmoid(loadFlushed(p, tiny)));
      break;
    case activationSoftsign:
      for (let p = values; p < end; p += 16) {
        const z = loadFlushed(p, tiny);
        v128.store(p, f32x4.div(z, f32x4.add(splat(1), f32x4.abs(z))));
      }
      break;
    case activationSoftplus:
      for (let p = values; p < end; p += 16) {
        const z = loadFlushed(p, tiny);
        v128.store(p, softplus(z));
        if (slopes) v128.store(p - values + slopes, sigmoid(z));
      }
      break;
    case activationSwish:
      for (let p = values; p < end; p += 16) {
        const z = loadFlushed(p, tiny);
        const share = sigmoid(z);
        const value = f32x4.mul(z, share);
        v128.store(p, value);
        // σ + z·σ·(1 − σ)
        const slope = multiplyAdd(value, f32x4.sub(splat(1), share), share);
        if (slopes) v128.store(p - values + slopes, slope);
      }
      break;
    case activationGelu:
      for (let p = values; p < end; p += 16) {
        const z = loadFlushed(p, tiny);
        const bell = normalBell(z);
        const share = normalShare(z, bell);
        v128.store(p, f32x4.mul(z, share));
        // Φ(z) + z·e^(−z²/2) / √(2π)
        const slope = multiplyAdd(f32x4.mul(z, splat(0.3989422804014327)), bell, share);
        if (slopes) v128.store(p - values + slopes, slope);
      }
      break;
    default:
      for (let p = values; p < end; p += 16) v128.store(p, loadFlushed(p, tiny));
  }
}

/** Two vectors a turn, since a turn has six instructions of its own. */
function replaceByTanh(p: usize, end: usize): void {
  const q2 = tanhConstant(0);
  const q1 = tanhConstant(1);
  const q0 = tanhConstant(2);
  const p2 = tanhConstant(3);
  const p1 = tanhConstant(4);
  const p0 = tanhConstant(5);
  const most = tanhConstant(6);
  const least = tanhConstant(7);
  const tiny = tanhConstant(8);
  for (; p + 32 <= end; p += 32) {
    v128.store(p, tanhWith(v128.load(p), q2, q1, q0, p2, p1, p0, most, least, tiny));
    v128.store(p, tanhWith(v128.load(p, 16), q2, q1, q0, p2, p1, p0, most, least, tiny), 16);
  }
  if (p < end) v128.store(p, tanhWith(v128.load(p), q2, q1, q0, p2, p1, p0, most, least, tiny));
}

/** scale · z for z > 0, else scaledAlpha · (e^z − 1). */
// @ts-expect-error: decorator
@inline
function elu(z: v128, scale: v128, scaledAlpha: v128): v128 {
  const below = f32x4.mul(scaledAlpha, expm1OfNegative(f32x4.pmin(z, splat(0))));
  return v128.bitselect(f32x4.mul(z, scale), below, f32x4.gt(z, splat(0)));
}

/** e^z − 1 for z ≤ 0: near 0 by tanh, e^z − 1 = 2t / (1 − t), t = tanh(z/2), without cancellation. */
// @ts-expect-error: decorator
@inline
function expm1OfNegative(z: v128): v128 {
  const t = tanh(f32x4.mul(z, splat(0.5)));
  return f32x4.div(f32x4.add(t, t), f32x4.sub(splat(1), t));
}

/** Turns each row of weighted sums, one for each class, into probabilities. */
export function softmax(values: usize, stride: usize, units: i32): void {
  for (let place: usize = 0; place < stride; place += 16) {
    const first = values + place;
    const largest = largestOf(first, stride, units);
    let sum = splat(0);
    for (let u = 0, p = first; u < units; u++, p += stride) {
      const e = expOfNegative(f32x4.sub(v128.load(p), largest));
      v128.store(p, e);
      sum = f32x4.add(sum, e);
    }
    for (let u = 0, p = first; u < units; u++, p += stride) {
      v128.store(p, f32x4.div(v128.load(p), sum));
    }
  }
}

/** The largest of the rows of a matrix, for each of four examples. */
export function largestOf(first: usize, stride: usize, units: i32): v128 {
  let largest = v128.load(first);
  for (let u = 1, p = first + stride; u < units; u++, p += stride) {
    largest = f32x4.pmax(largest, v128.load(p));
  }
  return largest;
}

/**
 * Multiplies the slopes by the activations, at `deltas`, by φ′, so that they become those by the
 * weighted sums. What is smaller than `tiny` becomes 0, lest vanishing gradients end in denormals.
 */
export function multiplyBySlope(
  activation: i32,
  values: usize,
  slopes: usize,
  deltas: usize,
  size: usize,
  tiny: f32,
): void {
  const end = size;
  switch (activation) {
    case activationTanh:
      multiplyByTanhSlope(values, deltas, size, tiny);
      break;
    case activationSigmoid:
      for (let p: usize = 0; p < end; p += 16) {
        const a = v128.load(values + p);
        const slope = f32x4.mul(a, f32x4.sub(splat(1), a));
        v128.store(deltas + p, flush(f32x4.mul(v128.load(deltas + p), slope), splat(tiny)));
      }
      break;
    case activationRelu: {
      const bound = splat(tiny);
      const signless = signlessBits();
      for (let p: usize = 0; p < end; p += 16) {
        const isUp = f32x4.gt(v128.load(values + p), splat(0));
        const delta = v128.and(v128.load(deltas + p), isUp);
        v128.store(deltas + p, flushWith(delta, bound, signless));
      }
      break;
    }
    case activationLeakyRelu:
      for (let p: usize = 0; p < end; p += 16) {
        const isDown = f32x4.lt(v128.load(values + p), splat(0));
        const slope = v128.bitselect(splat(0.2), splat(1), isDown);
        v128.store(deltas + p, flush(f32x4.mul(v128.load(deltas + p), slope), splat(tiny)));
      }
      break;
    case activationElu:
      multiplyByEluSlope(values, deltas, size, splat(1), splat(1), tiny);
      break;
    case activationSelu:
      multiplyByEluSlope(values, deltas, size, splat(seluScale), splat(seluScaledAlpha), tiny);
      break;
    case activationSoftsign:
      // 1 / (1 + |z|)² = (1 − |φ|)²
      for (let p: usize = 0; p < end; p += 16) {
        const root = f32x4.sub(splat(1), f32x4.abs(v128.load(values + p)));
        const slope = f32x4.mul(root, root);
        v128.store(deltas + p, flush(f32x4.mul(v128.load(deltas + p), slope), splat(tiny)));
      }
      break;
    case activationSoftplus:
    case activationSwish:
    case activationGelu:
      for (let p: usize = 0; p < end; p += 16) {
        const slope = v128.load(slopes + p);
        v128.store(deltas + p, flush(f32x4.mul(v128.load(deltas + p), slope), splat(tiny)));
      }
      break;
    default:
      for (let p: usize = 0; p < end; p += 16) {
        v128.store(deltas + p, flush(v128.load(deltas + p), splat(tiny)));
      }
  }
}

/** 1 − φ². Two vectors a turn, as in `replaceByTanh`. */
function multiplyByTanhSlope(values: usize, deltas: usize, size: usize, tiny: f32): void {
  const end = deltas + size;
  const bound = splat(tiny);
  const signless = signlessBits();
  for (; deltas + 32 <= end; deltas += 32, values += 32) {
    v128.store(deltas, timesTanhSlope(v128.load(deltas), v128.load(values), bound, signless));
    v128.store(deltas, timesTanhSlope(v128.load(deltas, 16), v128.load(values, 16), bound, signless), 16);
  }
  if (deltas < end) {
    v128.store(deltas, timesTanhSlope(v128.load(deltas), v128.load(values), bound, signless));
  }
}

// @ts-expect-error: decorator
@inline
function timesTanhSlope(delta: v128, a: v128, tiny: v128, signless: v128): v128 {
  return flushWith(f32x4.mul(delta, f32x4.sub(splat(1), f32x4.mul(a, a))), tiny, signless);
}

/** scale where φ > 0, else φ + scaledAlpha, which is scaledAlpha · e^z. */
// @ts-expect-error: decorator
@inline
function multiplyByEluSlope(
  values: usize,
  deltas: usize,
  size: usize,
  scale: v128,
  scaledAlpha: v128,
  tiny: f32,
): void {
  for (let p: usize = 0; p < size; p += 16) {
    const a = v128.load(values + p);
    const slope = v128.bitselect(scale, f32x4.add(a, scaledAlpha), f32x4.gt(a, splat(0)));
    v128.store(deltas + p, flush(f32x4.mul(v128.load(deltas + p), slope), splat(tiny)));
  }
}

/** The same for softmax: δ_i = p_i (g_i − Σ_j g_j p_j). */
export function multiplyBySoftmaxSlope(
  values: usize,
  deltas: usize,
  stride: usize,
  units: i32,
): void {
  for (let place: usize = 0; place < stride; place += 16) {
    let mean = splat(0);
    for (let u = 0, p = place; u < units; u++, p += stride) {
      mean = multiplyAdd(v128.load(deltas + p), v128.load(values + p), mean);
    }
    for (let u = 0, p = place; u < units; u++, p += stride) {
      const excess = f32x4.sub(v128.load(deltas + p), mean);
      v128.store(deltas + p, f32x4.mul(v128.load(values + p), excess));
    }
  }
}
