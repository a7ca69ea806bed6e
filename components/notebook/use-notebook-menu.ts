import { useNotebookState, useNotebookTools } from "./notebook-context";
import type { NotebookSession } from "./open-notebook";
import type { MenuItem } from "./popover-menu";

/** Everything that can be done with the notebook as a whole. */
export function useNotebookMenu(session: NotebookSession): MenuItem[][] {
  const { notebook } = useNotebookTools();
  const hasStale = useNotebookState(({ stale }) => stale.size > 0);
  const hasDeleted = useNotebookState(({ deleted }) => deleted.length > 0);
  const isBlank = session.chapter === null;
  return [
    [
      { label: "Run what is stale", onChoose: notebook.runStale, isUnavailable: !hasStale },
      {
        label: "Restart and run all",
        onChoose: async () => {
          await notebook.restart();
          notebook.runAll();
        },
      },
      { label: "Clear all outputs", onChoose: notebook.clearOutputs },
      {
        label: "Bring back a deleted cell",
        keys: "Z",
        onChoose: notebook.undoRemove,
        isUnavailable: !hasDeleted,
      },
    ],
    [
      { label: "Open file", onChoose: session.chooseFile },
      { label: "Download as .ipynb", onChoose: session.downloadIpynb },
      { label: "Download as HTML", onChoose: session.downloadHtml },
      ...(isBlank ? [] : [{ label: "Download for Keras", onChoose: session.downloadKeras }]),
      { label: "Share by link", onChoose: session.share },
    ],
    [
      {
        label: isBlank ? "Clear all cells" : "Reset this chapter",
        onChoose: () => session.openDialog("reset"),
      },
      { label: "Erase my data", onChoose: () => session.openDialog("erase") },
      { label: "Keys", onChoose: () => session.openDialog("keys") },
    ],
  ];
}
