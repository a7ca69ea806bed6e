import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes with these biases, and 98 to 100 % with biases of 0, a leaky ReLU or ELU. */
export const deadRelus: Illness = {
  id: "dead-relus",
  name: "The ReLU units are dead",
  draw: (choose) => {
    const data = choose("data", ["circle", "gauss"] as const);
    return createPatient({
      data: { name: data },
      hidden: [8, 8],
      activation: "relu",
      // So far down that no point of the set lifts a sum above 0.
      layer: { biasInitializer: { name: "constant", value: data === "circle" ? -4 : -5 } },
      output: { biasInitializer: { name: "constant", value: 0.1 } },
      learningRate: 0.3,
      epochs: 150,
      seed: chooseSeed(choose),
    });
  },
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { biases: 0 },
      isMeant: ({ biases = -1 }) => biases >= 0,
      explanation:
        "With biases of 0 or a little above, about half of the sums are positive at the start, and those units learn.",
    },
    {
      mending: { activation: "leakyRelu" },
      isMeant: ({ activation }) => activation === "leakyRelu" || activation === "elu",
      explanation:
        "Below 0 this activation still has a slope, so a gradient comes through and leads the biases back. Better starting biases would have spared it the way.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 3 },
      reply:
        "A step is the learning rate times the gradient, and through units that give 0 for every point comes a gradient of exactly 0.",
    },
    {
      mending: { batchSize: 2 },
      reply:
        "More steps do not help where each is 0: through units that give 0 for every point comes no gradient.",
    },
    {
      mending: { weights: "glorot" },
      reply:
        "Other small weights do not lift the sums above 0. Something else that each sum begins with holds them down.",
    },
  ],
  clue: "All units of the hidden layers give 0 for every point, since all their sums are below 0, and no gradient comes through them.",
  against:
    "A dead ReLU gives 0 for every point. Look at what each layer gives before training, and at the activation that the network has.",
};
