import { useState } from "react";
import { useStore } from "zustand";
import { formatBytes } from "@/lib/notebook/limits";
import type { NotebookSession } from "../open-notebook";
import { Dialog } from "./dialog";
import styles from "./dialog.module.css";

/** The dialogs that the notebook's menu opens. */
export function NotebookDialogs({ session }: { session: NotebookSession }) {
  const { dialog } = useStore(session.store);
  switch (dialog?.kind) {
    case undefined:
      return null;
    case "share":
      return (
        <Dialog
          title="Share by link"
          onClose={session.closeDialog}
          actions={<CopyLink url={dialog.url} />}
        >
          <p>
            The link holds the text of all cells, {formatBytes(dialog.sizeBytes)} in all, and no
            outputs. No server keeps it. Nothing runs when it is opened.
          </p>
          <input
            className={styles.link}
            aria-label="Link"
            readOnly
            value={dialog.url}
            onFocus={(event) => event.currentTarget.select()}
          />
        </Dialog>
      );
    case "reset":
      return session.chapter === null ? (
        <Confirm title="Clear all cells" onClose={session.closeDialog} onConfirm={session.reset}>
          All cells of this notebook go, and their outputs. A file that you download before keeps
          them.
        </Confirm>
      ) : (
        <Confirm title="Reset this chapter" onClose={session.closeDialog} onConfirm={session.reset}>
          Every cell becomes as the author wrote it. Your own cells of this chapter go. A file that
          you download before keeps them.
        </Confirm>
      );
    case "erase":
      return (
        <Confirm title="Erase my data" onClose={session.closeDialog} onConfirm={session.erase}>
          Everything that the book keeps in this browser goes: cells, answers, predictions and
          settings, of all chapters. This cannot be undone.
        </Confirm>
      );
    case "keys":
      return (
        <Dialog title="Keys" onClose={session.closeDialog}>
          <dl className={styles.keys}>
            {keys.map(([key, meaning]) => (
              <Key key={key} name={key} meaning={meaning} />
            ))}
          </dl>
        </Dialog>
      );
    default:
      return dialog satisfies never;
  }
}

function CopyLink({ url }: { url: string }) {
  const [outcome, setOutcome] = useState<"copied" | "refused">();
  return (
    <>
      <button
        type="button"
        className={styles.important}
        onClick={() =>
          // Missing on a page that came without https.
          Promise.resolve(navigator.clipboard?.writeText(url) ?? Promise.reject()).then(
            () => setOutcome("copied"),
            () => setOutcome("refused"),
          )
        }
      >
        {outcome === "copied" ? "Copied" : "Copy link"}
      </button>
      <span role="status" className={outcome === "refused" ? undefined : "visually-hidden"}>
        {outcome === "copied" ? "Copied" : ""}
        {outcome === "refused"
          ? "The browser does not let the page copy. Select the link above."
          : ""}
      </span>
    </>
  );
}

interface ConfirmProps {
  /** The question, and the button that says yes. */
  title: string;
  onClose(): void;
  onConfirm(): void;
  children: React.ReactNode;
}

function Confirm({ title, onClose, onConfirm, children }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <button
          type="button"
          className={styles.important}
          onClick={() => {
            onClose();
            onConfirm();
          }}
        >
          {title}
        </button>
      }
    >
      <p>{children}</p>
    </Dialog>
  );
}

function Key({ name, meaning }: { name: string; meaning: string }) {
  return (
    <>
      <dt>
        <kbd>{name}</kbd>
      </dt>
      <dd>{meaning}</dd>
    </>
  );
}

const keys = [
  ["Shift + Enter", "Run the cell and go to the next"],
  ["Ctrl or ⌘ + Enter", "Run the cell"],
  ["Alt + Enter", "Run the cell and add one below"],
  ["Escape", "Leave the editor; then letters are commands, and Tab goes on in the page"],
  ["Enter", "Edit the cell"],
  ["A, B", "Add a cell above, below"],
  ["D, D", "Delete the cell, if it is yours"],
  ["Z", "Bring back what was deleted"],
  ["M, Y", "Make your cell text, or code"],
  ["↑, ↓", "Go to the cell before, after"],
] as const;
