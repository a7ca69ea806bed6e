import type { Random } from "../data/random";
import type { Initializer } from "../experiment/experiment";

/**
 * Fills a weight matrix of shape `[fanIn, fanOut]`, row by row, by Keras' definitions (`keras/
 * initializers/random_initializers.py`, version 3): the "normal" variance-scaling schemes are
 * truncated at two standard deviations and widened, so that the spread after truncation is the named
 * one.
 *
 * Sources: Glorot and Bengio (2010), variance 2 / (fanIn + fanOut); He et al. (2015), 2 / fanIn;
 * LeCun et al. (1998), 1 / fanIn; orthogonal: Saxe, McClelland and Ganguli (2014).
 */
export function fillWeights(
  weights: Float32Array,
  initializer: Initializer,
  fanIn: number,
  fanOut: number,
  random: Random,
): void {
  if (initializer.name === "orthogonal") {
    weights.set(drawOrthogonal(fanIn, fanOut, random).map((value) => initializer.gain * value));
    return;
  }
  const drawWeight = planWeight(initializer, fanIn, fanOut);
  for (let i = 0; i < weights.length; i += 1) weights[i] = drawWeight(random);
}

type DrawWeight = (random: Random) => number;

function planWeight(
  initializer: Exclude<Initializer, { name: "orthogonal" }>,
  fanIn: number,
  fanOut: number,
): DrawWeight {
  switch (initializer.name) {
    case "zeros":
      return () => 0;
    case "ones":
      return () => 1;
    case "constant":
      return () => initializer.value;
    case "randomUniform":
      return (random) => random.uniform(initializer.minval, initializer.maxval);
    case "randomNormal":
      return (random) => initializer.mean + initializer.stddev * random.normal();
    case "truncatedNormal":
      return (random) => initializer.mean + initializer.stddev * drawTruncatedNormal(random);
    case "glorotUniform":
      return uniformOfVariance(2 / (fanIn + fanOut));
    case "glorotNormal":
      return truncatedNormalOfVariance(2 / (fanIn + fanOut));
    case "heUniform":
      return uniformOfVariance(2 / fanIn);
    case "heNormal":
      return truncatedNormalOfVariance(2 / fanIn);
    case "lecunUniform":
      return uniformOfVariance(1 / fanIn);
    case "lecunNormal":
      return truncatedNormalOfVariance(1 / fanIn);
  }
}

function uniformOfVariance(variance: number): DrawWeight {
  const limit = Math.sqrt(3 * variance);
  return (random) => random.uniform(-limit, limit);
}

/** Standard deviation of a standard normal truncated to [−2, 2]. */
const truncatedStddev = 0.87962566103423978;

function truncatedNormalOfVariance(variance: number): DrawWeight {
  const stddev = Math.sqrt(variance) / truncatedStddev;
  return (random) => stddev * drawTruncatedNormal(random);
}

/** Standard normal, drawn again while it lies outside [−2, 2]. */
function drawTruncatedNormal(random: Random): number {
  for (;;) {
    const value = random.normal();
    if (Math.abs(value) <= 2) return value;
  }
}

/**
 * A random matrix of shape `[rows, columns]` whose columns, or whose rows where they are fewer, are of
 * length 1 and at right angles: normal numbers made so by the Gram–Schmidt process, which runs twice
 * over each vector, since once leaves rounding errors.
 */
function drawOrthogonal(rows: number, columns: number, random: Random): Float64Array {
  const length = Math.max(rows, columns);
  const vectors: Float64Array[] = [];
  while (vectors.length < Math.min(rows, columns)) {
    const vector = Float64Array.from({ length }, () => random.normal());
    for (const earlier of [...vectors, ...vectors]) {
      const shadow = dot(vector, earlier);
      for (let i = 0; i < length; i += 1) {
        vector[i] = (vector[i] as number) - shadow * (earlier[i] as number);
      }
    }
    const norm = Math.sqrt(dot(vector, vector));
    vectors.push(vector.map((value) => value / norm));
  }
  const matrix = new Float64Array(rows * columns);
  for (const [index, vector] of vectors.entries()) {
    for (let i = 0; i < length; i += 1) {
      const place = rows >= columns ? i * columns + index : index * columns + i;
      matrix[place] = vector[i] as number;
    }
  }
  return matrix;
}

function dot(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
}
