import { type KeyboardEvent, useId, useState } from "react";
import type { ValueNode } from "@/lib/notebook/output";
import { MoreButton } from "./more-button";
import { useShown } from "./use-shown";
import styles from "./value.module.css";

/** A value that can be opened, entry by entry. */
export function Value({ view }: { view: ValueNode }) {
  return (
    <div className={styles.value}>
      <Node value={view} isOpenAtFirst={view.kind === "object" && isPreviewShort(view)} />
    </div>
  );
}

type ObjectNode = Extract<ValueNode, { kind: "object" }>;

/** Whether there is more in an object than its one line tells. */
function isPreviewShort({ entries, more, preview }: ObjectNode): boolean {
  return more > 0 || preview.includes("…") || entries.some(({ value }) => value.kind === "object");
}

interface NodeProps {
  name?: string;
  value: ValueNode;
  isOpenAtFirst?: boolean;
}

function Node({ name, value, isOpenAtFirst = false }: NodeProps) {
  const [isOpen, setIsOpen] = useState(isOpenAtFirst);
  const entriesId = useId();
  const key = name !== undefined && <span className={styles.key}>{name}: </span>;
  if (value.kind === "text") {
    return (
      <span className={styles.line}>
        {key}
        <span className={styles[value.type] ?? undefined}>{value.text}</span>
      </span>
    );
  }
  const line = (
    <>
      {key}
      {`${value.name} `}
      {!isOpen && <span className={styles.preview}>{value.preview}</span>}
    </>
  );
  if (value.entries.length === 0) return <span className={styles.line}>{line}</span>;

  function onKeyDown({ key }: KeyboardEvent) {
    if (key === "ArrowRight") setIsOpen(true);
    if (key === "ArrowLeft") setIsOpen(false);
  }
  return (
    <>
      <button
        type="button"
        className={`${styles.line} ${styles.disclosure}`}
        aria-expanded={isOpen}
        aria-controls={isOpen ? entriesId : undefined}
        onClick={() => setIsOpen(!isOpen)}
        onKeyDown={onKeyDown}
      >
        {line}
      </button>
      {isOpen && <Entries id={entriesId} object={value} />}
    </>
  );
}

const step = 100;

function Entries({ id, object }: { id: string; object: ObjectNode }) {
  const shown = useShown(object.entries.length, step, step);
  return (
    <ul id={id} className={styles.entries}>
      {object.entries.slice(0, shown.count).map(({ key, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two entries of a Map may have one name
        <li key={index}>
          <Node name={key} value={value} />
        </li>
      ))}
      {shown.hidden > 0 && (
        <li>
          <MoreButton onClick={shown.showMore}>
            {`Show ${Math.min(step, shown.hidden)} more`}
          </MoreButton>
        </li>
      )}
      {shown.hidden === 0 && object.more > 0 && (
        <li className={styles.rest}>{`and ${object.more.toLocaleString("en-GB")} more`}</li>
      )}
    </ul>
  );
}
