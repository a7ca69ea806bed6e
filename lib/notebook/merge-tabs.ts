import type { Cell, CellId } from "./cell";
import { takeId } from "./cell-ids";

/**
 * The notebook as another tab has kept it, with what was written in this tab meanwhile: a cell that was
 * changed here comes as the reader's own below the cell it was, and a cell that was added here stands
 * after the one that it followed. `opened` is what this tab began with. Nothing that either tab wrote is lost.
 */
export function mergeTabs(
  kept: readonly Cell[],
  here: readonly Cell[],
  opened: readonly Cell[],
): Cell[] {
  const merged = [...kept];
  const taken = new Set(kept.map(({ id }) => id));
  const before = new Map(opened.map((cell) => [cell.id, cell]));
  let last: CellId | null = null;
  for (const cell of here) {
    const same = kept.find(({ id }) => id === cell.id);
    const isWrittenHere =
      before.get(cell.id)?.source !== cell.source && cell.source !== same?.source;
    if (same) last = same.id;
    if (!isWrittenHere) continue;
    // Outputs from before the text was changed are those of another text.
    const outputs = cell.outputs === before.get(cell.id)?.outputs ? [] : cell.outputs;
    const { author: _, ...own } = { ...cell, outputs, id: takeId(cell.id, taken) };
    merged.splice(merged.findIndex(({ id }) => id === last) + 1, 0, own);
    last = own.id;
  }
  return merged;
}
