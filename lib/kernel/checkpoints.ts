import type { Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";

interface Checkpoint {
  /** What was trained from here on. */
  experiment: Experiment;
  /** Null stands for the beginning, which the Experiment itself describes. */
  snapshot: Snapshot | null;
}

/** Beyond this many, every other one is given up. */
const maxCheckpoints = 64;
/** Numbers in all: 32 MB of float32. */
const maxNumbers = 8e6;

/**
 * Moments of a run from which any other can be trained again, with the settings that held there. A
 * run is a function of its Experiment, so few are needed.
 */
export class Checkpoints {
  #list: [Checkpoint, ...Checkpoint[]];

  constructor(experiment: Experiment, origin: Snapshot | null = null) {
    this.#list = [{ experiment, snapshot: origin }];
  }

  /** Where the run began; null for one from the start. */
  get origin(): Snapshot | null {
    return this.#list[0].snapshot;
  }

  /** A moment of the run, which was trained with this Experiment since the moment before. */
  add(experiment: Experiment, snapshot: Snapshot): void {
    const [origin, ...rest] = this.#list;
    const earlier = rest.filter((other) => (other.snapshot as Snapshot).step < snapshot.step);
    this.#list = [origin, ...earlier, { experiment, snapshot }];
    const size = snapshot.weights.length + snapshot.slots.length;
    if (this.#list.length > Math.min(maxCheckpoints, 2 + maxNumbers / size)) this.#thin();
  }

  /** The run now begins here. */
  fork(snapshot: Snapshot | null): void {
    const { experiment } = this.#list[0];
    this.#list = [{ experiment, snapshot }];
  }

  /** The last moment that is not after the end of this epoch, and what was trained from there. */
  find(epoch: number): Checkpoint {
    const index = this.#list.findLastIndex(
      ({ snapshot }) => snapshot === null || isReached(snapshot, epoch),
    );
    const { snapshot } = this.#list[Math.max(index, 0)] as Checkpoint;
    const next = this.#list[index + 1] ?? (this.#list.at(-1) as Checkpoint);
    return { snapshot, experiment: next.experiment };
  }

  /** Where the settings changed, a moment is needed; of the others, every other one goes. */
  #thin(): void {
    const [origin, ...rest] = this.#list;
    this.#list = [
      origin,
      ...rest.filter(
        ({ experiment }, index) =>
          index % 2 === 1 ||
          index === rest.length - 1 ||
          experiment !== (rest[index + 1] as Checkpoint).experiment,
      ),
    ];
  }
}

function isReached({ epoch, offset }: Snapshot, goal: number): boolean {
  return epoch < goal || (epoch === goal && offset === 0);
}
