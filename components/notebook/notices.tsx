import { useStore } from "zustand";
import { useNotebookState, useNotebookTools } from "./notebook-context";
import styles from "./notices.module.css";
import type { NotebookSession } from "./open-notebook";

/** What the reader has to know or to decide, above the bar: one line each, with its buttons. */
export function Notices({ session }: { session: NotebookSession }) {
  const { notebook } = useNotebookTools();
  const kernelNotice = useNotebookState(({ notice }) => notice);
  const { message, isElsewhere, offer, isAtRisk } = useStore(session.store);
  return (
    <div role="status" className={styles.notices}>
      {offer ? (
        <Notice actions={{ Open: session.acceptOffer, "Not now": session.declineOffer }}>
          {offer.description}
        </Notice>
      ) : null}
      {isElsewhere ? (
        <Notice actions={{ "Edit here instead": session.takeOver }}>
          This notebook is open in another tab too, and that one keeps your changes. What you change
          here is not kept.
        </Notice>
      ) : null}
      {isAtRisk ? (
        <Notice actions={{ Download: session.downloadIpynb, Close: session.dismissRisk }}>
          Your changes are kept in this browser. It may delete them when it needs room; a file is
          safer.
        </Notice>
      ) : null}
      {kernelNotice ? (
        <Notice actions={{ Close: notebook.dismissNotice }}>{kernelNotice}</Notice>
      ) : null}
      {message ? <Notice actions={{ Close: session.dismissMessage }}>{message}</Notice> : null}
    </div>
  );
}

interface NoticeProps {
  children: React.ReactNode;
  actions: Record<string, () => void>;
}

function Notice({ children, actions }: NoticeProps) {
  return (
    <p className={styles.notice}>
      <span>{children}</span>
      {Object.entries(actions).map(([label, act]) => (
        <button key={label} type="button" className={styles.action} onClick={act}>
          {label}
        </button>
      ))}
    </p>
  );
}
