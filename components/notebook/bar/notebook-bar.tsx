import { type ReactNode, useLayoutEffect, useRef } from "react";
import type { SavingState } from "@/lib/notebook/keep";
import type { KernelState } from "@/lib/sandbox/client";
import styles from "./notebook-bar.module.css";

export interface NotebookBarProps {
  kernel?: KernelState;
  /** Cells that wait for their turn. */
  queued?: number;
  saving?: SavingState;
  /** Tensors in the kernel's memory; null where TensorFlow.js is not loaded. */
  tensorCount?: number | null;
  onRunAll?(): void;
  onInterrupt?(): void;
  onRestart?(): void;
  /** Only while something is stale. A narrow window has it in the menu alone. */
  onRunStale?(): void;
  /** A notice of the notebook, over the bar. */
  notice?: ReactNode;
  /** What else can be done, at the end of the bar. */
  children?: ReactNode;
}

/**
 * The notebook's tools and the state of its kernel, at the foot of the window while the notebook is in
 * view. Without handlers it is what the page shows before its script is there.
 */
export function NotebookBar(props: NotebookBarProps) {
  const { kernel = "absent", queued = 0, saving, tensorCount = null, children, notice } = props;
  const bar = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => (bar.current ? keepPageClearOf(bar.current) : undefined), []);
  return (
    <div ref={bar} role="toolbar" aria-label="Notebook" className={styles.bar}>
      {notice}
      <div className={styles.row}>
        <button type="button" className={styles.tool} onClick={props.onRunAll}>
          Run all
        </button>
        <button type="button" className={styles.tool} onClick={props.onInterrupt}>
          Interrupt
        </button>
        <button type="button" className={styles.tool} onClick={props.onRestart}>
          Restart
        </button>
        {props.onRunStale ? (
          <button
            type="button"
            className={`${styles.tool} ${styles.stale}`}
            onClick={props.onRunStale}
          >
            Run what is stale
          </button>
        ) : null}
        <div className={styles.states}>
          <span className={styles.kernel}>
            <span className={styles.sign} data-kernel={kernel} aria-hidden="true" />
            <span className={styles.word}>kernel</span>
            <span role="status" aria-label="Kernel">
              {kernel === "absent" ? "idle" : kernel}
              {queued > 0 ? <span className={styles.detail}>, {queued} waiting</span> : null}
            </span>
            {tensorCount === null ? null : (
              <span className={styles.detail}>
                {tensorCount} {tensorCount === 1 ? "tensor" : "tensors"}
              </span>
            )}
          </span>
          <span className={styles.saving}>{describeSaving(saving)}</span>
        </div>
        {children}
      </div>
    </div>
  );
}

/** What is scrolled into view, as by the focus, ends above the bar. Returns what calls that off. */
function keepPageClearOf(bar: HTMLElement): () => void {
  const { style } = document.documentElement;
  const observer = new ResizeObserver(() => {
    style.setProperty("--foot", `${bar.offsetHeight}px`);
  });
  observer.observe(bar);
  return () => {
    observer.disconnect();
    style.removeProperty("--foot");
  };
}

function describeSaving(saving: SavingState | undefined): string {
  switch (saving) {
    case undefined:
      return "";
    case "saved":
      return "saved";
    case "saving":
      return "saving";
    case "unsaved":
      return "not saved";
    default:
      return saving satisfies never;
  }
}
