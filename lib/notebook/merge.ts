import type { AuthorCell, Cell, CellId } from "./cell";
import { takeId } from "./cell-ids";
import type { KeptCell, KeptNotebook } from "./keep";
import type { CellOutput } from "./output";

/** The reader and the author have both changed a cell since the reader's edits began. */
export interface Conflict {
  cellId: CellId;
  /** What both began from. */
  base: string;
  mine: string;
  theirs: string;
}

/**
 * The cells of a chapter with what the reader did to them on an earlier visit.
 *
 * Where only one of the two has changed a text, that text is taken; where both have, the cell has
 * the reader's text and there is a conflict, until `resolveConflict`. A cell that the author has taken out
 * stays as the reader's own if the reader had edited it. The author's cells come in the author's order; the
 * reader's own stay after the cell that they followed. An id that the author needs now is
 * changed in the reader's own cell. Outputs that belong to another text than the cell's are dropped.
 */
export function mergeNotebook(
  authorCells: readonly AuthorCell[],
  kept: KeptNotebook | undefined,
): { cells: Cell[]; conflicts: Conflict[] } {
  const authors = new Map(authorCells.map((cell) => [cell.id, cell]));
  const taken = new Set(authors.keys());
  const found = new Map<CellId, KeptCell>();
  /** By the author's cell before them; null at the top. */
  const ownCells = new Map<CellId | null, Cell[]>();
  let before: CellId | null = null;
  for (const cell of kept?.cells ?? []) {
    if (cell.author !== undefined && authors.has(cell.id) && !found.has(cell.id)) {
      found.set(cell.id, cell);
      before = cell.id;
    } else if (isEdited(cell)) {
      const own = toOwnCell(cell, takeId(cell.id, taken));
      ownCells.set(before, [...(ownCells.get(before) ?? []), own]);
    }
  }
  return {
    cells: [
      ...(ownCells.get(null) ?? []),
      ...authorCells.flatMap((author) => [
        mergeCell(author, found.get(author.id)),
        ...(ownCells.get(author.id) ?? []),
      ]),
    ],
    conflicts: authorCells.flatMap((author) => findConflict(author, found.get(author.id)) ?? []),
  };
}

export type Resolution = "mine" | "theirs" | "both";

/**
 * The cells after the reader's choice: the cell as it is, the author's text with the outputs of its run, or
 * that and below it the reader's as a cell of their own.
 */
export function resolveConflict(
  cells: readonly Cell[],
  { cellId, theirs }: Conflict,
  choice: Resolution,
  recorded: CellOutput[],
): Cell[] {
  if (choice === "mine") return [...cells];
  const taken = new Set(cells.map(({ id }) => id));
  return cells.flatMap((cell) => {
    if (cell.id !== cellId) return [cell];
    const author: Cell = { ...cell, source: theirs, outputs: recorded, executionCount: null };
    if (choice === "theirs") return [author];
    // A text that never ran shows the author's outputs, which are not its own.
    const outputs = cell.outputs === recorded ? [] : cell.outputs;
    return [author, toOwnCell({ ...cell, outputs }, takeId(cell.id, taken))];
  });
}

/** Whether there is anything in it that only the reader has. */
function isEdited(cell: KeptCell): boolean {
  return cell.source !== cell.author;
}

function findConflict({ id, source }: AuthorCell, kept?: KeptCell): Conflict | undefined {
  if (kept?.author === undefined || !isEdited(kept)) return undefined;
  if (kept.author === source || kept.source === source) return undefined;
  return { cellId: id, base: kept.author, mine: kept.source, theirs: source };
}

function mergeCell({ id, kind, source, recorded }: AuthorCell, kept?: KeptCell): Cell {
  const isMine = kept !== undefined && isEdited(kept) && kept.source !== source;
  const merged = isMine ? { kind: kept.kind, source: kept.source } : { kind, source };
  const hasRun = kept?.outputs !== undefined && kept.source === merged.source;
  return {
    id,
    ...merged,
    author: source,
    outputs: (hasRun && kept.outputs) || recorded,
    executionCount: hasRun ? kept.executionCount : null,
  };
}

function toOwnCell(cell: KeptCell, id: CellId): Cell {
  const { kind, source, outputs = [], executionCount } = cell;
  return { id, kind, source, outputs, executionCount };
}
