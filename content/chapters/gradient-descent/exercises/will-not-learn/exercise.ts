import { diagnoseExercise } from "@/lib/exercises/kinds/diagnose";

/** Of what this chapter explains: the length of the steps, their number, and the shape of the ground. */
export default diagnoseExercise({
  id: "will-not-learn",
  title: "A network that will not learn",
  objective: "Find out from its probes why a network does not train, and mend it.",
  illnesses: ["rate-too-high", "batch-too-large", "unscaled-input", "forgotten-shuffle"],
  options: [
    "rate-too-high",
    "batch-too-large",
    "unscaled-input",
    "shuffled-labels",
    "forgotten-shuffle",
    "zero-weights",
  ],
  remedies: ["learningRate", "batchSize", "weights", "shuffle", "rescale", "relabel"],
  hints: [
    "Begin with the data, which no training has touched yet: do the classes have regions of their own, how far do the inputs reach, what is in a batch?",
    "Then look before training, at what each layer gives, at the gradients, and at how long the coming step is beside the weights. Something there is far off: a step of several hundred per cent, a gradient of exactly 0, values that all lie at an end. If nothing is, count the steps of the whole run.",
    "A step of more than 100 % of the weights is too long. A run with only as many steps as epochs has too few. A first layer whose values all lie at the ends of tanh gets sums that are too large, so look at its inputs. Batches that hold one class only pull to one side for half of an epoch, and to the other for the rest.",
  ],
  solution:
    "Go from the data to the network. In the plane the classes have regions of their own, so the labels are right. The range of the inputs should be a few units. The strips show whether a batch holds both classes, and how many steps the run has. Before training each layer should give different values for different points, none of its gradients should be 0, and the coming step should move the weights by a few per cent at most.",
});
