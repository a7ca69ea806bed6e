import { type FocusEvent, type KeyboardEvent, useCallback, useMemo, useRef } from "react";
import { CellEditor } from "@/components/notebook/cell-editor";
import { CellFrame } from "@/components/notebook/cell-frame";
import { CellStatus } from "@/components/notebook/cell-status";
import styles from "@/components/notebook/cells.module.css";
import type { EditorCommand } from "@/components/notebook/editor/keys";
import { useCellEntry, useNotebookTools, usePlaces } from "@/components/notebook/notebook-context";
import { Outputs } from "@/components/notebook/outputs/outputs";
import { describePrompt, findFailure } from "@/components/notebook/read-entry";
import { RunButton } from "@/components/notebook/run-button";
import { SteadyHeight } from "@/components/notebook/steady-height";
import { useCellFocus } from "@/components/notebook/use-cell-focus";
import type { CellId } from "@/lib/notebook/cell";
import type { ErrorPlace } from "@/lib/notebook/output";

const labels = { cell: "Your code", outputs: "Output of your code" };

/** The one cell of a code exercise: as those of the chapter, but it stands alone and stays where it is. */
export function ExerciseCell({ id }: { id: CellId }) {
  const { notebook } = useNotebookTools();
  const entry = useCellEntry(id);
  const frame = useRef<HTMLElement>(null);
  const { isSelected, isEditing, onFocus } = useCellFocus(id, frame);
  const { goToPlace } = usePlaces();
  const failure = useMemo(() => entry && findFailure(entry), [entry]);
  const obey = useCallback(
    (command: EditorCommand) => {
      if (command === "leave") notebook.select(id, "command");
      else if (command !== "previous" && command !== "next") notebook.run([id]);
    },
    [notebook, id],
  );
  if (!entry) return null;
  const { cell, status } = entry;
  const isRunning = status !== "idle";
  const isUntouched = cell.source === cell.author && cell.outputs.length === 0 && !isRunning;

  /** Escape has left the editor: Enter goes back to it, Tab goes on behind it. */
  function onKeyDown(event: KeyboardEvent) {
    if (event.target !== event.currentTarget) return;
    const isRun = event.key === "Enter" && (event.shiftKey || event.ctrlKey || event.metaKey);
    if (isRun) notebook.run([id]);
    else if (event.key === "Enter") notebook.select(id, "edit");
    else if (event.key === "Tab" && !event.shiftKey) focusFirstButton(event.currentTarget);
    else return;
    event.preventDefault();
  }

  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (!currentTarget.contains(relatedTarget)) notebook.select(null);
  }

  return (
    <CellFrame
      ref={frame}
      tabIndex={-1}
      kind="code"
      labels={labels}
      prompt={describePrompt(entry)}
      isActive={isSelected}
      onFocus={onFocus}
      onBlur={onBlur}
      onKeyDown={onKeyDown}
      source={
        <CellEditor
          cell={cell}
          label={labels.cell}
          isEditing={isEditing}
          failure={failure ?? null}
          onCommand={obey}
        />
      }
      actions={
        <>
          <RunButton id={id} isRunning={isRunning} />
          <button
            type="button"
            className={styles.quiet}
            aria-disabled={isUntouched || undefined}
            onClick={() => isUntouched || notebook.reset(id)}
          >
            Reset to the starter
          </button>
        </>
      }
      status={<CellStatus entry={entry} isStale={false} />}
      outputs={
        cell.outputs.length > 0 ? (
          <SteadyHeight isHeld={isRunning}>
            <Outputs outputs={cell.outputs} describePlace={describePlace} onGoToPlace={goToPlace} />
          </SteadyHeight>
        ) : null
      }
    />
  );
}

function describePlace({ line }: ErrorPlace): string {
  return `Line ${line}`;
}

function focusFirstButton(frame: Element) {
  frame.querySelector<HTMLElement>("[data-actions] button")?.focus();
}
