import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes in batches of 250, all in batches of 25 or less, and 99 % at α = 1. */
export const batchTooLarge: Illness = {
  id: "batch-too-large",
  name: "The batches are too large",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: choose("hidden", [
        [8, 4],
        [8, 8],
      ]),
      batchSize: 250,
      epochs: 60,
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { batchSize: 10 },
      isMeant: ({ batchSize = 250 }) => batchSize <= 25,
      explanation:
        "Smaller batches make more steps of the same length in an epoch. Each is a little rougher, and there are many times as many.",
    },
    {
      mending: { learningRate: 1 },
      isMeant: ({ learningRate = 0 }) => learningRate >= 0.7,
      explanation:
        "You left the batch and made each step longer, which is the other way to get far in few steps. Smaller batches do it without risking steps that are too long.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 0.01 },
      isMeant: ({ learningRate }, { compile }) =>
        learningRate !== undefined && learningRate < compile.optimizer.learningRate,
      reply:
        "The loss falls, only slowly, and shorter steps make it slower still. Count the steps that there are.",
    },
    {
      mending: { shuffle: true },
      reply:
        "A batch that holds all points is the same in any order, so to shuffle them changes nothing.",
    },
  ],
  clue: "The one batch of an epoch holds all training points, so the whole run has only as many steps as epochs.",
  against:
    "Were the batches too large, there would be only a few steps in all, and the loss would fall smoothly and be far from done. Look at how many points the batches hold here, and how many steps that makes.",
};
