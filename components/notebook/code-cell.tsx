import { memo, useMemo, useRef } from "react";
import type { CellId } from "@/lib/notebook/cell";
import type { CellEntry } from "@/lib/notebook/cell-entry";
import { CellEditor } from "./cell-editor";
import { CellFrame } from "./cell-frame";
import { CellMenu } from "./cell-menu";
import { CellStatus } from "./cell-status";
import styles from "./cells.module.css";
import {
  useCellEntry,
  useCellNumber,
  useNotebookState,
  useNotebookTools,
  usePlaces,
} from "./notebook-context";
import { Outputs } from "./outputs/outputs";
import { describePrompt, findFailure } from "./read-entry";
import { RunButton } from "./run-button";
import { createCellCommands } from "./run-commands";
import { SteadyHeight } from "./steady-height";
import { useCellFocus } from "./use-cell-focus";
import { useCellKeys } from "./use-cell-keys";

export const CodeCell = memo(function CodeCell({ id }: { id: CellId }) {
  const entry = useCellEntry(id);
  return entry ? <LiveCodeCell entry={entry} /> : null;
});

function LiveCodeCell({ entry }: { entry: CellEntry }) {
  const { notebook, isBlank } = useNotebookTools();
  const { cell, status } = entry;
  const { id } = cell;
  const number = useCellNumber(id);
  const isStale = useNotebookState(({ stale }) => stale.has(id));
  const frame = useRef<HTMLElement>(null);
  const { isSelected, isEditing, onFocus } = useCellFocus(id, frame);
  const commands = useMemo(
    () => createCellCommands(notebook, id, isBlank),
    [notebook, id, isBlank],
  );
  const onKeyDown = useCellKeys(notebook, id, commands);
  const places = usePlaces();
  const failure = useMemo(() => findFailure(entry), [entry]);
  const isRunning = status !== "idle";

  return (
    <CellFrame
      ref={frame}
      tabIndex={-1}
      kind="code"
      number={number}
      prompt={describePrompt(entry)}
      isActive={isSelected}
      isStale={isStale}
      isRecorded={entry.outputsFrom === "author" && cell.outputs.length > 0}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      source={
        <CellEditor
          cell={cell}
          label={`Source of code cell ${number}`}
          isEditing={isEditing}
          failure={failure}
          onCommand={commands.obey}
        />
      }
      actions={
        <>
          <RunButton id={id} isRunning={isRunning} />
          <CellMenu id={id} number={number} />
          {cell.author === undefined ? null : (
            <button
              type="button"
              className={styles.quiet}
              aria-disabled={isUntouched(entry) || undefined}
              onClick={() => isUntouched(entry) || notebook.reset(id)}
            >
              Reset
            </button>
          )}
        </>
      }
      status={<CellStatus entry={entry} isStale={isStale} />}
      outputs={
        cell.outputs.length > 0 ? (
          <SteadyHeight isHeld={isRunning}>
            <Outputs
              outputs={cell.outputs}
              describePlace={places.describePlace}
              onGoToPlace={places.goToPlace}
            />
          </SteadyHeight>
        ) : null
      }
    />
  );
}

/** Whether a cell is as the author made it. */
function isUntouched({ cell, outputsFrom, status }: CellEntry): boolean {
  return cell.source === cell.author && outputsFrom === "author" && status === "idle";
}
