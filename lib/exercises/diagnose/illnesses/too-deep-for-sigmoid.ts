import { chooseSeed, createPatient } from "../create-patient";
import type { Illness } from "../illness";

/** Of 300 starts none passes; with tanh or ELU all, with ReLU 96 to 100 %, with one hidden layer all, with two 96 to 100 %. */
export const tooDeepForSigmoid: Illness = {
  id: "too-deep-for-sigmoid",
  name: "There are too many layers for sigmoids",
  draw: (choose) =>
    createPatient({
      data: { name: choose("data", ["circle", "xor"]) },
      hidden: choose("hidden", [new Array<number>(6).fill(8), new Array<number>(7).fill(8)]),
      activation: "sigmoid",
      learningRate: 0.2,
      seed: chooseSeed(choose),
    }),
  statement: { quantity: "loss", below: 0.1 },
  cures: [
    {
      mending: { activation: "tanh" },
      isMeant: ({ activation }) => activation !== undefined && activation !== "sigmoid",
      explanation:
        "Near 0 this activation has a slope of 1 or nearly so, where a sigmoid has at most a quarter, so the gradient comes through all layers.",
    },
    {
      mending: { hiddenLayers: 1 },
      isMeant: ({ hiddenLayers = 6 }) => hiddenLayers <= 2,
      explanation:
        "Each layer of sigmoids takes at least three quarters off the gradient unless its weights make up for it; one or two of them leave enough.",
    },
  ],
  misses: [
    {
      mending: { learningRate: 2 },
      isMeant: ({ learningRate }, { compile }) =>
        learningRate !== undefined && learningRate > compile.optimizer.learningRate,
      reply:
        "The gradient of the first layer is many thousand times smaller than that of the last. A rate that is right for the first is far too high for the last.",
    },
    {
      mending: { weights: "glorot" },
      reply:
        "These weights are made for a slope of 1. A sigmoid has at most a quarter, so the gradient still fades from layer to layer.",
    },
    {
      mending: { batchSize: 2 },
      reply: "More steps of next to no length lead nowhere: the first layers hardly move at all.",
    },
  ],
  clue: "No unit is saturated, and yet the gradient fades by a large factor from each layer to the one before it.",
  against:
    "Too many layers of sigmoids would let the gradient fade from layer to layer, by a large factor each time, from the output back to the first. Look at the gradients before training.",
};
