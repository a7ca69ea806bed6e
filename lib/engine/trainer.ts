import { Batches, type Position } from "./batches";
import type { Metrics } from "./metrics";
import { drawWeights, listVariables } from "./network";
import { createOptimizer, createUpdateRule } from "./optimizers";
import type { Task } from "./task";
import { createTaskNetwork } from "./task";

/** Everything that a run needs to go on exactly as if it had never stopped. */
export interface Snapshot extends Position, State {
  /** Updates so far. */
  step: number;
}

/** What updates change. */
export interface State {
  /** All weights and biases, in the order of `Network`. */
  weights: Float32Array | Float64Array;
  /** The optimizer's memory, slot by slot, each as long as the weights. */
  slots: Float32Array | Float64Array;
}

/** What is measured of a network as it stands. */
export interface Measures {
  /** Mean over all training examples. */
  loss: number;
  /** The same over the test examples. */
  testLoss: number;
  /** What `compile.metrics` asks for, over the training examples. */
  metrics?: Metrics;
  testMetrics?: Metrics;
  /** The length of the coming step beside that of the weights: α‖∇E‖ / ‖w‖ for plain descent. */
  relativeStep: number;
}

/** What is known of a run at one moment. */
export interface LogEntry extends Measures {
  step: number;
  /** With its fraction: 2.5 in the middle of the third epoch. */
  epoch: number;
}

/** Where to stop: at the end of an epoch, or after so many updates in all. */
export type Goal = { epoch: number } | { step: number };

export interface Slice {
  /**
   * One entry for each epoch that ended in this slice, for a goal that is not an epoch's end, and for
   * each of the last steps before a divergence.
   */
  logs: LogEntry[];
  isDone: boolean;
  /** The step whose update made the loss infinite or NaN. The trainer then stands before it. */
  divergedAtStep?: number;
}

/** Trains one task, a slice at a time, and can stop after any step. */
export interface Trainer {
  /** Trains until the goal, or for about `budgetMs`, whichever comes first. */
  train(goal: Goal, budgetMs: number): Promise<Slice>;
  /** The present state of the run. */
  evaluate(): Promise<LogEntry>;
  snapshot(): Promise<Snapshot>;
  /** The training loss at other weights, where the path is faster at that than the reference. */
  computeLoss?(weights: Float32Array): number;
  dispose(): void;
}

/** A measurement in the course of a run, and where it was taken. */
export interface Reading extends Measures {
  step: number;
  position: Position;
}

/** What a path brings: updates and measurements. The rest of training is the same for all. */
export interface Stepper {
  /**
   * Makes `steps` updates, or fewer if the deadline, by `performance.now()`, comes first, each with the
   * coming batch, and moves `batches` on. Takes a reading at the end of each epoch and after the last
   * of the steps, and stops at one whose loss is not finite.
   */
  advance(batches: Batches, steps: number, deadline: number): Promise<Reading[]>;
  /** Goes back to the last finite reading of `advance`, or to what was last written. */
  rewind(): Promise<void>;
  measure(batches: Batches): Promise<Measures>;
  read(): Promise<State>;
  write(state: State, step: number): void;
  /** As for a Trainer. */
  computeLoss?(weights: Float32Array): number;
  dispose(): void;
}

export type CreateStepper = (task: Task) => Stepper;

/**
 * Checks that a run of this task can go on from a snapshot.
 *
 * Throws a RangeError that says what was expected and what came.
 */
export function checkSnapshot(task: Task, { weights, slots }: Snapshot): void {
  const { optimizer } = task.compile;
  const { weightCount } = createTaskNetwork(task);
  const slotCount = createUpdateRule(optimizer).slots.length;
  if (weights.length === weightCount && slots.length === slotCount * weightCount) return;
  throw new RangeError(
    `snapshot: expected ${weightCount} weights and ${slotCount * weightCount} numbers that ${optimizer.name} remembers of them, but got ${weights.length} and ${slots.length}. Press Reset to train from the start.`,
  );
}

/** Starts a run, or goes on from a snapshot of the same shape. */
export function createTrainer(
  task: Task,
  createStepper: CreateStepper,
  start: Snapshot = createStart(task),
): Trainer {
  const { train } = task.dataset;
  const stepper = createStepper(task);
  let batches = new Batches(train.count, task, start, start.step);
  stepper.write(start, start.step);
  // Where `stepper.rewind` goes back to.
  let lastFinite: Pick<Reading, "position" | "step"> = { position: start, step: start.step };
  // Once a loss is not finite, the steps since the last good reading are repeated one by one.
  let isSearching = false;

  const isReached = (goal: Goal) =>
    "step" in goal ? batches.step >= goal.step : batches.position.epoch >= goal.epoch;
  const stepsTo = (goal: Goal) =>
    "step" in goal ? goal.step - batches.step : batches.countStepsTo(goal.epoch);

  return {
    async train(goal, budgetMs) {
      const logs: LogEntry[] = [];
      const deadline = performance.now() + budgetMs;
      while (!isReached(goal)) {
        const steps = isSearching ? 1 : stepsTo(goal);
        for (const reading of await stepper.advance(batches, steps, deadline)) {
          if (hasFiniteLosses(reading)) {
            lastFinite = reading;
            logs.push(createLogEntry(reading, train.count));
            continue;
          }
          await stepper.rewind();
          batches = new Batches(train.count, task, lastFinite.position, lastFinite.step);
          isSearching = reading.step > lastFinite.step + 1;
          if (!isSearching) return { logs, isDone: false, divergedAtStep: reading.step };
        }
        if (performance.now() >= deadline) break;
      }
      return { logs, isDone: isReached(goal) };
    },
    async evaluate() {
      const measures = await stepper.measure(batches);
      const { position, step } = batches;
      return createLogEntry({ ...measures, position, step }, train.count);
    },
    async snapshot() {
      return { ...batches.position, step: batches.step, ...(await stepper.read()) };
    },
    computeLoss: stepper.computeLoss,
    dispose: () => stepper.dispose(),
  };
}

/** Without them a run has diverged. */
export function hasFiniteLosses({ loss, testLoss }: Pick<Measures, "loss" | "testLoss">): boolean {
  return Number.isFinite(loss) && Number.isFinite(testLoss);
}

function createLogEntry({ position, ...reading }: Reading, count: number): LogEntry {
  return { ...reading, epoch: position.epoch + position.offset / count };
}

/** A run before its first step. */
export function createStart(task: Task): Snapshot {
  const network = createTaskNetwork(task);
  const { position } = new Batches(0, task);
  return {
    ...position,
    step: 0,
    weights: drawWeights(network, task),
    slots: createOptimizer(task.compile.optimizer, listVariables(network)).createSlots(),
  };
}
