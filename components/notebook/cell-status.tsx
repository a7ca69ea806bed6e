import { useEffect, useState } from "react";
import type { CellEntry } from "@/lib/notebook/cell-entry";
import styles from "./cells.module.css";

/** What a cell is doing, or how its last run went, in a few words beside its buttons. */
export function CellStatus({ entry, isStale }: { entry: CellEntry; isStale: boolean }) {
  const { status, elapsedMs, leftTensors, note, outputsFrom, cell } = entry;
  if (status === "queued") return <p className={styles.telling}>waiting</p>;
  if (status === "busy") return <Elapsed {...entry} />;
  return (
    <>
      <p className={styles.telling}>
        {elapsedMs === null ? null : <span>{formatDuration(elapsedMs)}</span>}
        {leftTensors > 0 ? (
          <span>
            {leftTensors} {leftTensors === 1 ? "tensor" : "tensors"} left in memory
          </span>
        ) : null}
        {outputsFrom === "before" && cell.outputs.length > 0 ? (
          <span>output of an earlier run</span>
        ) : null}
        {isStale ? <span>changed since it ran</span> : null}
      </p>
      {note ? (
        <p role="status" className={styles.note}>
          {note}
        </p>
      ) : null}
    </>
  );
}

const tickMs = 100;
/** Files that come sooner are not worth a word. */
const loadingMs = 500;
/** A run that takes longer is mentioned; it goes on. */
const longMs = 2000;

function Elapsed({ startedAtMs, isLoading }: Pick<CellEntry, "startedAtMs" | "isLoading">) {
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  const elapsedMs = startedAtMs === null ? 0 : Math.max(0, now - startedAtMs);
  return (
    <p className={styles.telling}>
      <span aria-hidden="true">{formatDuration(Math.floor(elapsedMs / tickMs) * tickMs)}</span>
      <span role="status">
        {isLoading && elapsedMs > loadingMs
          ? "loading TensorFlow.js"
          : elapsedMs > longMs
            ? "still running – stop?"
            : ""}
      </span>
    </p>
  );
}

/** As in "12 ms", "3.4 s", "2 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${Math.floor((ms % 60_000) / 1000)} s`;
}
