/** What the page and the language service's worker say to each other. Types only. */
import type { CellId } from "../notebook/cell";
import type { Completion, Description, Diagnostic, Hover, SourceCell } from "./language";

/** Page to worker. `start` comes first, `cells` whenever they changed since; each question gets one reply. */
export type LanguageRequest =
  | { type: "start"; typesUrl: string }
  | { type: "cells"; cells: SourceCell[] }
  | { type: "question"; id: number; question: Question };

export type Question =
  | { type: "complete"; cellId: CellId; offset: number }
  | { type: "describe"; cellId: CellId; offset: number; label: string }
  | { type: "hover"; cellId: CellId; offset: number }
  | { type: "diagnose"; cellId: CellId };

/** Of each question, what answers it. */
export interface Answers {
  complete: Completion[] | null;
  describe: Description | null;
  hover: Hover | null;
  diagnose: Diagnostic[];
}

/** Worker to page. */
export type LanguageMessage =
  | { type: "answer"; id: number; answer: Answers[keyof Answers] | null }
  /** It cannot go on: the types could not be had. */
  | { type: "failed"; reason: string };
