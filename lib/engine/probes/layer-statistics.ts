import type { Examples } from "../../data/dataset";
import { getLoss, type Loss } from "../losses";
import { computeGradient, createTrace, type DenseLayer, forward, type Network } from "../network";
import { createTaskNetwork, type Task } from "../task";
import type { Snapshot } from "../trainer";
import { chooseEvenly, costOfExample, countAffordable, probeBudget } from "./budget";
import { computeComingStep } from "./coming-step";
import { computeStatistics, type Statistics } from "./statistics";
import { unitStates } from "./unit-states";

/** What goes on in each layer of a network at one moment of its run. */
export interface NetworkStatistics {
  layers: LayerStatistics[];
  /** How many examples the signals are of: all, or evenly chosen ones where that takes too long. */
  examples: number;
  /** How many examples of the coming batch the gradients and updates are of, and how many it has. */
  batch: { used: number; size: number };
}

export interface LayerStatistics {
  /** Weighted sums z, of all units and chosen examples. */
  sums: Statistics;
  /** Activations φ(z), without dropout. */
  values: Statistics;
  /** ∂E/∂z, with E the loss of one example: the "back-propagated gradients" of Glorot and Bengio (2010). */
  deltas: Statistics;
  /**
   * The standard deviation of one unit's activation across examples, as the mean over units. The pooled
   * one, `values.stddev`, also holds the differences between units, and so looks healthy when each says
   * the same whatever it is shown.
   */
  unitStddev: number;
  /** The share of activations that are saturated, as `unitStates` says; null where none can be. */
  saturatedShare: number | null;
  /**
   * Units whose z is above 0 for none of the chosen examples; null for activations without a kink at 0.
   * Such a ReLU is dead: none of these examples changes it. A leaky ReLU, ELU or SELU is not, but is
   * only ever on its lower piece.
   */
  deadUnits: number[] | null;
  kernel: VariableStatistics;
  bias: VariableStatistics;
}

export interface VariableStatistics {
  weights: Statistics;
  /** ∂E/∂w, with E the mean loss of the coming batch and what regularizers add. */
  gradient: Statistics;
  /** By how much the coming step moves each weight. */
  update: Statistics;
  /** ‖Δw‖ / ‖w‖; null where all weights are 0. */
  relativeUpdate: number | null;
}

export type Quantity = "sums" | "values" | "deltas" | "weights" | "gradient" | "update";

export interface LayerStatisticsOptions {
  /** What the network is shown: the training set unless said. */
  examples?: Examples;
  /** Multiply-adds that this may cost, though at least 8 examples are shown. */
  budget?: number;
  /** The histograms' edges, where layers are to be compared; else each spans its own numbers. */
  edges?: Partial<Record<Quantity, readonly number[]>>;
}

/** An example is shown once for its trace, and has a gradient twice: its own and in the batch. */
const passes = 9;

/** Fewer examples than these say nothing of a spread, whatever the budget. */
const fewestExamples = 8;

export function computeLayerStatistics(
  task: Task,
  snapshot: Snapshot,
  { examples = task.dataset.train, budget = probeBudget, edges = {} }: LayerStatisticsOptions = {},
): NetworkStatistics {
  const network = createTaskNetwork(task);
  const most = Math.max(fewestExamples, countAffordable(passes * costOfExample(network), budget));
  const rows = chooseEvenly(examples.count, most);
  const weights = new Float64Array(snapshot.weights);
  const signals = collectSignals(network, weights, getLoss(task.compile.loss), examples, rows);
  const step = computeComingStep(task, snapshot, most);

  const describeVariable = (start: number, end: number): VariableStatistics => {
    const describe = (quantity: Quantity, values: Float64Array) =>
      computeStatistics(values.subarray(start, end), edges[quantity]);
    const held = describe("weights", weights);
    const update = describe("update", step.move);
    const size = rootMeanSquare(held);
    return {
      weights: held,
      gradient: describe("gradient", step.gradient),
      update,
      relativeUpdate: size === 0 ? null : rootMeanSquare(update) / size,
    };
  };

  return {
    layers: network.layers.map((layer, index) => {
      const { sums, values, deltas } = signals[index] as LayerSignals;
      const { kernelOffset, biasOffset, units, activation } = layer;
      const { isSaturated, hasLowerPiece } = unitStates[activation];
      return {
        sums: computeStatistics(sums, edges.sums),
        values: computeStatistics(values, edges.values),
        deltas: computeStatistics(deltas, edges.deltas),
        unitStddev: computeUnitStddev(layer, values),
        saturatedShare: isSaturated ? values.filter(isSaturated).length / values.length : null,
        deadUnits: hasLowerPiece ? findDeadUnits(layer, sums) : null,
        kernel: describeVariable(kernelOffset, biasOffset),
        bias: describeVariable(biasOffset, biasOffset + units),
      };
    }),
    examples: rows.length,
    batch: { used: step.batch.rows.length, size: step.batch.size },
  };
}

/** What passes through a layer, each of shape `[rows, units]`. */
export interface LayerSignals {
  sums: Float64Array;
  values: Float64Array;
  /** ∂E/∂z, with E the loss of the row's example. */
  deltas: Float64Array;
}

/** Shows the network the chosen rows, one at a time, and keeps what passes through each layer. */
export function collectSignals(
  network: Network,
  weights: Float64Array,
  loss: Loss,
  examples: Examples,
  rows: Uint32Array,
): LayerSignals[] {
  const trace = createTrace(network);
  const signals = network.layers.map(({ units }) => ({
    sums: new Float64Array(rows.length * units),
    values: new Float64Array(rows.length * units),
    deltas: new Float64Array(rows.length * units),
  }));
  for (const [place, row] of rows.entries()) {
    const { inputs } = network;
    forward(network, weights, examples.x.subarray(row * inputs, (row + 1) * inputs), trace);
    const gradient = computeGradient(network, weights, loss, examples, [row]);
    for (const [index, { biasOffset, units }] of network.layers.entries()) {
      const { sums, values, deltas } = signals[index] as LayerSignals;
      sums.set(trace.sums[index] as Float64Array, place * units);
      values.set(trace.values[index] as Float64Array, place * units);
      // z = Wᵀx + b, so ∂E/∂z is ∂E/∂b.
      deltas.set(gradient.subarray(biasOffset, biasOffset + units), place * units);
    }
  }
  return signals;
}

function computeUnitStddev({ units }: DenseLayer, values: Float64Array): number {
  const rows = values.length / units;
  let total = 0;
  for (let unit = 0; unit < units; unit += 1) {
    let mean = 0;
    for (let i = unit; i < values.length; i += units) mean += (values[i] as number) / rows;
    let variance = 0;
    for (let i = unit; i < values.length; i += units) {
      variance += ((values[i] as number) - mean) ** 2 / rows;
    }
    total += Math.sqrt(variance);
  }
  return total / units;
}

function findDeadUnits({ units }: DenseLayer, sums: Float64Array): number[] {
  const isDead = new Array<boolean>(units).fill(true);
  for (let i = 0; i < sums.length; i += 1) {
    if (!((sums[i] as number) <= 0)) isDead[i % units] = false;
  }
  return isDead.flatMap((dead, unit) => (dead ? [unit] : []));
}

function rootMeanSquare({ mean, stddev }: Statistics): number {
  return Math.hypot(mean, stddev);
}
