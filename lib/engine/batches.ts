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

  constructor(
    count: number,
    { fit, seed }: Pick<Experiment, "fit" | "seed">,
    position: Position = { epoch: 0, offset: 0, shuffle: createRandom(seed, "shuffle").getState() },
  ) {
    this.#count = count;
    this.#fit = fit;
    this.#epoch = position.epoch;
    this.#offset = position.offset;
    this.#shuffle = position.shuffle;
    [this.#order, this.#nextShuffle] = this.#drawOrder();
  }

  /** Indices of the training points in the coming batch. */
  get next(): Uint32Array {
    return this.#order.subarray(this.#offset, this.#offset + this.#fit.batchSize);
  }

  advance(): void {
    this.#offset = Math.min(this.#offset + this.#fit.batchSize, this.#count);
    if (this.#offset < this.#count) return;
    this.#epoch += 1;
    this.#offset = 0;
    this.#shuffle = this.#nextShuffle;
    [this.#order, this.#nextShuffle] = this.#drawOrder();
  }

  get position(): Position {
    return { epoch: this.#epoch, offset: this.#offset, shuffle: this.#shuffle };
  }

  /** Epochs with their fraction: 2.5 in the middle of the third. */
  get epochs(): number {
    return this.#epoch + this.#offset / this.#count;
  }

  #drawOrder(): [order: Uint32Array, stateAfter: number[]] {
    if (!this.#fit.shuffle) {
      return [Uint32Array.from({ length: this.#count }, (_, index) => index), this.#shuffle];
    }
    const random = resumeRandom(this.#shuffle);
    return [random.permutation(this.#count), random.getState()];
  }
}
