import { useState } from "react";
import { useStore } from "zustand";
import type { Conflict } from "@/lib/notebook/merge";
import styles from "../notices.module.css";
import type { NotebookSession } from "../open-notebook";
import { Changes } from "./changes-dialog";
import { Dialog } from "./dialog";
import dialogStyles from "./dialog.module.css";

/** Cells that both the reader and the author have changed: for each, the reader chooses. */
export function Conflicts({ session }: { session: NotebookSession }) {
  const { conflicts } = useStore(session.store);
  const [isOpen, setOpen] = useState(false);
  const [first] = conflicts;
  if (!first) return null;
  const count =
    conflicts.length === 1
      ? "A cell that you changed has"
      : `${conflicts.length} cells that you changed have`;
  return (
    <>
      <p className={styles.notice}>
        <span>{count} a new text by the author since. Yours stands until you choose.</span>
        <button type="button" className={styles.action} onClick={() => setOpen(true)}>
          Choose
        </button>
      </p>
      {isOpen ? (
        <ConflictDialog
          key={first.cellId}
          conflict={first}
          session={session}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}

interface Props {
  conflict: Conflict;
  session: NotebookSession;
  onClose(): void;
}

function ConflictDialog({ conflict, session, onClose }: Props) {
  const { cellId, base, mine, theirs } = conflict;
  const choices = {
    "Keep mine": "mine",
    "Take the author’s": "theirs",
    "Keep both": "both",
  } as const;
  return (
    <Dialog
      title="Two new texts for one cell"
      onClose={onClose}
      actions={Object.entries(choices).map(([label, choice]) => (
        <button
          key={choice}
          type="button"
          className={dialogStyles.action}
          onClick={() => session.resolve(cellId, choice)}
        >
          {label}
        </button>
      ))}
    >
      <p>What you changed:</p>
      <Changes original={base} changed={mine} label="Your changes" />
      <p>What the author changed:</p>
      <Changes original={base} changed={theirs} label="The author’s changes" />
    </Dialog>
  );
}
