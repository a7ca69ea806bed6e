/**
 * The probability that at least `k` of `n` independent tries succeed, each with probability `p`.
 *
 * Summed in logarithms, so that nothing underflows before the sum. For n to some tens of thousands.
 * Throws a RangeError for a `p` that is no probability, or an `n` that is no count.
 */
export function computeAtLeast(k: number, n: number, p: number): number {
  checkCount(n);
  if (!(p >= 0 && p <= 1)) {
    throw new RangeError(`computeAtLeast: expected a probability, but got ${p}.`);
  }
  if (k <= 0) return 1;
  if (k > n || p === 0) return 0;
  if (p === 1) return 1;
  // The shorter of the two tails, since 1 less a sum near 1 has few digits.
  const isUpper = k > n * p;
  const [from, to] = isUpper ? [k, n] : [0, k - 1];
  let sum = 0;
  let logCoefficient = 0;
  for (let i = 1; i <= to; i += 1) {
    logCoefficient += Math.log((n - i + 1) / i);
    if (i >= from) sum += Math.exp(logCoefficient + i * Math.log(p) + (n - i) * Math.log1p(-p));
  }
  if (from === 0) sum += Math.exp(n * Math.log1p(-p));
  return Math.min(1, isUpper ? sum : 1 - sum);
}

/**
 * The interval of Clopper and Pearson for the probability of a success, of which `k` were seen in `n`
 * tries: it holds the true one in at least `confidence` of all cases.
 *
 * Source: C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404–413.
 */
export function findShareInterval(
  k: number,
  n: number,
  confidence = 0.95,
): readonly [low: number, high: number] {
  checkCount(n);
  if (!(Number.isInteger(k) && k >= 0 && k <= n)) {
    throw new RangeError(`findShareInterval: expected 0 to ${n} successes, but got ${k}.`);
  }
  const tail = (1 - confidence) / 2;
  // Both tails rise or fall with p all the way.
  const low = k === 0 ? 0 : bisect((p) => computeAtLeast(k, n, p) >= tail);
  const high = k === n ? 1 : bisect((p) => 1 - computeAtLeast(k + 1, n, p) <= tail);
  return [low, high];
}

/**
 * The smallest probability of a success for which at least `k` of `n` succeed with probability `wanted`:
 * 0.929 for 5 of 7 and 0.99.
 */
export function findNeededShare(k: number, n: number, wanted: number): number {
  return bisect((p) => computeAtLeast(k, n, p) >= wanted);
}

/** The place in [0, 1] from which on `isBeyond` holds. */
function bisect(isBeyond: (p: number) => boolean): number {
  let [low, high] = [0, 1];
  for (let halvings = 0; halvings < 53; halvings += 1) {
    const middle = (low + high) / 2;
    if (isBeyond(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function checkCount(n: number): void {
  if (!Number.isInteger(n) || n < 1) {
    throw new RangeError(`binomial: expected a whole number of tries, but got ${n}.`);
  }
}
