import { memo, useMemo, useRef } from "react";
import type { CellId } from "@/lib/notebook/cell";
import type { CellEntry } from "@/lib/notebook/cell-entry";
import { CellEditor } from "./cell-editor";
import { CellFrame } from "./cell-frame";
import { CellMenu } from "./cell-menu";
import styles from "./cells.module.css";
import { useCellEntry, useCellNumber, useNotebookTools } from "./notebook-context";
import { Markup } from "./outputs/markup";
import { createCellCommands } from "./run-commands";
import { useCellFocus } from "./use-cell-focus";
import { useCellKeys } from "./use-cell-keys";

/** A cell of text: as it reads, and, while it is edited, as Markdown. */
export const MarkdownCell = memo(function MarkdownCell({ id }: { id: CellId }) {
  const entry = useCellEntry(id);
  return entry ? <LiveMarkdownCell entry={entry} /> : null;
});

function LiveMarkdownCell({ entry: { cell } }: { entry: CellEntry }) {
  const { notebook, isBlank } = useNotebookTools();
  const { id } = cell;
  const number = useCellNumber(id);
  const frame = useRef<HTMLElement>(null);
  const { isSelected, isEditing, onFocus } = useCellFocus(id, frame);
  const commands = useMemo(
    () => createCellCommands(notebook, id, isBlank),
    [notebook, id, isBlank],
  );
  const onKeyDown = useCellKeys(notebook, id, commands);

  return (
    <CellFrame
      ref={frame}
      tabIndex={-1}
      kind="markdown"
      number={number}
      isActive={isSelected}
      onFocus={onFocus}
      onKeyDown={onKeyDown}
      onDoubleClick={() => notebook.select(id, "edit")}
      source={
        isEditing ? (
          <CellEditor
            cell={cell}
            label={`Source of markdown cell ${number}`}
            isEditing={isEditing}
            failure={null}
            onCommand={commands.obey}
          />
        ) : cell.source.trim() === "" ? (
          <p className={styles.placeholder}>Empty text</p>
        ) : (
          <Markup kind="markdown" source={cell.source} text={cell.source} />
        )
      }
      actions={
        <>
          <button
            type="button"
            className={styles.quiet}
            onClick={() => (isEditing ? commands.run() : notebook.select(id, "edit"))}
          >
            {isEditing ? "Run" : "Edit"}
          </button>
          <CellMenu id={id} number={number} />
        </>
      }
    />
  );
}
