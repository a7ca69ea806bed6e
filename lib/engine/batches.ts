import { createRandom, resumeRandom } from "../data/random";
import type { Experiment } from "../experiment/experiment";

/** How far a run has come: what is needed to draw its next batches again. */
export interface Position {
  /** Passes over the training points that are complete. */
  epoch: number;
  /** Training points used in the present pass. */
  offset: number;
  /** The generator's state before it drew the order of the present pass. */
  shuffle: number[];
}

/** The batches of a run, one after the other, the last of an epoch with whatever is left. */
export class Batches {
  readonly #count: number;
  readonly #fit: Experiment["fit"];
  #epoch: number;
  #offset: number;
  #shuffle: number[];
  #order: Uint32Array;
  #nextShuffle: number[];
  /** Updates so far. */
  step: number;

  constructor(
    count: number,
    { fit, seed }: Pick<Experiment, "fit" | "seed">,
    position: Position = { epoch: 0, offset: 0, shuffle: createRandom(seed, "shuffle").getState() },
    step = 0,
  ) {
    this.#count = count;
    this.#fit = fit;
    this.#epoch = position.epoch;
    // A run may go on with fewer points than it began with: it then begins the pass again.
    this.#offset = position.offset < count ? position.offset : 0;
    this.#shuffle = position.shuffle;
    this.step = step;
    [this.#order, this.#nextShuffle] = this.#drawOrder();
  }

  /** Indices of the training points in the coming batch. */
  get next(): Uint32Array {
    return this.#order.subarray(this.#offset, this.#offset + this.#fit.batchSize);
  }

  /** The order of the training points in the present pass. */
  get order(): Uint32Array {
    return this.#order;
  }

  /** Passes over the coming batches, as many as `steps`, at most to the end of the epoch. */
  advance(steps = 1): void {
    this.step += steps;
    this.#offset = Math.min(this.#offset + steps * this.#fit.batchSize, this.#count);
    if (this.#offset === this.#count) this.#beginEpoch();
  }

  /** As many updates to the end of the present epoch. */
  get stepsLeft(): number {
    return Math.ceil((this.#count - this.#offset) / this.#fit.batchSize);
  }

  /** The updates from here to the end of the epoch before number `epoch`, counted from 0. */
  countStepsTo(epoch: number): number {
    const whole = Math.ceil(this.#count / this.#fit.batchSize);
    return this.stepsLeft + (epoch - this.#epoch - 1) * whole;
  }

  finishEpoch(): void {
    this.advance(this.stepsLeft);
  }

  #beginEpoch(): void {
    this.#epoch += 1;
    this.#offset = 0;
    this.#shuffle = this.#nextShuffle;
    if (this.#fit.shuffle) [this.#order, this.#nextShuffle] = this.#drawOrder();
  }

  get position(): Position {
    return { epoch: this.#epoch, offset: this.#offset, shuffle: this.#shuffle };
  }

  #drawOrder(): [order: Uint32Array, stateAfter: number[]] {
    if (!this.#fit.shuffle) {
      return [Uint32Array.from({ length: this.#count }, (_, index) => index), this.#shuffle];
    }
    const random = resumeRandom(this.#shuffle);
    return [random.permutation(this.#count), random.getState()];
  }
}
