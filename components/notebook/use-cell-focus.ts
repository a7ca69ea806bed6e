import { type FocusEvent, type RefObject, useEffect } from "react";
import type { CellId } from "@/lib/notebook/cell";
import { useNotebookState, useNotebookTools } from "./notebook-context";

/**
 * Keeps the focus and the notebook's selection together: a cell that is selected in command mode has
 * the focus, and one that gets the focus is selected.
 */
export function useCellFocus(id: CellId, frame: RefObject<HTMLElement | null>) {
  const { notebook } = useNotebookTools();
  const mode = useNotebookState((state) => (state.selected === id ? state.mode : null));

  useEffect(() => {
    const element = frame.current;
    if (mode !== "command" || !element || document.activeElement === element) return;
    // The next cell may be far below, and what has just been run is here.
    element.focus({ preventScroll: true });
    if (isOnTheSameScreen(element)) element.scrollIntoView({ block: "nearest" });
  }, [mode, frame]);

  return {
    isSelected: mode !== null,
    isEditing: mode === "edit",
    onFocus(event: FocusEvent) {
      if (event.target === event.currentTarget) notebook.select(id);
    },
  };
}

function isOnTheSameScreen(element: HTMLElement): boolean {
  const { top, bottom } = element.getBoundingClientRect();
  return bottom > -window.innerHeight / 2 && top < 1.5 * window.innerHeight;
}
