import fc from "fast-check";
import {
  type ActivationName,
  activationNames,
  type DataName,
  dataNames,
  type Experiment,
  featureNames,
  type Initializer,
  isRegression,
  type Loss,
  type MetricName,
  metricNames,
  type Optimizer,
  type Schedule,
} from "./experiment";

const record = <T>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(arbitraries, { noNullPrototype: true });

const double = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const named = <Name extends string>(...names: Name[]) =>
  fc.constantFrom(...names).map((name) => ({ name }));

const initializer: fc.Arbitrary<Exclude<Initializer, { name: "orthogonal" }>> = fc.oneof(
  named(
    "zeros",
    "ones",
    "glorotUniform",
    "glorotNormal",
    "heUniform",
    "heNormal",
    "lecunUniform",
    "lecunNormal",
  ),
  record({ name: fc.constant("constant" as const), value: double(-100, 100) }),
  fc
    .tuple(double(-100, 0), double(0, 100))
    .map(([minval, maxval]) => ({ name: "randomUniform" as const, minval, maxval })),
  record({
    name: fc.constantFrom("randomNormal" as const, "truncatedNormal" as const),
    mean: double(-100, 100),
    stddev: double(0, 100),
  }),
);

const orthogonal = record({ name: fc.constant("orthogonal" as const), gain: double(-100, 100) });

const layer = (
  units: fc.Arbitrary<number>,
  activation: fc.Arbitrary<ActivationName>,
  dropout: fc.Arbitrary<number>,
) =>
  record({
    units,
    activation,
    kernelInitializer: fc.oneof({ weight: 8, arbitrary: initializer }, orthogonal),
    biasInitializer: initializer,
    kernelRegularizer: record({ l1: zeroOr(double(0, 100)), l2: zeroOr(double(0, 100)) }),
    dropout,
  });

function zeroOr(arbitrary: fc.Arbitrary<number>): fc.Arbitrary<number> {
  return fc.oneof(fc.constant(0), arbitrary);
}

const hiddenActivations = activationNames.filter((name) => name !== "softmax");

/** Losses of the error, which suit any output, and those of probabilities. */
const errorLoss: fc.Arbitrary<Loss> = fc.oneof(
  named("halfSquaredError", "meanSquaredError", "meanAbsoluteError"),
  record({ name: fc.constant("huber" as const), delta: double(1e-6, 1e6) }),
);

/** An output layer's activation and units with a loss that suits it. */
function output(name: DataName): fc.Arbitrary<[ActivationName, units: number, Loss]> {
  const any: fc.Arbitrary<[ActivationName, number, Loss]> = fc.tuple(
    fc.constantFrom(...hiddenActivations),
    fc.constant(1),
    errorLoss,
  );
  if (isRegression(name)) return any;
  return fc.oneof(
    any,
    fc.tuple(
      fc.constant("sigmoid" as const),
      fc.constant(1),
      named("binaryCrossentropy") as fc.Arbitrary<Loss>,
    ),
    fc.tuple(
      fc.constant("softmax" as const),
      fc.constant(2),
      fc.oneof(errorLoss, named("categoricalCrossentropy", "sparseCategoricalCrossentropy")),
    ),
  );
}

const rates = { learningRate: double(0, 1000), weightDecay: zeroOr(double(0, 10)) };
const epsilon = double(0, 1);
const keptShare = double(0, 0.999999);
const moments = { beta1: keptShare, beta2: keptShare, epsilon };

const rule = fc.oneof(
  record({
    name: fc.constant("sgd" as const),
    ...rates,
    momentum: double(0, 1),
    nesterov: fc.boolean(),
  }),
  record({
    name: fc.constant("rmsprop" as const),
    ...rates,
    rho: keptShare,
    momentum: double(0, 1),
    epsilon,
    centered: fc.boolean(),
  }),
  record({
    name: fc.constant("adagrad" as const),
    ...rates,
    initialAccumulatorValue: double(0, 1000),
    epsilon,
  }),
  record({ name: fc.constant("adadelta" as const), ...rates, rho: keptShare, epsilon }),
  record({ name: fc.constant("adam" as const), ...rates, ...moments, amsgrad: fc.boolean() }),
  record({ name: fc.constantFrom("adamax" as const, "nadam" as const), ...rates, ...moments }),
);

const clipping: fc.Arbitrary<Pick<Optimizer, "clipnorm" | "clipvalue" | "globalClipnorm">> =
  fc.oneof(
    fc.constant({}),
    double(1e-9, 1e9).chain((limit) =>
      fc.constantFrom({ clipnorm: limit }, { clipvalue: limit }, { globalClipnorm: limit }),
    ),
  );

const optimizer: fc.Arbitrary<Optimizer> = fc
  .tuple(rule, clipping)
  .map(([settings, clip]) => ({ ...settings, ...clip }));

const steps = (min = 1) => fc.integer({ min, max: 1e9 });

const pieces = fc
  .uniqueArray(fc.integer({ min: 0, max: 1e9 }), { minLength: 1, maxLength: 12 })
  .chain((boundaries) =>
    record({
      name: fc.constant("piecewiseConstantDecay" as const),
      boundaries: fc.constant(boundaries.sort((a, b) => a - b)),
      factors: fc.array(double(0, 1e6), {
        minLength: boundaries.length + 1,
        maxLength: boundaries.length + 1,
      }),
    }),
  );

const schedule: fc.Arbitrary<Schedule> = fc.oneof(
  named("constant"),
  record({
    name: fc.constant("inverseTimeDecay" as const),
    decaySteps: steps(),
    decayRate: double(0, 1e6),
    staircase: fc.boolean(),
  }),
  record({
    name: fc.constant("exponentialDecay" as const),
    decaySteps: steps(),
    decayRate: double(0, 1),
    staircase: fc.boolean(),
  }),
  pieces,
  record({
    name: fc.constant("polynomialDecay" as const),
    decaySteps: steps(),
    endLearningRate: double(0, 1000),
    power: double(0, 100),
    cycle: fc.boolean(),
  }),
  record({
    name: fc.constant("cosineDecay" as const),
    decaySteps: steps(),
    alpha: double(0, 1),
    warmupSteps: steps(0),
  }),
  record({
    name: fc.constant("oneCycle" as const),
    totalSteps: steps(),
    risingShare: double(0, 1),
    divisor: double(1, 1e6),
    finalDivisor: double(1, 1e9),
  }),
  record({ name: fc.constant("warmup" as const), warmupSteps: steps() }),
);

/** Any valid Experiment, for property tests. */
export const experimentArbitrary: fc.Arbitrary<Experiment> = fc
  .constantFrom(...dataNames)
  .chain((name) => fc.tuple(fc.constant(name), output(name)))
  .chain(([name, [activation, units, loss]]) =>
    record<Experiment>({
      data: record({
        name: fc.constant(name),
        samples: fc.integer({ min: 10, max: 20_000 }),
        noise: double(0, 0.5),
        testFraction: double(0.1, 0.9),
        features: fc.uniqueArray(fc.constantFrom(...featureNames), { minLength: 1 }),
        scale: fc.oneof(fc.constant(1), double(0.001, 1000)),
        labels: fc.constantFrom("true", "shuffled"),
        order: fc.constantFrom("mixed", "byLabel"),
        leak: zeroOr(double(0, 1)),
      }),
      model: record({
        layers: fc
          .tuple(
            fc.array(
              layer(
                fc.integer({ min: 1, max: 1024 }),
                fc.constantFrom(...hiddenActivations),
                zeroOr(double(0, 0.99)),
              ),
              { maxLength: 8 },
            ),
            layer(fc.constant(units), fc.constant(activation), fc.constant(0)),
          )
          .map(([hidden, last]) => [...hidden, last]),
      }),
      compile: record({
        optimizer,
        loss: fc.constant(loss),
        metrics: fc.uniqueArray(
          fc.constantFrom<MetricName>(
            ...metricNames.filter((metric) => metric !== "accuracy" || !isRegression(name)),
          ),
        ),
      }),
      fit: record({
        epochs: fc.integer({ min: 1, max: 100_000 }),
        // Ten samples with nine tenths held back leave one training point.
        batchSize: fc.constant(1),
        shuffle: fc.boolean(),
        schedule,
      }),
      seed: fc.integer({ min: 0, max: 4_294_967_295 }),
    }),
  );
