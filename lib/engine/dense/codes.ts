import type { ActivationName, Loss, Optimizer } from "../../experiment/experiment";

// The numbers by which the kernels know what an Experiment names: as in `assembly/task.ts` and
// `assembly/optimizers.ts`.

export const activationCodes: Record<ActivationName, number> = {
  linear: 0,
  relu: 1,
  leakyRelu: 2,
  elu: 3,
  selu: 4,
  gelu: 5,
  swish: 6,
  softplus: 7,
  softsign: 8,
  sigmoid: 9,
  tanh: 10,
  softmax: 11,
};

export const lossCodes: Record<Loss["name"], number> = {
  halfSquaredError: 0,
  meanSquaredError: 1,
  meanAbsoluteError: 2,
  huber: 3,
  binaryCrossentropy: 4,
  categoricalCrossentropy: 5,
  sparseCategoricalCrossentropy: 6,
};

export const optimizerCodes: Record<Optimizer["name"], number> = {
  sgd: 0,
  rmsprop: 1,
  adagrad: 2,
  adadelta: 3,
  adam: 4,
  adamax: 5,
  nadam: 6,
};
