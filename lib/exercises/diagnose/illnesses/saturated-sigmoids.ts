import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts at most 1 % pass from N(0, 20²), and 98 to 100 % from He's or from N(0, 1). */
export const saturatedSigmoids: Illness = {
  id: "saturated-sigmoids",
  name: "The sigmoid units are saturated",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: choose("hidden", [
        [8, 4],
        [8, 8],
      ]),
      activation: "sigmoid",
      layer: { kernelInitializer: { name: "randomNormal", stddev: 20 } },
      learningRate: 0.3,
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { weights: "he" },
      explanation:
        "With small starting weights the sums stay near 0, where a sigmoid is steep, and the error finds a way back through every layer.",
    },
    {
      mending: { weights: "normal" },
      explanation:
        "With small starting weights the sums stay near 0, where a sigmoid is steep, and the error finds a way back through every layer.",
    },
  ],
  misses: [
    {
      mending: { activation: "relu" },
      reply:
        "Another activation keeps the huge starting weights. The output is a tanh and stays saturated, so hardly any error comes back.",
    },
    {
      mending: { learningRate: 3 },
      isMeant: ({ learningRate }, { compile }) =>
        learningRate !== undefined && learningRate > compile.optimizer.learningRate,
      reply:
        "A longer step along next to no slope hardly helps, and where there is a slope it leads too far. Look at what has flattened the slope.",
    },
    {
      mending: { biases: 0 },
      reply:
        "The biases are small beside these sums. Look at what else goes into a sum, and how large it is.",
    },
  ],
  clue: "Nearly all hidden outputs lie within 0.01 of an end of the sigmoid, where its slope is almost 0, although the inputs are of a usual size.",
  against:
    "Saturated sigmoids would give nearly only outputs within 0.01 of 0 or 1. Look at the activations before training: which function is it, and how many of its outputs lie at an end?",
};
