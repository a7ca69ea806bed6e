import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes from zeros, whatever the rate, and all from −0.5 to 0.5 or from Glorot's. */
export const zeroWeights: Illness = {
  id: "zero-weights",
  name: "All weights start at 0",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: choose("hidden", [
        [8, 4],
        [8, 8],
      ]),
      layer: { kernelInitializer: { name: "zeros" }, biasInitializer: { name: "constant" } },
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { weights: "glorot" },
      explanation:
        "Random weights make the units differ from the start, so that each gets a gradient of its own and learns something else.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 1 },
      reply:
        "A step is the learning rate times the gradient, and the gradient of the hidden layers is exactly 0. Any rate times 0 is 0.",
    },
    {
      mending: { batchSize: 2 },
      reply:
        "More steps do not help where each is 0: the gradient of the hidden layers is exactly 0 for every batch.",
    },
    {
      mending: { activation: "relu" },
      reply:
        "Another activation does not bring the units apart: what they add up is 0 for every point, whatever bends it.",
    },
  ],
  clue: "Every unit gives 0 for every point, and the hidden layers have a gradient of exactly 0: they never move.",
  against:
    "From weights of 0 the hidden layers get a gradient of exactly 0 and every unit gives the same for every point. Look at the activations and at the gradients before training.",
};
