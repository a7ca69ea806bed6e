import type { Batches } from "./batches";
import { createRelativeStep } from "./coming-move";
import type { Task } from "./task";
import { hasFiniteLosses, type Measures, type Reading, type State, type Stepper } from "./trainer";

/** A path that makes one update at a time. */
export interface StepwisePath {
  /** Update number `step`, counted from 0, with the mean gradient over these training examples. */
  update(rows: Uint32Array, step: number): void;
  /** Resolves when the updates asked for are done, so that a GPU's queue never grows long. */
  settle(): Promise<void>;
  /** The state and its measures at once, since a reading from a GPU is not free. */
  read(): Promise<StateReading>;
  write(state: State): void;
  dispose(): void;
}

export type StateReading = State & Omit<Measures, "relativeStep">;

/** A stepper for a path that makes one update at a time. */
export function stepByStep(task: Task, path: StepwisePath): Stepper {
  const measureRelativeStep = createRelativeStep(task);
  // The state after the last update, where it has been read.
  let current: StateReading | undefined;
  let lastFinite: State;

  async function read(): Promise<StateReading> {
    current ??= await path.read();
    return current;
  }

  async function measure(batches: Batches): Promise<Measures> {
    const { weights, slots, ...measures } = await read();
    return { ...measures, relativeStep: measureRelativeStep({ weights, slots }, batches) };
  }

  return {
    async advance(batches, steps, deadline) {
      const readings: Reading[] = [];
      for (let left = steps; left > 0; left -= 1) {
        path.update(batches.next, batches.step);
        batches.advance();
        current = undefined;
        if (batches.position.offset === 0 || left === 1) {
          const { position, step } = batches;
          const reading = { ...(await measure(batches)), position, step };
          readings.push(reading);
          if (!hasFiniteLosses(reading)) break;
          lastFinite = await read();
        }
        if (performance.now() >= deadline) break;
      }
      await path.settle();
      return readings;
    },
    async rewind() {
      path.write(lastFinite);
      current = undefined;
    },
    measure,
    async read() {
      const { weights, slots } = await read();
      return { weights, slots };
    },
    write(state) {
      path.write(state);
      lastFinite = state;
      current = undefined;
    },
    dispose: () => path.dispose(),
  };
}
