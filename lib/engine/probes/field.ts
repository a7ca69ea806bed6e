import { computeFeatures } from "../../data/features";
import type { ActivationName, Experiment } from "../../experiment/experiment";
import { createNetwork, predict } from "../network";
import { probeBudget } from "./budget";

/** The plane that the figures show: [−6, 6]². */
export const planeHalfWidth = 6;

const fineField = 48;
const coarseField = 16;

/**
 * The network's output on a grid over the plane, edges included, row by row from the bottom left:
 * `size²` values. A large network is sampled more coarsely, so that its picture can follow its run.
 */
export function computeField(
  { data, model }: Pick<Experiment, "data" | "model">,
  weights: Float32Array | Float64Array,
  size = chooseFieldSize(weights.length),
): Float32Array {
  const points = new Float32Array(2 * size * size);
  const place = (index: number) => ((2 * index) / (size - 1) - 1) * planeHalfWidth;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      points.set([place(column), place(row)], 2 * (row * size + column));
    }
  }
  const x = computeFeatures(points, data);
  const outputs = predict(createNetwork(model, data.features.length), weights, x);
  return readSigned(outputs, model.layers.at(-1)?.activation);
}

/** An output as a number whose sign says the class: that of a probability lies on either side of ½. */
function readSigned(outputs: Float64Array, activation?: ActivationName): Float32Array {
  if (activation === "sigmoid") return Float32Array.from(outputs, (p) => 2 * p - 1);
  if (activation !== "softmax") return Float32Array.from(outputs);
  // The probability of class 1 less that of class 0.
  return Float32Array.from(
    { length: outputs.length / 2 },
    (_, i) => (outputs[2 * i + 1] as number) - (outputs[2 * i] as number),
  );
}

function chooseFieldSize(weightCount: number): number {
  const affordable = Math.round(Math.sqrt(probeBudget / weightCount));
  return Math.min(fineField, Math.max(coarseField, affordable));
}
