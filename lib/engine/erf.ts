/**
 * The error function, erf(x) = 2/√π ∫₀ˣ e^(−t²) dt, to the last digits of float64.
 *
 * By erf(x) = 2/√π · e^(−x²) · Σ 2ⁿx²ⁿ⁺¹ / (2n + 1)!!, whose terms are all of one sign, so that none
 * cancel. Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 7.1.6.
 */
export function erf(x: number): number {
  // Beyond 6 the difference from 1 is below 1e-16.
  if (Math.abs(x) > 6) return Math.sign(x);
  let term = x;
  let sum = x;
  for (let n = 1; Math.abs(term) > 1e-17 * Math.abs(sum); n += 1) {
    term *= (2 * x * x) / (2 * n + 1);
    sum += term;
  }
  const value = (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
  // Rounding may lead some 1e-15 past the limits.
  return Math.min(Math.max(value, -1), 1);
}
