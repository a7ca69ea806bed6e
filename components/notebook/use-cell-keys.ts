import { type KeyboardEvent, useRef } from "react";
import type { CellId } from "@/lib/notebook/cell";
import type { Notebook } from "@/lib/notebook/notebook";
import type { CellCommands } from "./run-commands";

/** Two presses of D within this time delete a cell. */
const doublePressMs = 600;

/**
 * Jupyter's keys of command mode, for a cell that has the focus itself: A and B add cells, D twice
 * deletes, Z brings back, M and Y change the kind, the arrows go to the neighbours, Enter edits, Tab goes on
 * behind the editor. With
 * Shift, Ctrl, Cmd and Alt, Enter runs, in both modes.
 */
export function useCellKeys(notebook: Notebook, id: CellId, commands: CellCommands) {
  const lastDAt = useRef(Number.NEGATIVE_INFINITY);

  return function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget || event.defaultPrevented) return;
    const command = findCommand(event, event.currentTarget);
    if (!command) return;
    event.preventDefault();
    event.stopPropagation();
    command();
  };

  function findCommand(event: KeyboardEvent, frame: Element): (() => void) | undefined {
    if (event.key === "Tab" && !event.shiftKey) {
      // The editor comes first in the frame, and would hold the reader who has just left it.
      const button = frame.querySelector<HTMLElement>("[data-actions] button");
      return button ? () => button.focus() : undefined;
    }
    if (event.key === "Enter") {
      if (event.shiftKey) return commands.runAndAdvance;
      if (event.altKey) return commands.runAndInsert;
      if (event.ctrlKey || event.metaKey) return commands.run;
      return () => notebook.select(id, "edit");
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return undefined;
    const { order } = notebook.store.getState();
    const at = order.indexOf(id);
    switch (event.key.toLowerCase()) {
      case "a":
        return () => notebook.insert("code", order[at - 1] ?? null);
      case "b":
        return () => notebook.insert("code", id);
      case "d":
        return () => {
          const isSecond = event.timeStamp - lastDAt.current < doublePressMs;
          lastDAt.current = isSecond ? Number.NEGATIVE_INFINITY : event.timeStamp;
          if (isSecond) notebook.remove(id);
        };
      case "z":
        return notebook.undoRemove;
      case "m":
        return () => notebook.setKind(id, "markdown");
      case "y":
        return () => notebook.setKind(id, "code");
      case "k":
      case "arrowup":
        return () => notebook.select(order[at - 1] ?? id);
      case "j":
      case "arrowdown":
        return () => notebook.select(order[at + 1] ?? id);
      default:
        return undefined;
    }
  }
}
