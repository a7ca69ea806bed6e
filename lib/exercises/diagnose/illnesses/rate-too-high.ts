import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes at α = 5, all at 0.3; in between, with 1, 95 to 99 %. */
export const rateTooHigh: Illness = {
  id: "rate-too-high",
  name: "The learning rate is too high",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: [8, 4],
      learningRate: choose("rate", [5, 8]),
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { learningRate: 0.1 },
      isMeant: ({ learningRate = 10 }) => learningRate <= 0.5,
      explanation:
        "With a small enough rate a step ends near where the slope still holds, and the loss falls epoch by epoch.",
    },
  ],
  misses: [
    {
      mending: { batchSize: 1 },
      isMeant: ({ batchSize }, { fit }) => batchSize !== undefined && batchSize < fit.batchSize,
      reply:
        "A smaller batch makes more steps in an epoch, and each of them is as long as before. Look again at how far one step goes.",
    },
    {
      mending: { shuffle: true },
      reply:
        "Another order of the points changes which way a step goes, and not how far. Look again at its length.",
    },
    {
      mending: { weights: "glorot" },
      reply:
        "Other starting weights last for one step here: it is several times as long as they are. Look at what makes it so long.",
    },
  ],
  clue: "The coming step is longer than the weights that it moves, and the loss jumps instead of falling.",
  against:
    "With too high a learning rate each step throws the weights far away: the loss jumps up and down or breaks off, and the coming step before training is longer than the weights, above 100 %. Compare that with the steps here.",
};
