import { type Experiment, isRegression } from "../experiment/experiment";

/**
 * Labels as the numbers that the output layer is to say, shape `[count, targets]`: real ones as they
 * are; −1 and +1 as they are too, but as 0 and 1 for a sigmoid, and for a softmax as a probability of
 * each class, or as the index of the class where the loss is sparse.
 */
export function encodeTargets(
  labels: Float32Array,
  { data, model, compile }: Pick<Experiment, "data" | "model" | "compile">,
): Float32Array {
  if (isRegression(data.name)) return labels;
  const activation = model.layers.at(-1)?.activation;
  const indices = labels.map((label) => (label >= 0 ? 1 : 0));
  if (activation === "sigmoid") return indices;
  if (activation !== "softmax") return labels;
  if (compile.loss.name === "sparseCategoricalCrossentropy") return indices;
  return Float32Array.from({ length: 2 * indices.length }, (_, i) =>
    indices[i >> 1] === (i & 1) ? 1 : 0,
  );
}
