import type { CellEntry } from "@/lib/notebook/cell-entry";

/** As Jupyter writes it: a star while it waits or runs. */
export function describePrompt({ cell, status }: CellEntry): string {
  if (status !== "idle") return "[*]";
  return cell.executionCount === null ? "[ ]" : `[${cell.executionCount}]`;
}

/** Where the text that stands there now failed, if it did. */
export function findFailure({ cell, record }: CellEntry) {
  if (record?.source !== cell.source) return null;
  const error = cell.outputs.find((output) => output.type === "error");
  return error?.places.find(({ cellId }) => cellId === cell.id) ?? null;
}
