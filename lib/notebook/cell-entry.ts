import { endTrainings } from "./apply-message";
import type { AuthorCell, Cell, CellId } from "./cell";
import type { RunRecord } from "./staleness";

/** A cell on the page: what is kept of it, and how it stands with the kernel. */
export interface CellEntry {
  cell: Cell;
  status: "idle" | "queued" | "busy";
  /** Of the last run in this kernel; null if there was none, or it did not get to its end. */
  record: RunRecord | null;
  /** Whose outputs they are: the author's, those of an earlier kernel, or of this one. */
  outputsFrom: "author" | "before" | "now";
  /** The run waits for files of the book, as for TensorFlow.js. */
  isLoading: boolean;
  /** When the present run began, by the notebook's clock. */
  startedAtMs: number | null;
  /** The code's own time in the last run. */
  elapsedMs: number | null;
  /** Tensors that the last run left in memory, held by no name. */
  leftTensors: number;
  /** What the reader should know of the last run, in a sentence or two. */
  note: string | null;
}

/** A cell of the book as a reader finds it who has changed nothing. */
export function createAuthorCell({ id, kind, source, recorded }: AuthorCell): Cell {
  return { id, kind, source, author: source, outputs: recorded, executionCount: null };
}

/** The cells in their order, none of them run. */
export function arrange(cells: readonly Cell[], author: ReadonlyMap<CellId, AuthorCell>) {
  return {
    order: cells.map(({ id }) => id),
    cells: new Map(cells.map((cell) => [cell.id, createEntry(cell, author.get(cell.id))])),
  };
}

export function createEntry(cell: Cell, author: AuthorCell | undefined): CellEntry {
  const isRecorded = author !== undefined && cell.outputs === author.recorded;
  return {
    cell: { ...endTrainings(cell), executionCount: null },
    status: "idle",
    record: null,
    outputsFrom: isRecorded ? "author" : "before",
    isLoading: false,
    startedAtMs: null,
    elapsedMs: null,
    leftTensors: 0,
    note: null,
  };
}
