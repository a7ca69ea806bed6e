import { Batches } from "../batches";
import { getLoss } from "../losses";
import { computeGradient, createTrace, forward } from "../network";
import { createUpdateRule } from "../optimizers";
import { createReferenceStepper } from "../reference";
import { createTaskNetwork, type Task } from "../task";
import { type CreateStepper, createStart, type State, type Stepper } from "../trainer";

type Vector = Float32Array | Float64Array;

/**
 * One update by a path under test and one by the reference, from the same states along a reference run:
 * how far apart the two updates of the weights are, and the two new values of each slot of the optimizer,
 * as shares of the reference's length. States within 1e-6 of a kink, or without a slope, are left out.
 */
export async function compareUpdates(
  task: Task,
  createStepper: CreateStepper,
  steps = [0, 2, 7],
): Promise<number[]> {
  const { train } = task.dataset;
  const tested = createStepper(task);
  const reference = createReferenceStepper(task);
  const start = createStart(task);
  let before: State = start;
  let { position } = new Batches(train.count, task, start);
  const distances: number[] = [];
  for (let step = 0; step <= Math.max(...steps); step += 1) {
    const startBatches = () => new Batches(train.count, task, position, step);
    const update = async (stepper: Stepper) => {
      stepper.write(before, step);
      await stepper.advance(startBatches(), 1, Number.POSITIVE_INFINITY);
      return stepper.read();
    };
    const after = await update(reference);
    const rows = startBatches().next;
    const isComparable =
      !isNearKink(task, before.weights, rows) && !isStationary(task, before.weights, rows);
    if (steps.includes(step) && isComparable) {
      distances.push(...measureDistances(task, before, await update(tested), after));
    }
    // In float32, so that a path that keeps its weights so begins at the same state.
    before = {
      weights: Float32Array.from(after.weights),
      slots: Float32Array.from(after.slots),
    };
    const batches = startBatches();
    batches.advance();
    ({ position } = batches);
  }
  tested.dispose();
  reference.dispose();
  return distances;
}

function measureDistances(task: Task, before: State, tested: State, reference: State): number[] {
  const count = before.weights.length;
  const slots = createUpdateRule(task.compile.optimizer).slots.map((_, slot) => {
    const select = (state: State) => state.slots.subarray(slot * count, (slot + 1) * count);
    const expected = select(reference);
    return relativeDistance(select(tested), expected);
  });
  return [compareMoves(before.weights, tested.weights, reference.weights), ...slots];
}

/**
 * ‖a − b‖ / ‖b‖ of the two moves. A path that keeps its weights in float32 rounds each to within half a
 * unit in its last place, whatever it computes; only what goes beyond that is its fault.
 */
function compareMoves(before: Vector, tested: Vector, reference: Vector): number {
  const excess = Float64Array.from(reference, (weight, i) => {
    const error = Math.abs((tested[i] as number) - weight);
    return Math.max(error - 2 ** (Math.floor(Math.log2(Math.abs(weight) || 1)) - 24), 0);
  });
  const move = Float64Array.from(reference, (weight, i) => weight - (before[i] as number));
  return relativeDistance(
    move.map((value, i) => value + (excess[i] as number)),
    move,
  );
}

/** ‖a − b‖ / ‖b‖, and 0 where both are 0: of weights that do not move, or a slot that is not used. */
export function relativeDistance(a: Vector, b: Vector): number {
  let distance = 0;
  let length = 0;
  for (let i = 0; i < b.length; i += 1) {
    distance += ((a[i] as number) - (b[i] as number)) ** 2;
    length += (b[i] as number) ** 2;
  }
  return distance === 0 ? 0 : Math.sqrt(distance / length);
}

/** Whether the gradient is 0 but for rounding, and so has no direction that could be compared. */
function isStationary(task: Task, weights: Vector, rows: Uint32Array): boolean {
  const network = createTaskNetwork(task);
  const gradient = computeGradient(
    network,
    weights,
    getLoss(task.compile.loss),
    task.dataset.train,
    rows,
  );
  return gradient.every((slope) => Math.abs(slope) < 1e-12);
}

const activationsWithKink = ["relu", "leakyRelu", "selu"];

/** Whether a weighted sum or an error lies within 1e-6 of where its slope jumps. */
function isNearKink(task: Task, weights: Vector, rows: Uint32Array): boolean {
  const network = createTaskNetwork(task);
  const { loss } = task.compile;
  const { x, y } = task.dataset.train;
  const trace = createTrace(network);
  for (const row of rows) {
    const input = x.subarray(row * network.inputs, (row + 1) * network.inputs);
    const { values } = forward(network, weights, input, trace);
    for (const [index, sums] of trace.sums.entries()) {
      const activation = network.layers[index]?.activation as string;
      if (activationsWithKink.includes(activation) && sums.some((z) => Math.abs(z) < 1e-6)) {
        return true;
      }
    }
    if (loss.name !== "meanAbsoluteError" && loss.name !== "huber") continue;
    const kink = loss.name === "huber" ? loss.delta : 0;
    const isNear = (value: number, unit: number) => {
      const error = value - (y[row * network.outputs + unit] as number);
      return Math.abs(Math.abs(error) - kink) < 1e-6;
    };
    if (values.some(isNear)) return true;
  }
  return false;
}
