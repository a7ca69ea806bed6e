import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes with the squared error, not even at α = 1, and 98 to 100 % with the cross-entropy. */
export const unsuitableLoss: Illness = {
  id: "unsuitable-loss",
  name: "The loss does not suit the output",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: [8, 4],
      output: {
        activation: "sigmoid",
        biasInitializer: { name: "constant", value: choose("bias", [9, -9]) },
      },
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { loss: "binaryCrossentropy" },
      explanation:
        "For a sigmoid with the cross-entropy the gradient is the error itself, so a network that is sure and wrong learns fastest.",
    },
    {
      mending: { biases: 0 },
      isMeant: ({ biases }) => biases !== undefined,
      explanation:
        "Now the output no longer starts at its end, so even the squared error moves it. With the cross-entropy it would have left that end by itself.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 1 },
      reply:
        "The gradient that the loss hands to the output is some ten thousand times too small. A rate that makes up for that is far too high as soon as it is not.",
    },
    {
      mending: { activation: "relu" },
      reply:
        "The hidden layers are ready to learn. What does not arrive is the error, and that begins at the output.",
    },
    {
      mending: { batchSize: 2 },
      reply:
        "More steps of next to no length lead nowhere. Look at why the last layer, which is nearest to the error, hears so little of it.",
    },
  ],
  clue: "The output is saturated: sure, and for half of the points wrong. The squared error multiplies the error by the slope of the sigmoid there, which is almost 0, so even the last layer gets next to no gradient.",
  against:
    "If the loss did not suit the output, the output itself would stick at one end of its range while half of the points are wrong, and even the last layer would get next to no gradient. Look at the outputs and at the gradient of the last layer.",
};
