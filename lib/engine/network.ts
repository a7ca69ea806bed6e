import { createRandom } from "../data/random";
import type { Experiment, Layer } from "../experiment/experiment";
import { activations, softmax } from "./activations";
import { type DropoutMasks, noMasks } from "./dropout";
import { fillWeights } from "./initializers";
import type { Loss, Outputs } from "./losses";
import { type Metrics, metrics } from "./metrics";
import type { Variables } from "./optimizers";

/**
 * A stack of dense layers in float64, written to be read: the reference for every faster path. Its
 * weights are one flat array in Keras' order, layer after layer: the kernel, shape `[inputs, units]`
 * row by row, then the bias, shape `[units]`.
 */
export interface Network {
  inputs: number;
  outputs: number;
  layers: readonly DenseLayer[];
  weightCount: number;
}

export interface DenseLayer
  extends Pick<Layer, "units" | "activation" | "kernelRegularizer" | "dropout"> {
  inputs: number;
  /** Where the kernel and the bias begin in the flat weights. */
  kernelOffset: number;
  biasOffset: number;
}

export function createNetwork({ layers }: Experiment["model"], inputs: number): Network {
  let offset = 0;
  let width = inputs;
  const dense = layers.map(({ units, activation, kernelRegularizer, dropout }) => {
    const kernelOffset = offset;
    const biasOffset = kernelOffset + width * units;
    const layer = {
      inputs: width,
      units,
      activation,
      kernelRegularizer,
      dropout,
      kernelOffset,
      biasOffset,
    };
    offset = biasOffset + units;
    width = units;
    return layer;
  });
  return { inputs, outputs: width, layers: dense, weightCount: offset };
}

export function listVariables({ layers }: Network): Variables {
  return layers.flatMap(({ kernelOffset, biasOffset, units }) => [
    { start: kernelOffset, end: biasOffset },
    { start: biasOffset, end: biasOffset + units },
  ]);
}

/** The weights before the first step, drawn in the order in which they are stored. */
export function drawWeights(
  network: Network,
  { model, seed }: Pick<Experiment, "model" | "seed">,
): Float32Array {
  const random = createRandom(seed, "weights");
  const weights = new Float32Array(network.weightCount);
  for (const [index, { inputs, units, kernelOffset, biasOffset }] of network.layers.entries()) {
    const { kernelInitializer, biasInitializer } = model.layers[index] as Layer;
    const kernel = weights.subarray(kernelOffset, biasOffset);
    fillWeights(kernel, kernelInitializer, inputs, units, random);
    const bias = weights.subarray(biasOffset, biasOffset + units);
    fillWeights(bias, biasInitializer, units, units, random);
  }
  return weights;
}

type Vector = Float32Array | Float64Array;

/** Examples with a row each: `x` has shape `[count, inputs]`, `y` `[count, targets]`. */
export interface Rows {
  count: number;
  x: Float32Array;
  y: Float32Array;
}

/** What a forward pass leaves behind for one example, a pair of arrays per layer. */
export interface Trace {
  /** Weighted sums z = Wᵀx + b. */
  sums: Float64Array[];
  /** Activations φ(z), with dropout where there is a mask; the last are the outputs. */
  values: Float64Array[];
}

export function createTrace(network: Network): Trace {
  return {
    sums: network.layers.map((layer) => new Float64Array(layer.units)),
    values: network.layers.map((layer) => new Float64Array(layer.units)),
  };
}

/** Shows the network one example. `maskRow` is the example's row in the masks. */
export function forward(
  network: Network,
  weights: Vector,
  input: Vector,
  trace: Trace,
  masks: DropoutMasks = noMasks,
  maskRow = 0,
): Outputs {
  let values = input;
  for (const [index, layer] of network.layers.entries()) {
    const sums = trace.sums[index] as Float64Array;
    const outputs = trace.values[index] as Float64Array;
    for (let unit = 0; unit < layer.units; unit += 1) {
      let sum = weights[layer.biasOffset + unit] as number;
      for (let i = 0; i < layer.inputs; i += 1) {
        sum +=
          (values[i] as number) * (weights[layer.kernelOffset + i * layer.units + unit] as number);
      }
      sums[unit] = sum;
    }
    applyActivation(layer, sums, outputs);
    const mask = masks.get(index);
    if (mask) {
      for (let unit = 0; unit < layer.units; unit += 1) {
        outputs[unit] = (outputs[unit] as number) * (mask[maskRow * layer.units + unit] as number);
      }
    }
    values = outputs;
  }
  return { sums: trace.sums.at(-1) as Float64Array, values: trace.values.at(-1) as Float64Array };
}

function applyActivation(layer: DenseLayer, sums: Float64Array, outputs: Float64Array): void {
  if (layer.activation === "softmax") {
    outputs.set(softmax(sums));
    return;
  }
  const { value } = activations[layer.activation];
  for (let unit = 0; unit < layer.units; unit += 1) outputs[unit] = value(sums[unit] as number);
}

/** The outputs for each row of `x`, shape `[rows, outputs]`. */
export function predict(network: Network, weights: Vector, x: Float32Array): Float64Array {
  const { inputs, outputs } = network;
  const trace = createTrace(network);
  const rows = x.length / inputs;
  const predictions = new Float64Array(rows * outputs);
  for (let row = 0; row < rows; row += 1) {
    const input = x.subarray(row * inputs, (row + 1) * inputs);
    predictions.set(forward(network, weights, input, trace).values, row * outputs);
  }
  return predictions;
}

/** The mean loss over examples, without what regularizers add. */
export function computeLoss(network: Network, weights: Vector, loss: Loss, rows: Rows): number {
  const trace = createTrace(network);
  let total = 0;
  for (let row = 0; row < rows.count; row += 1) {
    const outputs = forward(network, weights, selectInput(network, rows, row), trace);
    total += loss.value(outputs, selectTarget(rows, row));
  }
  return total / rows.count;
}

/** The mean of each metric over examples. */
export function computeMetrics(
  network: Network,
  weights: Vector,
  loss: Loss,
  names: readonly (keyof typeof metrics)[],
  rows: Rows,
): Metrics {
  if (names.length === 0) return {};
  const { activation } = network.layers.at(-1) as DenseLayer;
  const trace = createTrace(network);
  const sums = names.map(() => 0);
  for (let row = 0; row < rows.count; row += 1) {
    const { values } = forward(network, weights, selectInput(network, rows, row), trace);
    const target = selectTarget(rows, row);
    const yTrue = loss.isSparse ? toOneHot(target[0] as number, network.outputs) : target;
    for (const [place, name] of names.entries()) {
      sums[place] = (sums[place] as number) + metrics[name](values, yTrue, activation);
    }
  }
  return Object.fromEntries(
    names.map((name, place) => [name, (sums[place] as number) / rows.count]),
  );
}

function toOneHot(index: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, place) => (place === index ? 1 : 0));
}

/**
 * The gradient of the mean loss over the `chosen` rows, plus that of the regularizers, by
 * backpropagation: an array as long as the weights.
 */
export function computeGradient(
  network: Network,
  weights: Vector,
  loss: Loss,
  rows: Rows,
  chosen: ArrayLike<number>,
  masks: DropoutMasks = noMasks,
): Float64Array {
  const trace = createTrace(network);
  // ∂E/∂z of each unit.
  const deltas = network.layers.map((layer) => new Float64Array(layer.units));
  const gradient = new Float64Array(network.weightCount);

  for (let place = 0; place < chosen.length; place += 1) {
    const row = chosen[place] as number;
    const x = selectInput(network, rows, row);
    const outputs = forward(network, weights, x, trace, masks, place);
    for (let index = network.layers.length - 1; index >= 0; index -= 1) {
      const layer = network.layers[index] as DenseLayer;
      const delta = deltas[index] as Float64Array;
      if (index === network.layers.length - 1) {
        fillOutputDeltas(layer, loss, outputs, selectTarget(rows, row), delta);
      } else {
        fillHiddenDeltas(network, weights, index, trace, deltas, masks.get(index), place);
      }
      const below: Vector = index === 0 ? x : (trace.values[index - 1] as Float64Array);
      for (let unit = 0; unit < layer.units; unit += 1) {
        const error = (delta[unit] as number) / chosen.length;
        gradient[layer.biasOffset + unit] = (gradient[layer.biasOffset + unit] as number) + error;
        for (let i = 0; i < layer.inputs; i += 1) {
          const weight = layer.kernelOffset + i * layer.units + unit;
          gradient[weight] = (gradient[weight] as number) + error * (below[i] as number);
        }
      }
    }
  }
  addRegularizers(network, weights, gradient);
  return gradient;
}

function fillOutputDeltas(
  { units, activation }: DenseLayer,
  loss: Loss,
  outputs: Outputs,
  target: Vector,
  delta: Float64Array,
): void {
  for (let unit = 0; unit < units; unit += 1) delta[unit] = loss.slope(outputs, target, unit);
  if (loss.fusedWith !== null) return;
  if (activation === "softmax") {
    // Each probability depends on every sum: ∂pⱼ/∂zᵢ = pᵢ(δᵢⱼ − pⱼ).
    const mean = delta.reduce((sum, slope, i) => sum + slope * (outputs.values[i] as number), 0);
    for (let unit = 0; unit < units; unit += 1) {
      delta[unit] = (outputs.values[unit] as number) * ((delta[unit] as number) - mean);
    }
    return;
  }
  const { slope } = activations[activation];
  for (let unit = 0; unit < units; unit += 1) {
    delta[unit] =
      (delta[unit] as number) * slope(outputs.sums[unit] as number, outputs.values[unit] as number);
  }
}

/** ∂E/∂z of a hidden layer: what comes back along each unit's connections, times its slope. */
function fillHiddenDeltas(
  network: Network,
  weights: Vector,
  index: number,
  trace: Trace,
  deltas: readonly Float64Array[],
  mask: Float32Array | undefined,
  maskRow: number,
): void {
  const layer = network.layers[index] as DenseLayer;
  const above = network.layers[index + 1] as DenseLayer;
  const deltasAbove = deltas[index + 1] as Float64Array;
  const delta = deltas[index] as Float64Array;
  const sums = trace.sums[index] as Float64Array;
  const values = trace.values[index] as Float64Array;
  if (layer.activation === "softmax") throw new Error("internal: softmax in a hidden layer.");
  const { value, slope } = activations[layer.activation];
  for (let unit = 0; unit < layer.units; unit += 1) {
    let upstream = 0;
    for (let k = 0; k < above.units; k += 1) {
      upstream +=
        (deltasAbove[k] as number) *
        (weights[above.kernelOffset + unit * above.units + k] as number);
    }
    const z = sums[unit] as number;
    const kept = mask ? (mask[maskRow * layer.units + unit] as number) : 1;
    // A mask has changed the value in the trace, which the slope is taken from.
    delta[unit] = upstream * kept * slope(z, mask ? value(z) : (values[unit] as number));
  }
}

/** Of l1·Σ|w| + l2·Σw²: l1·sign(w) + 2·l2·w. */
function addRegularizers(network: Network, weights: Vector, gradient: Float64Array): void {
  for (const { kernelRegularizer, kernelOffset, biasOffset } of network.layers) {
    const { l1, l2 } = kernelRegularizer;
    if (l1 === 0 && l2 === 0) continue;
    for (let i = kernelOffset; i < biasOffset; i += 1) {
      const weight = weights[i] as number;
      gradient[i] = (gradient[i] as number) + l1 * Math.sign(weight) + 2 * l2 * weight;
    }
  }
}

function selectInput({ inputs }: Network, { x }: Rows, row: number): Float32Array {
  return x.subarray(row * inputs, (row + 1) * inputs);
}

function selectTarget({ count, y }: Rows, row: number): Float32Array {
  const targets = y.length / count;
  return y.subarray(row * targets, (row + 1) * targets);
}
