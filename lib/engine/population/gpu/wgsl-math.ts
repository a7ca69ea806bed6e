/**
 * Prints a number as WGSL: always with a point or an exponent, so that it is no integer.
 */
export function printFloat(value: number): string {
  const text = String(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/** Prints `count` pieces, one below the other, each at this many spaces. */
export function printLines(lines: readonly string[], indent: number): string {
  const space = " ".repeat(indent);
  return lines
    .flatMap((line) => line.split("\n"))
    .map((line) => (line === "" ? "" : space + line))
    .join("\n");
}

/**
 * Exponentials and logarithms in WGSL, to about 3 units in the last place. WGSL promises its own exp
 * only to 3 + 2|x| of them, its log only to an absolute 2⁻²¹, and its tanh may overflow to NaN; and
 * with these, all GPUs start from the same formulas.
 */
export const wgslMath = `
// eˣ = 2ⁿ(1 + p) with n = round(x / ln 2) and p = eʳ − 1, where r = x − n ln 2 lies within ½ ln 2.
struct Power { scale: f32, p: f32 }

// For x ≤ 0; below −87 the result stays at 1.6e-38. ln 2 comes in two parts, the first of 9 bits, so
// that n times it is exact. p is the Taylor series up to r⁷, whose error is below 6e-9.
fn splitPower(x: f32) -> Power {
  let y = max(x, -87.0);
  let n = round(y * 1.4426950408889634);
  let r = (y - n * 0.693359375) + n * 2.12194440054690583e-4;
  let tail = 0.16666667 + r * (0.041666668 + r * (0.008333334 + r * (0.0013888889 + r * 1.984127e-4)));
  let p = r + r * r * (0.5 + r * tail);
  return Power(bitcast<f32>(u32(i32(n) + 127) << 23u), p);
}

// eˣ for x ≤ 0.
fn power(x: f32) -> f32 {
  let parts = splitPower(x);
  return parts.scale + parts.scale * parts.p;
}

// eˣ − 1 for x ≤ 0, without loss of digits near 0.
fn powerMinusOne(x: f32) -> f32 {
  let parts = splitPower(x);
  return parts.scale * parts.p + (parts.scale - 1.0);
}

// Of log(1 + e) = 2(s + s³/3 + s⁵/5 + …): the sum, for q = s² ≤ 1/9.
fn sumLogSeries(q: f32) -> f32 {
  return 1.0 + q * (0.33333334 + q * (0.2 + q * (0.14285715 + q * (0.11111111 + q * (0.09090909
    + q * (0.07692308 + q * 0.06666667))))));
}

// log(1 + e) for 0 ≤ e ≤ 1, with s = e / (2 + e).
fn logOnePlus(e: f32) -> f32 {
  let s = e / (2.0 + e);
  return 2.0 * s * sumLogSeries(s * s);
}

// log x for x ≥ 1: x = 2ⁿm with 1 ≤ m < 2, and s = (m − 1) / (m + 1).
fn logarithm(x: f32) -> f32 {
  let bits = bitcast<u32>(x);
  let n = f32(bits >> 23u) - 127.0;
  let m = bitcast<f32>((bits & 0x007fffffu) | 0x3f800000u);
  let s = (m - 1.0) / (m + 1.0);
  return n * 0.6931471805599453 + 2.0 * s * sumLogSeries(s * s);
}

// Whether x is neither infinite nor NaN. Asked of its bits, since a compiler may assume that it is.
fn isSound(x: f32) -> bool {
  return (bitcast<u32>(x) & 0x7f800000u) != 0x7f800000u;
}

// σ(x) = 1 / (1 + e⁻ˣ), from an exponential that cannot overflow.
fn logistic(x: f32) -> f32 {
  let e = power(-abs(x));
  return select(e, 1.0, x >= 0.0) / (1.0 + e);
}

// Φ(x) = ½erfc(−x/√2), to 1e-7. Source: Abramowitz and Stegun, 7.1.26.
fn normalShare(x: f32) -> f32 {
  let y = abs(x) * 0.7071067811865476;
  let t = 1.0 / (1.0 + 0.3275911 * y);
  let series = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027
    + t * 1.061405429))));
  let tail = 0.5 * series * power(-y * y);
  return select(tail, 1.0 - tail, x >= 0.0);
}
`;
