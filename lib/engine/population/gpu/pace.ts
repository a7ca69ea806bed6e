import { listClockNames } from "./print-prelude";
import type { Structure } from "./structure";
import type { Track } from "./tracks";

/** Of a dispatch: long enough to keep the GPU busy, short enough for the display. */
const aimMs = 25;

/** How much is asked of the GPU at a time: so many examples of so many members. */
export interface Pace {
  rows: number;
  members: number;
}

export interface PaceBounds {
  least: Pace;
  most: Pace;
}

/**
 * The pace after a dispatch took this long. It begins small, and grows at most fourfold at a time. There
 * are fewer members at a time only where a single step of all of them takes too long.
 */
export function adaptPace(
  { rows, members }: Pace,
  elapsedMs: number,
  { least, most }: PaceBounds,
): Pace {
  // A very first dispatch may include the driver's compiler: it must not stop the growth for long.
  const factor = Math.min(Math.max(aimMs / Math.max(elapsedMs, 0.1), 0.1), 4);
  const scale = (value: number, min: number, max: number) =>
    Math.min(Math.max(Math.floor(value * factor), min), max);
  const isMembersTurn = factor < 1 ? rows <= least.rows : members < most.members;
  if (isMembersTurn) return { rows, members: scale(members, least.members, most.members) };
  return { rows: scale(rows, least.rows, most.rows), members };
}

/** The most numbers that are written for the steps of one dispatch. */
const mostNumbers = 2_000_000;

/** From one step of the smallest batch, to as much as its clocks and orders leave room for. */
export function findPaceBounds(
  structure: Structure,
  tracks: readonly Track[],
  groupSize: number,
): PaceBounds {
  const smallestBatch = tracks.reduce(
    (least, { batchSize }) => Math.min(least, batchSize),
    Number.POSITIVE_INFINITY,
  );
  const numbersPerRow =
    (structure.isShuffled ? 1 : 0) + listClockNames(structure).length / smallestBatch;
  const most = Math.floor(mostNumbers / Math.max(1 / 8, numbersPerRow * tracks.length));
  return {
    least: { rows: smallestBatch, members: 1 },
    most: { rows: Math.max(most, smallestBatch), members: groupSize },
  };
}
