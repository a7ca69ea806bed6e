// Functions of four floats at a time. WebAssembly has none of them, and a browser's own Math differs
// from another's in the last bits. The coefficients are fits of ours, by linear least squares with
// Lawson's reweighting, which makes the largest relative error smallest. NaN gives NaN. A test holds
// the activations that are made of them within 8 units in the last place, and tanh within 4.

// pmin and pmax are one instruction each, unlike min and max, and give their first argument if one
// of the two is NaN.

// @ts-expect-error: decorator
@inline
export function splat(value: f32): v128 {
  return f32x4.splat(value);
}

// @ts-expect-error: decorator
@inline
export function multiplyAdd(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.mul(a, b), c);
}

/**
 * A number of a table, in all four lanes. V8 makes a constant vector anew wherever it is used in a
 * loop, in two or three instructions; a load is one, and none where a variable outside the loop keeps it.
 */
// @ts-expect-error: decorator
@inline
function constant(table: usize, index: i32): v128 {
  return v128.load32_splat(table + 4 * <usize>index);
}

/** Q's and P's numbers, of the highest power first, the bounds, and the least x². */
const tanhTable: usize = memory.data<f32>([
  959.0318588, 89345.84152814, 789365.8783941, 45.786553800639, 11782.6872071565, 394682.93759635,
  7.9, -7.9, 1e-36,
]);

/** The same constant for any number of calls of `tanhWith`: in variables, they stay in registers. */
// @ts-expect-error: decorator
@inline
export function tanhConstant(index: i32): v128 {
  return constant(tanhTable, index);
}

// @ts-expect-error: decorator
@inline
export function tanh(x: v128): v128 {
  return tanhWith(
    x,
    tanhConstant(0),
    tanhConstant(1),
    tanhConstant(2),
    tanhConstant(3),
    tanhConstant(4),
    tanhConstant(5),
    tanhConstant(6),
    tanhConstant(7),
    tanhConstant(8),
  );
}

/**
 * tanh(x) = 2pq / (p² + q²), where p/q = x·P(x²) / Q(x²) stands for tanh(x/2). An error of p/q counts the
 * less the nearer tanh(x) is to 1, and so three powers fewer suffice than for tanh(x) itself. Up to
 * |x| = 7.9 within 4 ulp, and as there beyond, 3e-7 from 1; never outside [−1, 1]. Gives 0 for
 * |x| < 1e-18: see `flush`.
 */
// @ts-expect-error: decorator
@inline
export function tanhWith(
  x: v128,
  q2: v128,
  q1: v128,
  q0: v128,
  p2: v128,
  p1: v128,
  p0: v128,
  most: v128,
  least: v128,
  tiny: v128,
): v128 {
  const bounded = f32x4.pmax(f32x4.pmin(x, most), least);
  const s = f32x4.mul(bounded, bounded);
  const kept = v128.andnot(bounded, f32x4.lt(s, tiny));
  const p = f32x4.mul(kept, multiplyAdd(multiplyAdd(p2, s, p1), s, p0));
  const q = multiplyAdd(multiplyAdd(f32x4.add(s, q2), s, q1), s, q0);
  const half = f32x4.mul(p, q);
  return f32x4.div(f32x4.add(half, half), multiplyAdd(p, p, f32x4.mul(q, q)));
}

/** The polynomial's numbers down to 1, log₂ e, 1.5·2²³, ln 2 in two parts, and the bounds. */
const expTable: usize = memory.data<f32>([
  0.001384355709888041, 0.008374236524105072, 0.041668009012937546, 0.16666430234909058,
  0.4999999403953552, 1, 1.4426950408889634, 12582912, 0.693359375, -2.12194440e-4, -87.5, -87,
]);

/**
 * exp(x) for x ≤ 0; 0 below −87, where the result would be denormal.
 *
 * x = n·ln 2 + r, |r| ≤ ½ ln 2 (ln 2 in two parts, as in Cody and Waite, 1980); e^r is a polynomial,
 * and 2ⁿ is added to its exponent.
 */
// @ts-expect-error: decorator
@inline
export function expOfNegative(x: v128): v128 {
  const one = constant(expTable, 5);
  const rounder = constant(expTable, 7);
  const bounded = f32x4.pmax(x, constant(expTable, 10));
  // Adding 1.5·2²³ rounds to a whole number and leaves it in the lowest bits.
  const shifted = multiplyAdd(bounded, constant(expTable, 6), rounder);
  const n = f32x4.sub(shifted, rounder);
  let r = f32x4.sub(bounded, f32x4.mul(n, constant(expTable, 8)));
  r = f32x4.sub(r, f32x4.mul(n, constant(expTable, 9)));
  let p = multiplyAdd(r, constant(expTable, 0), constant(expTable, 1));
  p = multiplyAdd(r, p, constant(expTable, 2));
  p = multiplyAdd(r, p, constant(expTable, 3));
  p = multiplyAdd(r, p, constant(expTable, 4));
  p = multiplyAdd(r, p, one);
  p = multiplyAdd(r, p, one);
  const power = i32x4.add(p, i32x4.shl(shifted, 23));
  return v128.andnot(power, f32x4.lt(x, constant(expTable, 11)));
}

/** log(1 + x) for 0 ≤ x ≤ 1, as x·P(x)/Q(x). */
// @ts-expect-error: decorator
@inline
export function log1p(x: v128): v128 {
  let p = multiplyAdd(x, splat(0.0034485638607293367), splat(0.23923902213573456));
  p = multiplyAdd(x, p, splat(1.0681315660476685));
  p = multiplyAdd(x, p, splat(1));
  let q = multiplyAdd(x, splat(0.07570194453001022), splat(0.6899738907814026));
  q = multiplyAdd(x, q, splat(1.5681315660476685));
  q = multiplyAdd(x, q, splat(1));
  return f32x4.mul(x, f32x4.div(p, q));
}

/** log(x) for x ≥ 1: the exponent times ln 2, and log1p of the rest of the mantissa. */
// @ts-expect-error: decorator
@inline
export function logFromOne(x: v128): v128 {
  const exponent = i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127));
  const mantissa = v128.or(v128.and(x, i32x4.splat(0x007fffff)), splat(1));
  const rest = log1p(f32x4.sub(mantissa, splat(1)));
  const value = multiplyAdd(f32x4.convert_i32x4_s(exponent), splat(0.6931471805599453), rest);
  return v128.bitselect(value, x, f32x4.lt(x, splat(Infinity)));
}

/** σ(x) = 1 / (1 + e⁻ˣ), as e⁻ˡˣˡ / (1 + e⁻ˡˣˡ) for x < 0, so that small values are exact too. */
// @ts-expect-error: decorator
@inline
export function sigmoid(x: v128): v128 {
  const e = expOfNegative(f32x4.neg(f32x4.abs(x)));
  const numerator = v128.bitselect(e, splat(1), f32x4.lt(x, splat(0)));
  return f32x4.div(numerator, f32x4.add(e, splat(1)));
}

/** log(1 + eˣ) = max(x, 0) + log(1 + e⁻ˡˣˡ). */
// @ts-expect-error: decorator
@inline
export function softplus(x: v128): v128 {
  return f32x4.add(f32x4.pmax(x, splat(0)), log1p(expOfNegative(f32x4.neg(f32x4.abs(x)))));
}

/**
 * Φ(x) = ½(1 + erf(x/√2)), the share of a standard normal below x, for x whose e^(−x²/2) is `bell`.
 *
 * Φ(−|x|) = e^(−x²/2)·G(|x|), where G(t) = ½ e^(t²/2) erfc(t/√2) is a quotient P(t)/Q(t).
 */
// @ts-expect-error: decorator
@inline
export function normalShare(x: v128, bell: v128): v128 {
  // Beyond 13.5, `bell` is 0.
  const t = f32x4.pmin(f32x4.abs(x), splat(13.5));
  let p = multiplyAdd(t, splat(0.004007384646683931), splat(0.03991185128688812));
  p = multiplyAdd(t, p, splat(0.18111306428909302));
  p = multiplyAdd(t, p, splat(0.4354577362537384));
  p = multiplyAdd(t, p, splat(0.5));
  let q = multiplyAdd(t, splat(0.010044882073998451), splat(0.10005152970552444));
  q = multiplyAdd(t, q, splat(0.463862806558609));
  q = multiplyAdd(t, q, splat(1.1937326192855835));
  q = multiplyAdd(t, q, splat(1.6688002347946167));
  q = multiplyAdd(t, q, splat(1));
  const tail = f32x4.mul(bell, f32x4.div(p, q));
  return v128.bitselect(tail, f32x4.sub(splat(1), tail), f32x4.lt(x, splat(0)));
}

/** e^(−x²/2). */
// @ts-expect-error: decorator
@inline
export function normalBell(x: v128): v128 {
  // The bound keeps x² finite.
  const bounded = f32x4.pmin(f32x4.abs(x), splat(14));
  return expOfNegative(f32x4.mul(f32x4.mul(bounded, bounded), splat(-0.5)));
}

/** All bits of a float but its sign: V8 makes those of `abs` anew each time, in two instructions. */
const signless: usize = memory.data<u32>([0x7fffffff]);

/**
 * Sets what is smaller than `tiny` to 0. WebAssembly cannot tell the processor to do so, and sums
 * with denormal numbers take many times as long.
 */
// @ts-expect-error: decorator
@inline
export function flush(x: v128, tiny: v128): v128 {
  return flushWith(x, tiny, signlessBits());
}

/** The same for a loop, outside of which a variable keeps the mask `signlessBits()`. */
// @ts-expect-error: decorator
@inline
export function flushWith(x: v128, tiny: v128, signless: v128): v128 {
  // Keeps NaN.
  return v128.andnot(x, f32x4.lt(v128.and(x, signless), tiny));
}

// @ts-expect-error: decorator
@inline
export function signlessBits(): v128 {
  return constant(signless, 0);
}

/** The sums of the four lanes of a, b, c and d, each as (0 + 2) + (1 + 3). */
// @ts-expect-error: decorator
@inline
export function sumLanes(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(
    v128.shuffle<f32>(a, b, 0, 4, 1, 5),
    v128.shuffle<f32>(a, b, 2, 6, 3, 7),
  );
  const cd = f32x4.add(
    v128.shuffle<f32>(c, d, 0, 4, 1, 5),
    v128.shuffle<f32>(c, d, 2, 6, 3, 7),
  );
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}
