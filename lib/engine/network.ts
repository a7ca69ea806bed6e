import type { Examples } from "../data/dataset";
import { createRandom } from "../data/random";
import type { Experiment } from "../experiment/experiment";
import { activations } from "./activations";
import { planInitializer } from "./initializers";
import { losses } from "./losses";

/**
 * A stack of dense layers in float64, written to be read: the reference for every faster path, and
 * the probe behind the figures. Its weights are one flat array in Keras' order, layer after layer:
 * the kernel, shape `[inputs, units]` row by row, then the bias, shape `[units]`.
 */
export interface Network {
  layers: readonly DenseLayer[];
  loss: Experiment["compile"]["loss"];
  weightCount: number;
}

interface DenseLayer {
  inputs: number;
  units: number;
  activation: Experiment["model"]["layers"][number]["activation"];
  /** Where the kernel and the bias begin in the flat weights. */
  kernelOffset: number;
  biasOffset: number;
}

export function createNetwork({
  data,
  model,
  compile,
}: Pick<Experiment, "data" | "model" | "compile">): Network {
  let offset = 0;
  let inputs = data.features.length;
  const layers = model.layers.map(({ units, activation }) => {
    const kernelOffset = offset;
    const biasOffset = kernelOffset + inputs * units;
    const layer = { inputs, units, activation, kernelOffset, biasOffset };
    offset = biasOffset + units;
    inputs = units;
    return layer;
  });
  return { layers, loss: compile.loss, weightCount: offset };
}

/** The weights before the first step, drawn in the order in which they are stored. */
export function drawWeights(experiment: Experiment): Float32Array {
  const network = createNetwork(experiment);
  const random = createRandom(experiment.seed, "weights");
  const weights = new Float32Array(network.weightCount);
  for (const [index, layer] of network.layers.entries()) {
    const { kernelInitializer, biasInitializer } = experiment.model.layers[
      index
    ] as Experiment["model"]["layers"][number];
    const drawKernel = planInitializer(kernelInitializer, layer.inputs, layer.units);
    const drawBias = planInitializer(biasInitializer, layer.units, layer.units);
    for (let i = layer.kernelOffset; i < layer.biasOffset; i += 1) weights[i] = drawKernel(random);
    for (let i = 0; i < layer.units; i += 1) weights[layer.biasOffset + i] = drawBias(random);
  }
  return weights;
}

type Vector = Float32Array | Float64Array;

/** What a forward pass leaves behind for one example, a pair of arrays per layer. */
interface Trace {
  /** Weighted sums z = Wᵀx + b. */
  sums: Float64Array[];
  /** Activations φ(z); the last are the outputs. */
  values: Float64Array[];
}

function createTrace(network: Network): Trace {
  return {
    sums: network.layers.map((layer) => new Float64Array(layer.units)),
    values: network.layers.map((layer) => new Float64Array(layer.units)),
  };
}

function forward(network: Network, weights: Vector, input: Vector, trace: Trace): Float64Array {
  let values = input;
  for (const [index, layer] of network.layers.entries()) {
    const { value } = activations[layer.activation];
    const sums = trace.sums[index] as Float64Array;
    const outputs = trace.values[index] as Float64Array;
    for (let unit = 0; unit < layer.units; unit += 1) {
      let sum = weights[layer.biasOffset + unit] as number;
      for (let i = 0; i < layer.inputs; i += 1) {
        sum +=
          (values[i] as number) * (weights[layer.kernelOffset + i * layer.units + unit] as number);
      }
      sums[unit] = sum;
      outputs[unit] = value(sum);
    }
    values = outputs;
  }
  return values as Float64Array;
}

/** The outputs for each row of `x`, shape `[rows, inputs]`, of a network with one output. */
export function predict(network: Network, weights: Vector, x: Float32Array): Float64Array {
  const inputs = countInputs(network);
  const trace = createTrace(network);
  return Float64Array.from(
    { length: x.length / inputs },
    (_, row) =>
      forward(network, weights, x.subarray(row * inputs, (row + 1) * inputs), trace)[0] as number,
  );
}

/** The mean loss over examples. */
export function computeLoss(network: Network, weights: Vector, examples: Examples): number {
  const inputs = countInputs(network);
  const { value } = losses[network.loss];
  const trace = createTrace(network);
  let total = 0;
  for (let row = 0; row < examples.count; row += 1) {
    const x = examples.x.subarray(row * inputs, (row + 1) * inputs);
    const outputs = forward(network, weights, x, trace);
    total += value(outputs[0] as number, examples.y[row] as number);
  }
  return total / examples.count;
}

/**
 * The gradient of the mean loss over `rows` of the examples, by backpropagation: an array as long
 * as the weights.
 */
export function computeGradient(
  network: Network,
  weights: Vector,
  examples: Examples,
  rows: Uint32Array,
): Float64Array {
  const inputs = countInputs(network);
  const { slope: lossSlope } = losses[network.loss];
  const trace = createTrace(network);
  // ∂E/∂z of each unit.
  const deltas = network.layers.map((layer) => new Float64Array(layer.units));
  const gradient = new Float64Array(network.weightCount);
  const last = network.layers.length - 1;

  for (const row of rows) {
    const x = examples.x.subarray(row * inputs, (row + 1) * inputs);
    const outputs = forward(network, weights, x, trace);
    for (let index = last; index >= 0; index -= 1) {
      const layer = network.layers[index] as DenseLayer;
      const delta = deltas[index] as Float64Array;
      const sums = trace.sums[index] as Float64Array;
      const values = trace.values[index] as Float64Array;
      const below: Vector = index === 0 ? x : (trace.values[index - 1] as Float64Array);
      const { slope } = activations[layer.activation];
      for (let unit = 0; unit < layer.units; unit += 1) {
        const upstream =
          index === last
            ? lossSlope(outputs[unit] as number, examples.y[row] as number)
            : sumUpstream(network, weights, deltas, index, unit);
        const error = upstream * slope(sums[unit] as number, values[unit] as number);
        delta[unit] = error;
        gradient[layer.biasOffset + unit] = (gradient[layer.biasOffset + unit] as number) + error;
        for (let i = 0; i < layer.inputs; i += 1) {
          const place = layer.kernelOffset + i * layer.units + unit;
          gradient[place] = (gradient[place] as number) + error * (below[i] as number);
        }
      }
    }
  }
  return gradient.map((sum) => sum / rows.length);
}

/** ∂E/∂(activation of a hidden unit): what comes back along its connections to the layer above. */
function sumUpstream(
  network: Network,
  weights: Vector,
  deltas: readonly Float64Array[],
  index: number,
  unit: number,
): number {
  const above = network.layers[index + 1] as DenseLayer;
  const delta = deltas[index + 1] as Float64Array;
  let sum = 0;
  for (let k = 0; k < above.units; k += 1) {
    sum += (delta[k] as number) * (weights[above.kernelOffset + unit * above.units + k] as number);
  }
  return sum;
}

function countInputs(network: Network): number {
  return (network.layers[0] as DenseLayer).inputs;
}
