/**
 * Answers to one short exercise, a softmax that survives large numbers, by people who did not see each other's: what
 * unrelated answers have in common.
 */
export const softmaxStarter = `/** The softmax of some numbers. */
export function softmax(logits: number[]): number[] {
  const exponentials = logits.map((value) => Math.exp(value));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}
`;

export const softmaxAnswers: Readonly<Record<string, string>> = {
  ada: `export function softmax(logits: number[]): number[] {
  const largest = Math.max(...logits);
  const exponentials = logits.map((value) => Math.exp(value - largest));
  const sum = exponentials.reduce((a, b) => a + b, 0);
  return exponentials.map((value) => value / sum);
}`,
  ben: `export function softmax(logits) {
  let max = -Infinity;
  for (const x of logits) if (x > max) max = x;
  let total = 0;
  const out = [];
  for (let i = 0; i < logits.length; i++) {
    out[i] = Math.exp(logits[i] - max);
    total += out[i];
  }
  for (let i = 0; i < out.length; i++) out[i] /= total;
  return out;
}`,
  cleo: `const logSumExp = (xs: number[]) => {
  const m = xs.reduce((a, b) => (a > b ? a : b));
  let s = 0;
  xs.forEach((x) => { s += Math.exp(x - m); });
  return m + Math.log(s);
};
export function softmax(logits: number[]) {
  const z = logSumExp(logits);
  return logits.map((x) => Math.exp(x - z));
}`,
  dev: `export function softmax(logits: number[]): number[] {
  if (logits.length === 0) return [];
  const sorted = [...logits].sort((p, q) => q - p);
  const shifted = logits.map((l) => l - sorted[0]);
  const e = shifted.map(Math.exp);
  let denominator = 0;
  for (const v of e) denominator = denominator + v;
  const result: number[] = [];
  for (const v of e) result.push(v / denominator);
  return result;
}`,
  eva: `export function softmax(logits: number[]): number[] {
  // each probability is 1 / sum_j exp(x_j - x_i)
  return logits.map((xi) => {
    let denominator = 0;
    for (const xj of logits) {
      denominator += Math.exp(xj - xi);
    }
    return 1 / denominator;
  });
}`,
  finn: `export function softmax(logits) {
  const out = new Float64Array(logits.length);
  let i = 0, max = logits[0], sum = 0;
  while (i < logits.length) { if (logits[i] > max) { max = logits[i]; } i++; }
  i = 0;
  while (i < logits.length) { const e = Math.exp(logits[i] - max); out[i] = e; sum += e; i++; }
  return Array.from(out, (e) => e / sum);
}`,
  gita: `export function softmax(logits: number[]): number[] {
  const t = tf.tensor1d(logits);
  const shifted = t.sub(t.max());
  const e = shifted.exp();
  const answer = e.div(e.sum());
  return Array.from(answer.dataSync());
}`,
  hugo: `function softmax(logits) {
  var biggest = logits[0];
  logits.forEach(function (value) { biggest = value > biggest ? value : biggest; });
  var powers = [];
  logits.forEach(function (value) { powers.push(Math.exp(value - biggest)); });
  var sum = powers.reduce(function (a, b) { return a + b; });
  return powers.map(function (value) { return value / sum; });
}`,
};
