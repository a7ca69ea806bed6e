import { createContext, use, useMemo } from "react";
import { useStore } from "zustand";
import type { LanguageClient } from "@/lib/language/client";
import type { CellId } from "@/lib/notebook/cell";
import type { CellEntry } from "@/lib/notebook/cell-entry";
import type { Notebook, NotebookState } from "@/lib/notebook/notebook";
import type { ErrorPlace } from "@/lib/notebook/output";
import type { Editor } from "./editor/create-editor";

/** What every part of a notebook needs. It never changes while the page lives. */
export interface NotebookTools {
  notebook: Notebook;
  language: LanguageClient | undefined;
  /** The highlighted code of the author's cells, as the page came with it. */
  staticCode: ReadonlyMap<CellId, string>;
  /** The editors that there are by now. */
  editors: Map<CellId, Editor>;
  /** A blank notebook grows at its end when its last cell has run; a chapter does not. */
  isBlank: boolean;
  showChanges(id: CellId): void;
}

const Context = createContext<NotebookTools | null>(null);

export const NotebookProvider = Context.Provider;

export function useNotebookTools(): NotebookTools {
  const tools = use(Context);
  if (!tools) throw new Error("internal: a cell stands outside of its notebook.");
  return tools;
}

export function useNotebookState<T>(select: (state: NotebookState) => T): T {
  return useStore(useNotebookTools().notebook.store, select);
}

export function useCellEntry(id: CellId): CellEntry | undefined {
  return useNotebookState(({ cells }) => cells.get(id));
}

/** One-based, from the top of the page. */
export function useCellNumber(id: CellId): number {
  return useNotebookState(({ order }) => order.indexOf(id) + 1);
}

/** What an error does with the places that it names. */
export function usePlaces() {
  const { notebook, editors } = useNotebookTools();
  return useMemo(
    () => ({
      /** As in "Code cell 3, line 4". */
      describePlace({ cellId, line }: ErrorPlace): string {
        const at = notebook.store.getState().order.indexOf(cellId);
        return at < 0 ? `A deleted cell, line ${line}` : `Code cell ${at + 1}, line ${line}`;
      },
      goToPlace({ cellId, line, column, endColumn }: ErrorPlace) {
        notebook.select(cellId, "edit");
        const editor = editors.get(cellId);
        editor?.showError({ line, column, endColumn });
        editor?.focus();
      },
    }),
    [notebook, editors],
  );
}
