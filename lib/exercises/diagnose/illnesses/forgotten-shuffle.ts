import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes in the order of the classes, and 99 to 100 % in a new order for each epoch. */
export const forgottenShuffle: Illness = {
  id: "forgotten-shuffle",
  name: "The points come sorted by class",
  draw: (choose) =>
    createPatient({
      data: { name: "circle", samples: choose("samples", [2000, 3000]), order: "byLabel" },
      hidden: [4],
      learningRate: 0.2,
      epochs: 20,
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { shuffle: true },
      explanation:
        "In mixed batches both classes pull at once, and what one batch teaches is not undone by a hundred others of one class.",
    },
  ],
  misses: [
    {
      mending: { batchSize: 2 },
      isMeant: ({ batchSize }, { fit }) => batchSize !== undefined && batchSize < fit.batchSize,
      reply:
        "Smaller batches hold one class only just the same. Half of each epoch teaches to say −1 everywhere, the other half +1.",
    },
    {
      mending: { learningRate: 0.03 },
      isMeant: ({ learningRate }, { compile }) =>
        learningRate !== undefined && learningRate < compile.optimizer.learningRate,
      reply:
        "Shorter steps swing less far between the classes, and they swing all the same. Look at what the batches are made of.",
    },
    {
      mending: { batchSize: 1000 },
      isMeant: ({ batchSize = 0 }) => batchSize >= 500,
      reply:
        "Batches so large hold both classes, but there are few of them, and the run ends before it has learned.",
    },
  ],
  clue: "The first half of each epoch shows the network one class and the second half the other, so each half undoes the work of the other.",
  against:
    "Were the points sorted by class, the first batches of an epoch would hold one class only. Look at the strips of the first batches.",
  mistakenFor: {
    "rate-too-high":
      "The loss goes up and down indeed, but no step is longer than the weights. Look at what the batches are made of.",
  },
};
