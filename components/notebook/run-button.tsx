import type { CellId } from "@/lib/notebook/cell";
import styles from "./cells.module.css";
import { useNotebookTools } from "./notebook-context";

/** Runs a cell, and stops it while it runs. */
export function RunButton({ id, isRunning }: { id: CellId; isRunning: boolean }) {
  const { notebook } = useNotebookTools();
  return (
    <button
      type="button"
      className={isRunning ? styles.stop : styles.run}
      onClick={({ detail }) => {
        if (!isRunning) notebook.run([id]);
        // The second half of a double click on Run is no wish to stop.
        else if (detail < 2) void notebook.interrupt();
      }}
    >
      {isRunning ? "Stop" : "Run"}
    </button>
  );
}
