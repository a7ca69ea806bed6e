/**
 * What the editor asks of the language service. Types only: this file is all that the page loads before
 * the reader types. Offsets count UTF-16 units from the start of the cell.
 */
import type { CellId } from "../notebook/cell";

export interface SourceCell {
  id: CellId;
  source: string;
}

/** A name that could stand where the caret is. */
export interface Completion {
  label: string;
  kind: "class" | "constant" | "function" | "keyword" | "property" | "text" | "type" | "variable";
  /** Lower comes first among equals: `"0"` before `"1"`. */
  order: string;
}

/** What a name means. */
export interface Description {
  /** Its declaration in TypeScript. */
  signature: string;
  /** Its documentation, in Markdown; may be empty. */
  documentation: string;
}

export interface Hover extends Description {
  from: number;
  to: number;
}

export interface Diagnostic {
  from: number;
  to: number;
  /** A cell with an error cannot run; a warning is a guess at what will go wrong when it does. */
  severity: "error" | "warning";
  message: string;
}
