import type { Experiment } from "../experiment/experiment";

/** How the output layer is told the label of a point; see `encodeTargets` in lib/data. */
export type TargetCoding = "label" | "zeroOrOne" | "oneHot" | "classIndex";

export function findTargetCoding({
  model,
  compile,
}: Pick<Experiment, "model" | "compile">): TargetCoding {
  const activation = model.layers.at(-1)?.activation;
  if (activation === "sigmoid") return "zeroOrOne";
  if (activation !== "softmax") return "label";
  return compile.loss.name === "sparseCategoricalCrossentropy" ? "classIndex" : "oneHot";
}
