import { useEffect, useMemo, useState } from "react";
import { createPortal } from "react-dom";
import { useStore } from "zustand";
import type { CellId } from "@/lib/notebook/cell";
import type { NotebookState } from "@/lib/notebook/notebook";
import { NotebookBar } from "./bar/notebook-bar";
import { loadEditor } from "./cell-editor";
import styles from "./cells.module.css";
import { CodeCell } from "./code-cell";
import { ChangesDialog } from "./dialogs/changes-dialog";
import { Conflicts } from "./dialogs/conflicts";
import { NotebookDialogs } from "./dialogs/notebook-dialogs";
import { MarkdownCell } from "./markdown-cell";
import {
  NotebookProvider,
  type NotebookTools,
  useNotebookState,
  useNotebookTools,
} from "./notebook-context";
import { Notices } from "./notices";
import type { NotebookSession } from "./open-notebook";
import { PopoverMenu } from "./popover-menu";
import { useNotebookMenu } from "./use-notebook-menu";

export interface LiveNotebookProps {
  session: NotebookSession;
  /** Where the author's cells stand in the chapter; none in a blank notebook. */
  places: ReadonlyMap<CellId, HTMLElement>;
  staticCode: ReadonlyMap<CellId, string>;
}

/** A notebook: its cells, each at its place in the page, and its bar. */
export function LiveNotebook({ session, places, staticCode }: LiveNotebookProps) {
  const [changesOf, setChangesOf] = useState<CellId | null>(null);
  const { notebook, language } = session;
  const tools = useMemo<NotebookTools>(
    () => ({
      notebook,
      language,
      staticCode,
      editors: new Map(),
      isBlank: places.size === 0,
      showChanges: setChangesOf,
    }),
    [notebook, language, staticCode, places],
  );
  return (
    <NotebookProvider value={tools}>
      {places.size === 0 ? (
        <BlankNotebook session={session} />
      ) : (
        [...places].map(([id, place], index) =>
          createPortal(<CellGroup id={id} isFirst={index === 0} />, place, id),
        )
      )}
      <LiveBar session={session} />
      <NotebookDialogs session={session} />
      {changesOf === null ? null : (
        <ChangesDialog id={changesOf} onClose={() => setChangesOf(null)} />
      )}
    </NotebookProvider>
  );
}

/** An author's cell, and the reader's own that follow it; the first also has those before it. */
function CellGroup({ id, isFirst }: { id: CellId; isFirst: boolean }) {
  const ids = useNotebookState((state) => listGroup(state, id, isFirst)).split(" ");
  return (
    <div className={styles.group}>
      {ids.map((cell) => (
        <AnyCell key={cell} id={cell} />
      ))}
    </div>
  );
}

/** As one string, which a selector can compare. */
function listGroup({ order, cells }: NotebookState, id: CellId, isFirst: boolean): string {
  const isOwn = (other: CellId) => cells.get(other)?.cell.author === undefined;
  const at = order.indexOf(id);
  const next = order.findIndex((other, index) => index > at && !isOwn(other));
  return order.slice(isFirst ? 0 : at, next < 0 ? undefined : next).join(" ");
}

function AnyCell({ id }: { id: CellId }) {
  const kind = useNotebookState(({ cells }) => cells.get(id)?.cell.kind);
  if (kind === undefined) return null;
  return kind === "code" ? <CodeCell id={id} /> : <MarkdownCell id={id} />;
}

function BlankNotebook({ session }: { session: NotebookSession }) {
  const { notebook } = useNotebookTools();
  const order = useNotebookState((state) => state.order);
  useEffect(() => void loadEditor(), []);
  return (
    <div className={styles.blank}>
      {order.map((id) => (
        <AnyCell key={id} id={id} />
      ))}
      <p className={styles.adding}>
        <button
          type="button"
          className={styles.run}
          onClick={() => notebook.insert("code", order.at(-1) ?? null)}
        >
          Add code cell
        </button>
        <button
          type="button"
          className={styles.quiet}
          onClick={() => notebook.insert("markdown", order.at(-1) ?? null)}
        >
          Add text cell
        </button>
        <button type="button" className={styles.quiet} onClick={session.chooseFile}>
          Open file
        </button>
      </p>
    </div>
  );
}

function LiveBar({ session }: { session: NotebookSession }) {
  const { notebook } = useNotebookTools();
  const kernel = useNotebookState((state) => state.kernel);
  const tensorCount = useNotebookState((state) => state.tensorCount);
  const queued = useNotebookState(countQueued);
  const hasStale = useNotebookState(({ stale }) => stale.size > 0);
  const saving = useStore(session.store, (state) => state.saving);
  const groups = useNotebookMenu(session);
  return (
    <NotebookBar
      kernel={kernel}
      queued={queued}
      saving={saving}
      tensorCount={tensorCount}
      onRunAll={notebook.runAll}
      onInterrupt={notebook.interrupt}
      onRestart={notebook.restart}
      onRunStale={hasStale ? notebook.runStale : undefined}
      notice={
        <>
          <Conflicts session={session} />
          <Notices session={session} />
        </>
      }
    >
      <PopoverMenu label="More" name="More for the notebook" groups={groups} />
    </NotebookBar>
  );
}

function countQueued({ cells }: NotebookState): number {
  let count = 0;
  for (const { status } of cells.values()) if (status === "queued") count += 1;
  return count;
}
