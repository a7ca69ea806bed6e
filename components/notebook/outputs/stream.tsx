import { type CSSProperties, memo, useMemo, useState } from "react";
import type { CellOutput } from "@/lib/notebook/output";
import { MoreButton } from "./more-button";
import styles from "./stream.module.css";
import { type Chunk, countNewlines, createExcerpt, splitChunks } from "./stream-text";

export type StreamOutput = Extract<CellOutput, { type: "stream" }>;

/** At most 100 000 lines at a time: a second of layout, if the reader searches through them. */
const chunkStep = 250;

/** What the code has written, in parts. Much of it is cut short until the reader asks for all. */
export function Stream({ parts }: { parts: readonly StreamOutput[] }) {
  const [chunkCount, setChunkCount] = useState(0);
  const name = parts[0]?.name;
  return (
    <div className={name === "stderr" ? styles.stderr : undefined}>
      {name === "stderr" && <p className={styles.name}>stderr</p>}
      {chunkCount > 0 ? (
        <Whole parts={parts} count={chunkCount} onCount={setChunkCount} />
      ) : (
        <Cut parts={parts} onOpen={() => setChunkCount(chunkStep)} />
      )}
    </div>
  );
}

function Cut({ parts, onOpen }: { parts: readonly StreamOutput[]; onOpen(): void }) {
  const { head, tail, lineCount, hiddenLines } = createExcerpt(
    parts.map(({ text }) => text),
    parts.map(countOnce),
  );
  if (tail === "") return <pre className={styles.text}>{head}</pre>;
  const lines = lineCount.toLocaleString("en-GB");
  return (
    <>
      <pre className={styles.text}>{head}</pre>
      <p className={styles.cut}>
        <span aria-hidden="true">⋯ </span>
        {hiddenLines > 0
          ? `${hiddenLines.toLocaleString("en-GB")} lines are left out here`
          : "Parts of long lines are left out here"}
        <MoreButton onClick={onOpen}>
          {lineCount > 1 ? `Show all ${lines} lines` : "Show the whole line"}
        </MoreButton>
      </p>
      <pre className={styles.text}>{tail}</pre>
    </>
  );
}

interface WholeProps {
  parts: readonly StreamOutput[];
  count: number;
  onCount(count: number): void;
}

function Whole({ parts, count, onCount }: WholeProps) {
  const { chunks, hasMore } = useMemo(
    () =>
      splitChunks(
        parts.map(({ text }) => text),
        count,
      ),
    [parts, count],
  );
  return (
    <>
      <pre
        className={`${styles.text} ${styles.whole}`}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must do so from the keyboard
        tabIndex={0}
      >
        {chunks.map((chunk, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: text is only ever added at the end
          <Piece key={index} {...chunk} />
        ))}
      </pre>
      <p className={styles.cut}>
        {hasMore && (
          <MoreButton onClick={() => onCount(count + chunkStep)}>Show the next lines</MoreButton>
        )}
        <MoreButton onClick={() => onCount(0)}>Show less</MoreButton>
      </p>
    </>
  );
}

/** The browser leaves out pieces that are not in view; until then it takes their height from here. */
const Piece = memo(function Piece({ text, lineCount }: Chunk) {
  return (
    <span className={styles.piece} style={{ "--lines": lineCount } as CSSProperties}>
      {text}
    </span>
  );
});

const counts = new WeakMap<StreamOutput, number>();

function countOnce(output: StreamOutput): number {
  const known = counts.get(output);
  if (known !== undefined) return known;
  const count = countNewlines(output.text);
  counts.set(output, count);
  return count;
}
