import type { CellOutput } from "./output";

export type CellId = string;

/** A cell of code, in TypeScript or JavaScript, or of Markdown. */
export interface Cell {
  id: CellId;
  kind: "code" | "markdown";
  source: string;
  /** Of a cell that the author wrote: the text as the author has it now. Absent in the reader's own. */
  author?: string;
  outputs: CellOutput[];
  /** One-based; null before the first run of this kernel. */
  executionCount: number | null;
}

/** A cell as a chapter brings it. */
export interface AuthorCell {
  id: CellId;
  kind: Cell["kind"];
  source: string;
  /** The outputs of the author's run. */
  recorded: CellOutput[];
}
