import type { ExperimentInput } from "../experiment/experiment";

const [inputs, small] = [
  ["x1", "x2"],
  { name: "randomUniform", minval: -0.5, maxval: 0.5 },
] as const;

/** Experiments that together use every name and every setting of the schema. */
export const variants: Record<string, ExperimentInput> = {
  "circle-4-2-tanh": {},
  "xor-relu-momentum": {
    data: { name: "xor", noise: 0.1, samples: 300, testFraction: 0.3 },
    model: {
      layers: [
        {
          units: 5,
          activation: "relu",
          kernelInitializer: { name: "heNormal" },
          biasInitializer: { name: "zeros" },
        },
        {
          units: 1,
          kernelInitializer: { name: "glorotUniform" },
          biasInitializer: { name: "zeros" },
        },
      ],
    },
    compile: {
      optimizer: { learningRate: 0.01, momentum: 0.9, nesterov: true },
      loss: { name: "meanSquaredError" },
    },
    fit: { epochs: 50, batchSize: 16, shuffle: true },
    seed: 7,
  },
  "gauss-one-unit": {
    data: { name: "gauss" },
    model: { layers: [{ units: 1, kernelInitializer: { name: "lecunUniform" } }] },
    fit: { epochs: 10 },
  },
  "spiral-sines": {
    data: {
      name: "spiral",
      noise: 0.07,
      features: [...inputs, "x1^2", "x2^2", "x1*x2", "sin(x1)", "sin(x2)"],
    },
    model: {
      layers: [
        {
          units: 8,
          kernelInitializer: { name: "lecunNormal" },
          biasInitializer: { name: "constant", value: 0 },
        },
        {
          units: 8,
          activation: "sigmoid",
          kernelInitializer: { name: "glorotNormal" },
          biasInitializer: small,
        },
        { units: 1, kernelInitializer: { name: "heUniform" } },
      ],
    },
    compile: { optimizer: { momentum: 0.5 } },
    fit: { epochs: 5 },
  },
  "plane-linear": {
    data: { name: "plane", samples: 200, features: ["x2", "x1"] },
    model: {
      layers: [
        {
          units: 1,
          activation: "linear",
          kernelInitializer: { name: "zeros" },
          biasInitializer: { name: "ones" },
        },
      ],
    },
    compile: { optimizer: { learningRate: 0.01 }, loss: { name: "meanSquaredError" } },
    fit: { epochs: 8 },
  },
  "multi-gauss-normal": {
    data: { name: "multi-gauss", noise: 0.02, testFraction: 0.25 },
    model: {
      layers: [
        {
          units: 6,
          activation: "relu",
          kernelInitializer: { name: "randomNormal", mean: 0, stddev: 0.4 },
          biasInitializer: { name: "constant", value: 0.1 },
        },
        {
          units: 1,
          activation: "linear",
          kernelInitializer: { name: "ones" },
          biasInitializer: { name: "zeros" },
        },
      ],
    },
    fit: { epochs: 12, batchSize: 5 },
  },
  "circle-softmax-adam": {
    data: { name: "circle", noise: 0.1 },
    model: {
      layers: [
        {
          units: 8,
          activation: "leakyRelu",
          kernelInitializer: { name: "heUniform" },
          dropout: 0.1,
        },
        { units: 2, activation: "softmax", kernelInitializer: { name: "glorotUniform" } },
      ],
    },
    compile: {
      optimizer: { name: "adam", learningRate: 0.02 },
      loss: { name: "categoricalCrossentropy" },
      metrics: ["accuracy", "meanSquaredError"],
    },
    fit: {
      epochs: 10,
      batchSize: 25,
      schedule: { name: "exponentialDecay", decaySteps: 50, decayRate: 0.9, staircase: true },
    },
  },
  "spiral-sparse-rmsprop": {
    data: { name: "spiral", features: [...inputs, "sin(x1)", "sin(x2)"] },
    model: {
      layers: [
        {
          units: 8,
          activation: "gelu",
          kernelInitializer: { name: "truncatedNormal", stddev: 0.4 },
          biasInitializer: { name: "randomUniform", minval: 0, maxval: 0.1 },
        },
        { units: 6, activation: "swish", kernelInitializer: { name: "glorotNormal" } },
        { units: 2, activation: "softmax", biasInitializer: { name: "zeros" } },
      ],
    },
    compile: {
      optimizer: {
        name: "rmsprop",
        learningRate: 0.005,
        rho: 0.95,
        momentum: 0.5,
        epsilon: 1e-5,
        centered: true,
        clipvalue: 0.5,
      },
      loss: { name: "sparseCategoricalCrossentropy" },
      metrics: ["accuracy", "meanSquaredError", "meanAbsoluteError"],
    },
    fit: {
      epochs: 10,
      schedule: { name: "piecewiseConstantDecay", boundaries: [100, 200], factors: [1, 0.5, 0.1] },
    },
  },
  "xor-sigmoid-nadam": {
    data: { name: "xor", noise: 0.05 },
    model: {
      layers: [
        {
          units: 6,
          activation: "elu",
          kernelInitializer: { name: "heNormal" },
          biasInitializer: { name: "glorotUniform" },
          kernelRegularizer: { l2: 0.001 },
        },
        {
          units: 4,
          activation: "selu",
          kernelInitializer: { name: "lecunNormal" },
          kernelRegularizer: { l1: 0.0005 },
        },
        { units: 1, activation: "sigmoid", kernelRegularizer: { l1: 0.0001, l2: 0.0005 } },
      ],
    },
    compile: {
      optimizer: { name: "nadam", learningRate: 0.01, beta1: 0.85, beta2: 0.99 },
      loss: { name: "binaryCrossentropy" },
      metrics: ["accuracy"],
    },
    fit: {
      epochs: 10,
      shuffle: true,
      schedule: { name: "cosineDecay", decaySteps: 400, alpha: 0.1, warmupSteps: 20 },
    },
  },
  "gauss-huber-adagrad": {
    data: { name: "gauss", noise: 0.4 },
    model: {
      layers: [
        { units: 3, activation: "softplus", kernelInitializer: { name: "orthogonal" } },
        { units: 1, activation: "linear", kernelInitializer: { name: "orthogonal", gain: 0.5 } },
      ],
    },
    compile: {
      optimizer: {
        name: "adagrad",
        learningRate: 0.02,
        initialAccumulatorValue: 0.2,
        weightDecay: 0.001,
      },
      loss: { name: "huber", delta: 0.5 },
      metrics: ["accuracy", "meanAbsoluteError"],
    },
    fit: { epochs: 10, schedule: { name: "inverseTimeDecay", decaySteps: 100, decayRate: 0.5 } },
  },
  "plane-absolute-adadelta": {
    data: { name: "plane", noise: 0.05, samples: 400 },
    model: {
      layers: [
        { units: 4, activation: "softsign" },
        { units: 1, activation: "linear" },
      ],
    },
    compile: {
      optimizer: { name: "adadelta", learningRate: 1, rho: 0.9, epsilon: 1e-6, clipnorm: 1 },
      loss: { name: "meanAbsoluteError" },
    },
    fit: {
      epochs: 10,
      schedule: {
        name: "oneCycle",
        totalSteps: 200,
        risingShare: 0.4,
        divisor: 10,
        finalDivisor: 100,
      },
    },
  },
  "multi-gauss-adamax": {
    data: { name: "multi-gauss", samples: 600 },
    model: {
      layers: [
        { units: 12, activation: "tanh", kernelInitializer: { name: "glorotUniform" } },
        { units: 1, activation: "linear" },
      ],
    },
    compile: {
      optimizer: { name: "adamax", learningRate: 0.02, globalClipnorm: 2 },
      metrics: ["meanSquaredError"],
    },
    fit: {
      epochs: 10,
      schedule: {
        name: "polynomialDecay",
        decaySteps: 150,
        endLearningRate: 0.001,
        power: 2,
        cycle: true,
      },
    },
  },
  "circle-amsgrad-warmup": {
    model: { layers: [{ units: 6, activation: "relu" }, { units: 1 }] },
    compile: {
      optimizer: { name: "adam", learningRate: 0.01, amsgrad: true, weightDecay: 0.01 },
      loss: { name: "meanSquaredError" },
      metrics: ["accuracy"],
    },
    fit: { epochs: 10, schedule: { name: "warmup", warmupSteps: 50 } },
  },
  "circle-scaled-leaking": {
    data: { scale: 0.5, leak: 0.4, order: "byLabel" },
    model: { layers: [{ units: 8 }, { units: 1 }] },
    fit: { epochs: 40, shuffle: true },
  },
  "xor-scaled-shuffled-labels": {
    data: { name: "xor", samples: 100, scale: 2, features: ["x1", "x1*x2"], labels: "shuffled" },
    model: {
      layers: [
        { units: 2, activation: "sigmoid" },
        { units: 1, activation: "linear", kernelInitializer: { name: "constant", value: 2 } },
      ],
    },
    fit: { epochs: 20 },
  },
};
