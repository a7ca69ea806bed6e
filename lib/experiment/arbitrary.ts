import fc from "fast-check";
import {
  activationNames,
  dataNames,
  type Experiment,
  featureNames,
  type Initializer,
  lossNames,
} from "./experiment";

const record = <T>(arbitraries: { [K in keyof T]: fc.Arbitrary<T[K]> }) =>
  fc.record<T>(arbitraries, { noNullPrototype: true });

const double = (min: number, max: number) =>
  fc.double({ min, max, noNaN: true }).map((value) => value + 0);

const initializer: fc.Arbitrary<Initializer> = fc.oneof(
  fc
    .constantFrom(
      "zeros" as const,
      "ones" as const,
      "glorotUniform" as const,
      "glorotNormal" as const,
      "heUniform" as const,
      "heNormal" as const,
      "lecunUniform" as const,
      "lecunNormal" as const,
    )
    .map((name) => ({ name })),
  double(-100, 100).map((value) => ({ name: "constant" as const, value })),
  fc
    .tuple(double(-100, 0), double(0, 100))
    .map(([minval, maxval]) => ({ name: "randomUniform" as const, minval, maxval })),
  fc
    .tuple(double(-100, 100), double(0, 100))
    .map(([mean, stddev]) => ({ name: "randomNormal" as const, mean, stddev })),
);

const layer = (units: fc.Arbitrary<number>) =>
  record({
    units,
    activation: fc.constantFrom(...activationNames),
    kernelInitializer: initializer,
    biasInitializer: initializer,
  });

/** Any valid Experiment, for property tests. */
export const experimentArbitrary: fc.Arbitrary<Experiment> = record({
  data: record({
    name: fc.constantFrom(...dataNames),
    samples: fc.integer({ min: 10, max: 20_000 }),
    noise: double(0, 0.5),
    testFraction: double(0.1, 0.9),
    features: fc.uniqueArray(fc.constantFrom(...featureNames), { minLength: 1 }),
  }),
  model: record({
    layers: fc
      .tuple(
        fc.array(layer(fc.integer({ min: 1, max: 1024 })), { maxLength: 8 }),
        layer(fc.constant(1)),
      )
      .map(([hidden, output]) => [...hidden, output]),
  }),
  compile: record({
    optimizer: record({
      name: fc.constant("sgd" as const),
      learningRate: double(0, 1000),
      momentum: double(0, 1),
      nesterov: fc.boolean(),
    }),
    loss: fc.constantFrom(...lossNames),
  }),
  fit: record({
    epochs: fc.integer({ min: 1, max: 100_000 }),
    // Ten samples with nine tenths held back leave one training point.
    batchSize: fc.constant(1),
    shuffle: fc.boolean(),
  }),
  seed: fc.integer({ min: 0, max: 4_294_967_295 }),
});
