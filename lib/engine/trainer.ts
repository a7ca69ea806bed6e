import { createDataset, type Dataset } from "../data/dataset";
import type { Experiment } from "../experiment/experiment";
import { Batches, type Position } from "./batches";
import { computeGradient, createNetwork, drawWeights } from "./network";
import { planStep } from "./optimizers";
import { computeField, computeLossSlice, type LossSlice } from "./probes";

/** Everything that a run needs to go on exactly as if it had never stopped. */
export interface Snapshot extends Position {
  /** Updates so far. */
  step: number;
  /** All weights and biases, in the order of `Network`. */
  weights: Float32Array | Float64Array;
  /** The optimizer's memory, here the velocity of each weight. */
  velocity: Float32Array | Float64Array;
}

/** What is known of a run at one moment. */
export interface LogEntry {
  step: number;
  /** With its fraction: 2.5 in the middle of the third epoch. */
  epoch: number;
  /** Mean over all training points, after the step. */
  loss: number;
  /** The same over the test points. */
  testLoss: number;
  /** The length of the coming step beside that of the weights: α‖∇E‖ / ‖w‖ without momentum. */
  relativeStep: number;
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

/** What a picture of a run is drawn from. */
export interface Probe {
  snapshot: Snapshot;
  /** The output over the plane; see `computeField`. */
  field: Float32Array;
  slice: LossSlice;
}

/** Trains one Experiment, a slice at a time, and can stop after any step. */
export interface Trainer {
  /** Trains until the goal, or for about `budgetMs`, whichever comes first. */
  train(goal: Goal, budgetMs: number): Promise<Slice>;
  /** The present state of the run. */
  evaluate(): Promise<LogEntry>;
  snapshot(): Promise<Snapshot>;
  /** `fieldSize` is the number of samples along each side of the plane. */
  probe(fieldSize?: number): Promise<Probe>;
  dispose(): void;
}

/** What a path brings: the arithmetic of one update. The rest of training is the same for all. */
export interface Stepper {
  /** One update with the mean gradient over these training points. */
  step(rows: Uint32Array): void;
  /** Resolves when the updates asked for are done, so that a GPU's queue never grows long. */
  settle(): Promise<void>;
  read(): Promise<Reading>;
  write(state: Pick<Snapshot, "weights" | "velocity">): void;
  dispose(): void;
}

export type Reading = Pick<Snapshot, "weights" | "velocity"> & Pick<LogEntry, "loss" | "testLoss">;

/** Starts a run, or goes on from a snapshot of the same shape. */
export function createTrainer(
  experiment: Experiment,
  createStepper: (experiment: Experiment, dataset: Dataset) => Stepper,
  start: Snapshot = createStart(experiment),
): Trainer {
  const dataset = createDataset(experiment);
  const network = createNetwork(experiment);
  const stepper = createStepper(experiment, dataset);

  let batches: Batches;
  let step: number;
  // The state after the last update, where it has been read; a reading from a GPU is not free.
  let reading: Reading | undefined;
  let lastFinite = start;
  // Once a loss is not finite, the steps since the last good reading are repeated one by one.
  let isSearching = false;
  restore(start);

  function restore(snapshot: Snapshot) {
    batches = new Batches(dataset.train.count, experiment, snapshot);
    step = snapshot.step;
    stepper.write(snapshot);
    reading = undefined;
  }

  function update() {
    stepper.step(batches.next);
    batches.advance();
    step += 1;
    reading = undefined;
  }

  async function read(): Promise<Reading> {
    reading ??= await stepper.read();
    return reading;
  }

  async function snapshot(): Promise<Snapshot> {
    const { weights, velocity } = await read();
    return { ...batches.position, step, weights, velocity };
  }

  async function evaluate(): Promise<LogEntry> {
    const { weights, velocity, loss, testLoss } = await read();
    const gradient = computeGradient(network, weights, dataset.train, batches.next);
    const coming = planStep(velocity, gradient, experiment.compile.optimizer);
    const relativeStep = norm(coming) / norm(weights);
    return { step, epoch: batches.epochs, loss, testLoss, relativeStep };
  }

  const isReached = (goal: Goal) =>
    "step" in goal ? step >= goal.step : batches.position.epoch >= goal.epoch;

  return {
    async train(goal, budgetMs) {
      const logs: LogEntry[] = [];
      const deadline = performance.now() + budgetMs;
      while (!isReached(goal)) {
        update();
        const isLogged = batches.position.offset === 0 || isReached(goal);
        if (isLogged || isSearching) {
          if (isFiniteReading(await read())) {
            lastFinite = await snapshot();
            logs.push(await evaluate());
          } else {
            const brokenStep = step;
            const isFound = brokenStep === lastFinite.step + 1;
            restore(lastFinite);
            isSearching = !isFound;
            if (isFound) return { logs, isDone: false, divergedAtStep: brokenStep };
          }
        }
        if (performance.now() >= deadline) break;
      }
      await stepper.settle();
      return { logs, isDone: isReached(goal) };
    },
    evaluate,
    snapshot,
    async probe(fieldSize) {
      const current = await snapshot();
      return {
        snapshot: current,
        field: computeField(experiment, current.weights, fieldSize),
        slice: computeLossSlice(experiment, current, dataset.train, batches.next),
      };
    },
    dispose: () => stepper.dispose(),
  };
}

function createStart(experiment: Experiment): Snapshot {
  const weights = drawWeights(experiment);
  const { position } = new Batches(0, experiment);
  return { ...position, step: 0, weights, velocity: new Float32Array(weights.length) };
}

function isFiniteReading({ loss, testLoss }: Reading): boolean {
  return Number.isFinite(loss) && Number.isFinite(testLoss);
}

function norm(vector: Float32Array | Float64Array): number {
  let sum = 0;
  for (const value of vector) sum += value * value;
  return Math.sqrt(sum);
}
