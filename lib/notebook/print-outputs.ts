import { formatBytes } from "./limits";
import type { CellOutput } from "./output";

/**
 * Each cell's outputs as JSON text, at most `maxCellLength` characters for a cell and `maxLength` for all.
 * Where there is more, the largest are left out, and one output in their place says so.
 */
export function printOutputs(
  cells: readonly (readonly CellOutput[])[],
  { maxCellLength = 500_000, maxLength = 5_000_000 } = {},
): string[] {
  const pieces = cells.flatMap((outputs, cell) =>
    outputs.map((output, index) => ({ cell, index, length: printOutput(output).length })),
  );
  const largestFirst = pieces.toSorted((one, other) => other.length - one.length);
  const lengths = cells.map(() => 0);
  for (const { cell, length } of pieces) lengths[cell] = (lengths[cell] ?? 0) + length;
  let total = lengths.reduce((sum, length) => sum + length, 0);
  const leftOut = cells.map(() => new Set<number>());

  for (const isOver of [
    (cell: number) => (lengths[cell] ?? 0) > maxCellLength,
    () => total > maxLength,
  ]) {
    for (const { cell, index, length } of largestFirst) {
      if (!isOver(cell) || leftOut[cell]?.has(index)) continue;
      leftOut[cell]?.add(index);
      lengths[cell] = (lengths[cell] ?? 0) - length;
      total -= length;
    }
  }
  return cells.map((outputs, cell) => printCell(outputs, leftOut[cell] ?? new Set()));
}

function printCell(outputs: readonly CellOutput[], leftOut: ReadonlySet<number>): string {
  const first = Math.min(...leftOut);
  const missing = [...leftOut].reduce((sum, index) => {
    const output = outputs[index];
    return sum + (output ? printOutput(output).length : 0);
  }, 0);
  const texts = outputs.flatMap((output, index) => {
    if (index === first) return [JSON.stringify(describeMissing(missing))];
    return leftOut.has(index) ? [] : [printOutput(output)];
  });
  return `[${texts.join(",")}]`;
}

function describeMissing(length: number): CellOutput {
  const text = `Outputs of ${formatBytes(length)} were too large to keep. Run the cell to see them again.`;
  return { type: "display_data", data: { "text/plain": text } };
}

// Outputs are never changed, and most of them are the same at the next save.
const printed = new WeakMap<CellOutput, string>();

function printOutput(output: CellOutput): string {
  const text = printed.get(output) ?? JSON.stringify(output);
  printed.set(output, text);
  return text;
}
