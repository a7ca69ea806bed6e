import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes with labels that are mixed up, and all with those that belong to the points. */
export const shuffledLabels: Illness = {
  id: "shuffled-labels",
  name: "The labels do not belong to the points",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]), labels: "shuffled" },
      hidden: choose("hidden", [
        [8, 4],
        [8, 8],
      ]),
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "testLoss", below: 0.1 },
  cures: [
    {
      mending: { relabel: true },
      explanation:
        "Now there is something to learn: the label depends on the place of the point, in the training points and in the test points alike.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 0.01 },
      reply: "No rate finds a rule where there is none. Look at the points themselves.",
    },
    {
      mending: { epochs: 20 },
      reply:
        "To stop earlier keeps the test loss from rising, but it never was below chance. Look at the points themselves.",
    },
    {
      mending: { l2: 0.01 },
      reply:
        "A penalty keeps the network from learning the training points by heart, and there is nothing else in them to learn. Look at the points themselves.",
    },
  ],
  clue: "Blue and orange lie mixed all over the plane, so the place of a point says nothing about its label, and the test loss never falls below chance.",
  against:
    "Were the labels mixed up, blue and orange points would lie in each other's places all over the plane. Look at the plane: do the classes have regions of their own?",
  mistakenFor: {
    overfitting:
      "The test loss is above the training loss indeed, but it never was below chance, not even at its best. Overfitting has to learn something first. Look at the points themselves.",
  },
};
