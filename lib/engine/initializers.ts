import type { Random } from "../data/random";
import type { Initializer } from "../experiment/experiment";

/** One starting value of a weight matrix of shape `[fanIn, fanOut]`. */
type DrawWeight = (random: Random) => number;

/**
 * How to draw the weights of a layer, by Keras' definitions (`keras/initializers/
 * random_initializers.py`, version 3): the "normal" variance-scaling schemes are truncated at two
 * standard deviations and widened, so that the spread after truncation is the named one.
 *
 * Sources: Glorot and Bengio (2010), variance 2 / (fanIn + fanOut); He et al. (2015), 2 / fanIn;
 * LeCun et al. (1998), 1 / fanIn.
 */
export function planInitializer(
  initializer: Initializer,
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
  return (random) => {
    for (;;) {
      const value = random.normal();
      if (Math.abs(value) <= 2) return stddev * value;
    }
  };
}
