import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes at any rate from 0.001 to 1 with inputs this large, and all with those from −6 to 6. */
export const unscaledInput: Illness = {
  id: "unscaled-input",
  name: "The inputs are not scaled",
  draw: (choose) =>
    createPatient({
      data: { name: "circle", scale: choose("scale", [30, 100, 300]) },
      hidden: [8, 8],
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { rescale: true },
      explanation:
        "With inputs of a few units the sums stay where tanh bends, and the biases count beside them.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 0.01 },
      isMeant: ({ learningRate }, { compile }) =>
        learningRate !== undefined && learningRate < compile.optimizer.learningRate,
      reply:
        "Shorter steps leave the sums as large as they are: the first layer is saturated before any step is made. Look at what goes into it.",
    },
    {
      mending: { weights: "glorot" },
      reply:
        "These weights are made for inputs of about 1. Look at the inputs that they meet here.",
    },
    {
      mending: { batchSize: 2 },
      reply:
        "More steps of the same kind do not help: the first layer is saturated before any step is made.",
    },
  ],
  clue: "The features span hundreds where a few units are usual, so every sum of the first layer is far outside the bend of tanh.",
  against:
    "Unscaled inputs would span tens or hundreds, or a tiny fraction of 1. Look at the range of the features here.",
  mistakenFor: {
    "saturated-sigmoids":
      "Units of the first layer are saturated indeed, but that is a consequence, and they are no sigmoids. Look at how large the inputs are that they add up.",
    "zero-weights":
      "The outputs of the first layer all lie at the ends of tanh, so their weights cannot be 0. Look at what they are multiplied by.",
  },
};
