import { Batches } from "../batches";
import { type ComingMove, createComingMove } from "../coming-move";
import { type DropoutMasks, drawMasks } from "../dropout";
import type { Network } from "../network";
import { createTaskNetwork, type Task } from "../task";
import type { Snapshot } from "../trainer";
import { chooseEvenly } from "./budget";

/** The training examples that a run uses next. */
export interface ComingBatch {
  /** Their rows in the training set. */
  rows: Uint32Array;
  /** What dropout leaves of each of them, in the same order. */
  masks: DropoutMasks;
  /** How many the whole batch has. */
  size: number;
}

/** The coming batch, or `most` of its examples, evenly chosen. */
export function readComingBatch(
  task: Task,
  snapshot: Snapshot,
  most = Number.POSITIVE_INFINITY,
): ComingBatch {
  const network = createTaskNetwork(task);
  const { next } = new Batches(task.dataset.train.count, task, snapshot, snapshot.step);
  const places = chooseEvenly(next.length, most);
  return {
    rows: places.map((place) => next[place] as number),
    masks: selectMaskRows(
      network,
      drawMasks(network, next.length, task.seed, snapshot.step),
      places,
    ),
    size: next.length,
  };
}

export function selectMaskRows(
  { layers }: Network,
  masks: DropoutMasks,
  rows: ArrayLike<number>,
): DropoutMasks {
  return new Map(
    [...masks].map(([index, mask]) => {
      const { units } = layers[index] as Network["layers"][number];
      const selected = Float32Array.from(
        { length: rows.length * units },
        (_, i) => mask[(rows[Math.floor(i / units)] as number) * units + (i % units)] as number,
      );
      return [index, selected];
    }),
  );
}

/** What the next update of a run will do. */
export interface ComingStep extends ComingMove {
  batch: ComingBatch;
}

/** The snapshot stays as it is. `most` as for `readComingBatch`. */
export function computeComingStep(task: Task, snapshot: Snapshot, most?: number): ComingStep {
  const batch = readComingBatch(task, snapshot, most);
  return { batch, ...createComingMove(task)(snapshot, batch.rows, batch.masks, snapshot.step) };
}
