import type { CellId } from "../../notebook/cell";
import { nameCode, type StackPosition } from "./errors/parse-stack";
import type { Site } from "./run";
import type { KnownNames } from "./transform/name-ledger";
import { type TransformedCell, transformCell } from "./transform/transform-cell";

/** A text of a cell that has run, found by its number in stacks. */
export interface CellText {
  number: number;
  cellId: CellId;
  source: string;
  transformed: TransformedCell;
  /** The cell's code, compiled. Takes what `parameters` lists. */
  start: (...values: unknown[]) => Promise<void>;
}

// Fetched at the start, and called as a value, so that the code sees nothing of the kernel's.
// biome-ignore lint/security/noGlobalEval: the kernel is there to run code.
const evaluate = globalThis.eval;

export interface TextPosition {
  text: CellText;
  offset: number;
}

/** The texts that have run in this kernel. A cell that runs unchanged is not compiled again. */
export class CellTexts {
  readonly #texts: CellText[] = [];
  /** Names that functions of any cell refer to. */
  readonly #captured = new Set<string>();
  readonly #latest = new Map<CellId, CellText>();

  /** Throws a SyntaxError if the text is not a cell. */
  compile(cellId: CellId, source: string, names: Omit<KnownNames, "isCaptured">): CellText {
    const known: KnownNames = {
      isStandard: (name) => names.isStandard(name),
      isVariable: (name) => names.isVariable(name),
      isCaptured: (name) => this.#captured.has(name),
    };
    const text = this.#compile(cellId, source, known);
    for (const name of text.transformed.captured) this.#captured.add(name);
    return text;
  }

  #compile(cellId: CellId, source: string, known: KnownNames): CellText {
    const latest = this.#latest.get(cellId);
    if (latest?.source === source) {
      // What is known of the names may have changed.
      const transformed = transformCell(source, latest.number, known);
      if (transformed.code === latest.transformed.code) return latest;
    }
    const number = this.#texts.length + 1;
    const transformed = transformCell(source, number, known);
    const start = evaluate(`${transformed.code}\n//# sourceURL=${nameCode(number)}`);
    const text = { number, cellId, source, transformed, start };
    this.#texts.push(text);
    this.#latest.set(cellId, text);
    return text;
  }

  /** The position in the reader's text that a stack names. */
  findPosition({ cell, line, column }: StackPosition): TextPosition | undefined {
    const text = this.#texts[cell - 1];
    const lines = text?.transformed.code.split("\n") ?? [];
    if (!text || line > lines.length || column > (lines[line - 1]?.length ?? 0) + 1)
      return undefined;
    const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    return { text, offset: text.transformed.findSource(start + column - 1) };
  }

  findSite({ cell, offset }: Site): TextPosition | undefined {
    const text = this.#texts[cell - 1];
    return text && { text, offset };
  }

  /** The text of this number, and then all others, the newest first. */
  listFrom(cell?: number): CellText[] {
    const others = this.#texts.filter(({ number }) => number !== cell).reverse();
    const first = cell === undefined ? undefined : this.#texts[cell - 1];
    return first ? [first, ...others] : others;
  }
}
