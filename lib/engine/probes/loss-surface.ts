import type { Examples } from "../../data/dataset";
import { getLoss } from "../losses";
import { computeLoss } from "../network";
import { createTaskNetwork, type Task } from "../task";
import { costOfExample, countAffordable, probeBudget, selectExamples } from "./budget";
import type { Extent, Plane } from "./planes";

/** The loss over a plane in the space of weights, at w₀ + a·d₁ + b·d₂. */
export interface LossSurface {
  /** The values of a and of b on the grid, edges included: `size` of each, rising. */
  a: number[];
  b: number[];
  /** Shape `[b, a]`, row by row from the bottom left. Infinity or NaN where the loss is not finite. */
  losses: Float64Array;
  /** How many examples the loss is the mean of. */
  examples: number;
}

export interface LossSurfaceOptions {
  /** From −1 to 1 both ways unless said. */
  extent?: Extent;
  /** Values of a, and of b. Unless said, as many as the budget allows, an odd number from 11 to 41. */
  size?: number;
  /** The training set unless said; of a large one evenly chosen examples. */
  examples?: Examples;
  /** Multiply-adds that this may cost, though at least one example is shown to 11 × 11 networks. */
  budget?: number;
  /** The mean loss of `examples` at other weights, by a faster path. It must not keep the array. */
  evaluateLoss?: (weights: Float64Array) => number;
}

const fineGrid = 41;
const coarseGrid = 11;
/** Rather a coarser grid than the loss of fewer examples than these. */
const fewestExamples = 64;

/** The loss, without what regularizers add, on a grid over a plane. */
export function computeLossSurface(
  task: Task,
  { origin, directions }: Plane,
  {
    extent = { a: [-1, 1], b: [-1, 1] },
    examples = task.dataset.train,
    budget = probeBudget,
    evaluateLoss,
    size,
  }: LossSurfaceOptions = {},
): LossSurface {
  const network = createTaskNetwork(task);
  const loss = getLoss(task.compile.loss);
  const cost = evaluateLoss ? 0 : costOfExample(network);
  const points = size ?? chooseGridSize(cost * Math.min(examples.count, fewestExamples), budget);
  const chosen = selectExamples(examples, countAffordable(points ** 2 * cost, budget));
  const evaluate =
    evaluateLoss ?? ((weights: Float64Array) => computeLoss(network, weights, loss, chosen));

  const a = spaceEvenly(extent.a, points);
  const b = spaceEvenly(extent.b, points);
  const [first, second] = directions;
  const moved = new Float64Array(origin.length);
  const losses = new Float64Array(points * points);
  for (const [row, up] of b.entries()) {
    for (const [column, along] of a.entries()) {
      for (let i = 0; i < moved.length; i += 1) {
        moved[i] =
          (origin[i] as number) + along * (first[i] as number) + up * (second[i] as number);
      }
      losses[row * points + column] = evaluate(moved);
    }
  }
  return { a, b, losses, examples: chosen.count };
}

/** Odd, so that the middle of the extent is on the grid. */
function chooseGridSize(costOfLoss: number, budget: number): number {
  const affordable = Math.floor(Math.sqrt(budget / costOfLoss));
  const size = Math.min(fineGrid, Math.max(coarseGrid, affordable));
  return size % 2 === 1 ? size : size - 1;
}

function spaceEvenly([from, to]: readonly [number, number], size: number): number[] {
  return Array.from({ length: size }, (_, i) => from + ((to - from) * i) / (size - 1));
}
