import type { CellId } from "@/lib/notebook/cell";
import type { Notebook } from "@/lib/notebook/notebook";
import type { EditorCommand } from "./editor/keys";

/** What Enter does with each of its modifiers, and what leaves a cell. */
export interface CellCommands {
  run(): void;
  runAndAdvance(): void;
  runAndInsert(): void;
  obey(command: EditorCommand): void;
}

/** `isBlank` as in the notebook's tools. */
export function createCellCommands(notebook: Notebook, id: CellId, isBlank: boolean): CellCommands {
  const { store } = notebook;

  /** Code runs; Markdown is shown as it reads. */
  function run() {
    if (store.getState().cells.get(id)?.cell.kind === "code") notebook.run([id]);
    notebook.select(id, "command");
  }

  /** The cell before or after, if nothing of the chapter stands between. */
  function findNeighbour(by: -1 | 1): CellId | undefined {
    const { order, cells } = store.getState();
    const at = order.indexOf(id);
    const later = by === 1 ? order[at + 1] : id;
    const isTogether = later !== undefined && cells.get(later)?.cell.author === undefined;
    return isTogether ? order[at + by] : undefined;
  }

  const commands: CellCommands = {
    run,
    runAndAdvance() {
      run();
      const { order } = store.getState();
      const next = order[order.indexOf(id) + 1];
      if (next !== undefined) notebook.select(next);
      else if (isBlank) notebook.insert("code", id);
    },
    runAndInsert() {
      run();
      notebook.insert("code", id);
    },
    obey(command) {
      switch (command) {
        case "run":
        case "runAndAdvance":
        case "runAndInsert":
          commands[command]();
          break;
        case "leave":
          notebook.select(id, "command");
          break;
        case "previous":
        case "next": {
          const neighbour = findNeighbour(command === "next" ? 1 : -1);
          if (neighbour !== undefined) notebook.select(neighbour, "edit");
          break;
        }
        default:
          command satisfies never;
      }
    },
  };
  return commands;
}
