import type { ComponentPropsWithRef, ReactNode } from "react";
import styles from "./cell-frame.module.css";

export interface CellFrameProps extends Omit<ComponentPropsWithRef<"section">, "children"> {
  kind: "code" | "markdown";
  /** One-based, from the top of the page; left out where the cell has labels of its own. */
  number?: number;
  /** The accessible names of the cell and of its outputs. */
  labels?: { cell: string; outputs: string };
  /** The execution count as Jupyter writes it: `[ ]` before the first run, `[*]` in it, `[3]` after. */
  prompt?: string;
  /** The code, as `<pre>` or in an editor; of a Markdown cell its text, rendered or in an editor. */
  source: ReactNode;
  /** Buttons, in one row under the source. */
  actions?: ReactNode;
  /** What the cell is doing, in words: paragraphs beside the buttons. */
  status?: ReactNode;
  /** Without them there is no region for them. */
  outputs?: ReactNode;
  /** The outputs are those of the author's run. */
  isRecorded?: boolean;
  /** The one that command mode acts on. */
  isActive?: boolean;
  /** What it reads has changed since it ran. */
  isStale?: boolean;
}

/**
 * How a cell stands in the page: its prompt in the margin, its source behind a hairline, its outputs
 * under it at the same edge. The same frame is rendered when the site is built and around the editor,
 * so that nothing moves when one takes the place of the other.
 */
export function CellFrame({
  kind,
  number,
  labels = nameCell(kind, number),
  prompt,
  source,
  actions,
  status,
  outputs,
  isRecorded = false,
  isActive = false,
  isStale = false,
  className,
  ...section
}: CellFrameProps) {
  return (
    <section
      aria-label={labels.cell}
      data-active={isActive || undefined}
      data-stale={isStale || undefined}
      className={[styles.cell, styles[kind], className].filter(Boolean).join(" ")}
      {...section}
    >
      {kind === "code" && prompt ? <p className={styles.prompt}>{prompt}</p> : null}
      <div className={styles.source}>{source}</div>
      {actions || status ? (
        <div className={styles.row}>
          {actions ? (
            <div data-actions className={styles.actions}>
              {actions}
            </div>
          ) : null}
          {status}
        </div>
      ) : null}
      {outputs ? (
        <section aria-label={labels.outputs} className={styles.outputs}>
          {isRecorded ? <p className={styles.recorded}>Recorded</p> : null}
          {outputs}
        </section>
      ) : null}
    </section>
  );
}

function nameCell(kind: CellFrameProps["kind"], number?: number) {
  const cell = `${kind === "code" ? "Code" : "Markdown"} cell ${number}`;
  return { cell, outputs: `Output of cell ${number}` };
}
