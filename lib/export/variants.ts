import type { ExperimentInput } from "../experiment/experiment";

const [inputs, small] = [
  ["x1", "x2"],
  { name: "randomUniform", minval: -0.5, maxval: 0.5 },
] as const;

/** Experiments that together use every data set, initializer, activation, loss and optimizer setting. */
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
      loss: "meanSquaredError",
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
    compile: { optimizer: { learningRate: 0.01 }, loss: "meanSquaredError" },
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
};
