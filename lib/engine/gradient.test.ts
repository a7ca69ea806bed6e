import { describe, expect, it } from "vitest";
import { createRandom, type Random } from "../data/random";
import {
  type ActivationName,
  activationNames,
  type Layer,
  type Loss as LossOptions,
} from "../experiment/experiment";
import { type DropoutMasks, drawMasks, noMasks } from "./dropout";
import { getLoss, type Loss } from "./losses";
import {
  computeGradient,
  createNetwork,
  createTrace,
  forward,
  type Network,
  type Rows,
} from "./network";

const hiddenActivations = activationNames.filter((name) => name !== "softmax");

const errorLosses: LossOptions[] = [
  { name: "halfSquaredError" },
  { name: "meanSquaredError" },
  { name: "meanAbsoluteError" },
  { name: "huber", delta: 0.5 },
];

/** Every output activation with every loss that suits it. */
const outputs: [ActivationName, LossOptions][] = [
  ...activationNames.flatMap((name) =>
    errorLosses.map((loss): [ActivationName, LossOptions] => [name, loss]),
  ),
  ["sigmoid", { name: "binaryCrossentropy" }],
  ["softmax", { name: "categoricalCrossentropy" }],
  ["softmax", { name: "sparseCategoricalCrossentropy" }],
];

/** A network with examples of its own, at weights where its loss is smooth. */
interface State {
  network: Network;
  weights: Float64Array;
  loss: Loss;
  rows: Rows;
  chosen: number[];
  masks: DropoutMasks;
}

type Shape = { inputs: number; hidden: number[]; units: number };

const none = { l1: 0, l2: 0 };
const initializer = { name: "zeros" } as const;

function createState(
  hidden: ActivationName,
  [output, options]: [ActivationName, LossOptions],
  shape: Shape,
  kind: "plain" | "regularized" | "dropout",
): State {
  const widths = [...shape.hidden, shape.units];
  const layers = widths.map((units, index): Layer => {
    const isLast = index === widths.length - 1;
    return {
      units,
      activation: isLast ? output : hidden,
      kernelInitializer: initializer,
      biasInitializer: initializer,
      kernelRegularizer: kind === "regularized" ? { l1: 0.01, l2: 0.02 } : none,
      dropout: kind === "dropout" && !isLast ? 0.4 : 0,
    };
  });
  const network = createNetwork({ layers }, shape.inputs);
  const loss = getLoss(options);
  const delta = options.name === "huber" ? options.delta : 0;
  for (let seed = 0; seed < 200; seed += 1) {
    const random = createRandom(seed, "data");
    const count = 5;
    const state: State = {
      network,
      weights: Float64Array.from({ length: network.weightCount }, () => 0.7 * random.normal()),
      loss,
      rows: {
        count,
        x: Float32Array.from({ length: count * shape.inputs }, () => random.normal()),
        y: drawTargets(options, count, shape.units, random),
      },
      // A batch that is not all of the data, nor in its order.
      chosen: [3, 0, 4],
      masks: kind === "dropout" ? drawMasks(network, 3, seed, 0) : noMasks,
    };
    if (findNearestKink(state, delta) > 1e-3) return state;
  }
  throw new Error("No state away from the kinks was found.");
}

function drawTargets(
  { name }: LossOptions,
  count: number,
  units: number,
  random: Random,
): Float32Array {
  const drawClass = () => Math.floor(random.uniform(0, units));
  switch (name) {
    case "sparseCategoricalCrossentropy":
      return Float32Array.from({ length: count }, drawClass);
    case "categoricalCrossentropy": {
      const y = new Float32Array(count * units);
      // The last row is half the one class and half another.
      for (let row = 0; row < count - 1; row += 1) y[row * units + drawClass()] = 1;
      const last = y.subarray((count - 1) * units);
      last[0] = 0.5;
      last[units - 1] = (last[units - 1] as number) + 0.5;
      return y;
    }
    case "binaryCrossentropy":
      return Float32Array.from({ length: count * units }, () => Math.round(random.uniform(0, 1)));
    default:
      return Float32Array.from({ length: count * units }, () => random.normal());
  }
}

/**
 * How near a weighted sum comes to 0, where most activations have a kink or a jump in curvature, or an
 * error to 0 or ±δ.
 */
function findNearestKink({ network, weights, rows, chosen, masks, loss }: State, delta: number) {
  const trace = createTrace(network);
  let nearest = Number.POSITIVE_INFINITY;
  for (const [place, row] of chosen.entries()) {
    const { values } = forward(network, weights, inputOf(network, rows, row), trace, masks, place);
    for (const z of trace.sums.flatMap((sums) => [...sums])) {
      nearest = Math.min(nearest, Math.abs(z));
    }
    if (loss.fusedWith !== null) continue;
    const target = targetOf(rows, row);
    for (const [unit, value] of values.entries()) {
      const error = Math.abs(value - (target[unit] as number));
      nearest = Math.min(nearest, error, Math.abs(error - delta));
    }
  }
  return nearest;
}

/** What is descended: the mean loss of the chosen rows under their masks, and what regularizers add. */
function computeObjective({ network, weights, loss, rows, chosen, masks }: State): number {
  const trace = createTrace(network);
  let total = 0;
  for (const [place, row] of chosen.entries()) {
    const input = inputOf(network, rows, row);
    total += loss.value(forward(network, weights, input, trace, masks, place), targetOf(rows, row));
  }
  let penalty = 0;
  for (const { kernelOffset, biasOffset, kernelRegularizer } of network.layers) {
    for (const weight of weights.subarray(kernelOffset, biasOffset)) {
      penalty += kernelRegularizer.l1 * Math.abs(weight) + kernelRegularizer.l2 * weight ** 2;
    }
  }
  return total / chosen.length + penalty;
}

function inputOf({ inputs }: Network, { x }: Rows, row: number) {
  return x.subarray(row * inputs, (row + 1) * inputs);
}

function targetOf({ count, y }: Rows, row: number) {
  const targets = y.length / count;
  return y.subarray(row * targets, (row + 1) * targets);
}

function expectGradient(state: State, name: string) {
  const { network, weights, loss, rows, chosen, masks } = state;
  const gradient = computeGradient(network, weights, loss, rows, chosen, masks);
  const size = Math.max(1, ...gradient.map(Math.abs));
  const h = 1e-5;
  for (const [index, slope] of gradient.entries()) {
    const objectiveAt = (move: number) =>
      computeObjective({
        ...state,
        weights: weights.map((weight, i) => (i === index ? weight + move : weight)),
      });
    const measured = (objectiveAt(h) - objectiveAt(-h)) / (2 * h);
    // Third derivatives times h²/6, and rounding of 1e-16 of the loss over 2h, are some 1e-10.
    const tolerance = 1e-7 * Math.max(Math.abs(slope), Math.abs(measured)) + 1e-9 * size;
    if (!(Math.abs(slope - measured) <= tolerance)) {
      expect.fail(`${name}, weight ${index}: the slope is ${slope}, measured ${measured}.`);
    }
  }
}

describe("computeGradient agrees with centred differences", () => {
  const two: Shape = { inputs: 2, hidden: [4, 3], units: 2 };
  const kinds = ["plain", "regularized", "dropout"] as const;

  it.each(hiddenActivations)("hidden layers of %s, with every output and loss", (hidden) => {
    for (const [output, loss] of outputs) {
      for (const kind of kinds) {
        const name = `${hidden}, ${output}, ${loss.name}, ${kind}`;
        expectGradient(createState(hidden, [output, loss], two, kind), name);
      }
    }
  });

  it.each<[string, Shape]>([
    ["no hidden layer", { inputs: 3, hidden: [], units: 3 }],
    ["one unit, one input", { inputs: 1, hidden: [], units: 1 }],
    ["hidden layers of one unit", { inputs: 2, hidden: [1, 1], units: 2 }],
    ["many inputs, one output", { inputs: 9, hidden: [5], units: 1 }],
    ["many outputs: multilabel, and classes by index", { inputs: 2, hidden: [3], units: 7 }],
    ["five hidden layers", { inputs: 2, hidden: [3, 3, 3, 3, 3], units: 2 }],
  ])("%s, with every output and loss", (_, shape) => {
    for (const [output, loss] of outputs) {
      for (const kind of kinds) {
        const name = `tanh, ${output}, ${loss.name}, ${kind}`;
        expectGradient(createState("tanh", [output, loss], shape, kind), name);
      }
    }
  });
});
