import type { Snapshot } from "../engine/trainer";
import type { Experiment } from "../experiment/experiment";

interface Checkpoint {
  /** What was trained on the way here, from the moment before; at the beginning, what comes first. */
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
  #origin: Snapshot | null = null;

  constructor(experiment: Experiment) {
    this.#list = [{ experiment, snapshot: null }];
  }

  /** Where the run was last forked; null for one from the start. */
  get origin(): Snapshot | null {
    return this.#origin;
  }

  /** A moment of the run, which was trained with this Experiment since the moment before. */
  add(experiment: Experiment, snapshot: Snapshot): void {
    const earlier = this.#listUpTo(snapshot);
    this.#list = earlier;
    // One that is there already keeps what led to it: the settings may have changed just now.
    if (earlier.at(-1)?.snapshot?.step === snapshot.step) return;
    earlier.push({ experiment, snapshot });
    const size = snapshot.weights.length + snapshot.slots.length;
    if (earlier.length > Math.min(maxCheckpoints, 2 + maxNumbers / size)) this.#thin();
  }

  /** The run now goes on from here; what lies before can still be looked at. */
  fork(snapshot: Snapshot): void {
    const { experiment } = this.find(snapshot.epoch);
    this.add(experiment, snapshot);
    this.#origin = snapshot;
  }

  /** The same run with other settings from its origin on. */
  branch(experiment: Experiment): Checkpoints {
    const other = new Checkpoints(experiment);
    other.#origin = this.#origin;
    if (this.#origin) other.#list = this.#listUpTo(this.#origin);
    return other;
  }

  /** Of what lies before this moment nothing is known. */
  forgetBefore(snapshot: Snapshot): void {
    this.#list = [{ experiment: this.#list[0].experiment, snapshot }];
  }

  /**
   * The last moment that is not after the end of this epoch, or the first that is known, and what was
   * trained from there.
   */
  find(epoch: number): Checkpoint {
    const index = this.#list.findLastIndex(
      ({ snapshot }) => snapshot === null || isReached(snapshot, epoch),
    );
    const { snapshot } = this.#list[Math.max(index, 0)] as Checkpoint;
    const next = this.#list[index + 1] ?? (this.#list.at(-1) as Checkpoint);
    return { snapshot, experiment: next.experiment };
  }

  #listUpTo({ step }: Snapshot): [Checkpoint, ...Checkpoint[]] {
    const [first, ...rest] = this.#list;
    return [first, ...rest.filter(({ snapshot }) => (snapshot as Snapshot).step <= step)];
  }

  /** Where the settings changed, a moment is needed; of the others, every other one goes. */
  #thin(): void {
    const [first, ...rest] = this.#list;
    this.#list = [
      first,
      ...rest.filter(
        ({ experiment, snapshot }, index) =>
          index % 2 === 1 ||
          index === rest.length - 1 ||
          snapshot === this.#origin ||
          experiment !== (rest[index + 1] as Checkpoint).experiment,
      ),
    ];
  }
}

function isReached({ epoch, offset }: Snapshot, goal: number): boolean {
  return epoch < goal || (epoch === goal && offset === 0);
}
