import { useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Cell } from "@/lib/notebook/cell";
import type { Editor } from "./editor/create-editor";
import editorStyles from "./editor/editor.module.css";
import type { EditorCommand } from "./editor/keys";
import { useNotebookTools } from "./notebook-context";
import { waitForTurn } from "./wait-for-turn";

type EditorModule = typeof import("./editor/create-editor");

/** Once it is loaded. */
let editorModule: EditorModule | undefined;

/** So that the first editor is there at once, and no key that follows its making is lost. */
export async function loadEditor(): Promise<EditorModule> {
  editorModule ??= await import("./editor/create-editor");
  return editorModule;
}

interface Props {
  cell: Cell;
  /** Its accessible name, as in "Source of code cell 3". */
  label: string;
  /** Whether keys are to go to the text. */
  isEditing: boolean;
  /** Where the last run of this very text failed. */
  failure: { line: number; column: number; endColumn: number } | null;
  onCommand(command: EditorCommand): void;
}

/**
 * The source of a cell: first as the page brought it, then, in the same place, in an editor. Editors
 * are made one by one while the page has nothing else to do, and at once where the reader is.
 */
export function CellEditor({ cell, label, isEditing, failure, onCommand }: Props) {
  const { notebook, language, staticCode, editors } = useNotebookTools();
  const { id, kind, source } = cell;
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<Editor | null>(null);
  const present = { source, onCommand, isEditing, label };
  const latest = useRef(present);
  latest.current = present;

  useLayoutEffect(() => {
    const parent = host.current;
    if (!parent) return;
    let made: Editor | undefined;
    let isOver = false;
    const make = ({ createEditor }: EditorModule) => {
      if (isOver) return;
      made = createEditor({
        parent,
        doc: latest.current.source,
        kind,
        label: latest.current.label,
        cellId: id,
        language,
        onChange: (doc) => notebook.setSource(id, doc),
        onCommand: (command) => latest.current.onCommand(command),
      });
      editors.set(id, made);
      setEditor(made);
    };
    let stopWaiting = () => {};
    // Who has just added a cell goes on typing at once.
    if (editorModule && latest.current.isEditing) make(editorModule);
    else {
      stopWaiting = waitForTurn(parent, async () => make(await loadEditor()));
    }
    return () => {
      isOver = true;
      stopWaiting();
      made?.destroy();
      editors.delete(id);
      setEditor(null);
    };
  }, [id, kind, language, notebook, editors]);

  useEffect(() => editor?.setDoc(source), [editor, source]);
  useEffect(() => editor?.setLabel(label), [editor, label]);
  useLayoutEffect(() => {
    // Who is in the editor already has a selection there, which a new focus would reset.
    if (isEditing && !host.current?.contains(document.activeElement)) editor?.focus();
  }, [editor, isEditing]);
  useEffect(() => editor?.showError(failure), [editor, failure]);

  const html = cell.author === source ? staticCode.get(id) : undefined;
  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the editor within is what gets the focus */}
      <div
        ref={host}
        className={editorStyles.source}
        hidden={!editor}
        onFocus={() => notebook.select(id, "edit")}
      />
      {editor ? null : (
        <pre className={`shiki ${editorStyles.source}`}>
          {html === undefined ? (
            <code>{source}</code>
          ) : (
            // biome-ignore lint/security/noDangerouslySetInnerHtml: the page's own highlighted code
            <code dangerouslySetInnerHTML={{ __html: html }} />
          )}
        </pre>
      )}
    </>
  );
}
