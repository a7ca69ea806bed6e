import { memo } from "react";
import type { CellOutput, ErrorPlace } from "@/lib/notebook/output";
import { Display } from "./display";
import { ErrorOutput } from "./error";
import styles from "./outputs.module.css";
import { Stream, type StreamOutput } from "./stream";

interface OutputsProps {
  outputs: readonly CellOutput[];
  /** As in "Code cell 3, line 4". */
  describePlace(place: ErrorPlace): string;
  /** Where it is missing, places are text and not buttons. */
  onGoToPlace?(place: ErrorPlace): void;
}

/** What a run of a cell has shown, in order. The caller names the region that it stands in. */
export function Outputs({ outputs, describePlace, onGoToPlace }: OutputsProps) {
  return (
    <div className={styles.outputs}>
      {groupOutputs(outputs).map((group, index) => (
        <Group
          // biome-ignore lint/suspicious/noArrayIndexKey: outputs are only ever added, or changed in place
          key={index}
          group={group}
          describePlace={describePlace}
          onGoToPlace={onGoToPlace}
        />
      ))}
    </div>
  );
}

type Group = StreamOutput[] | Exclude<CellOutput, StreamOutput>;

/** Streams of one name that follow each other are one text. */
export function groupOutputs(outputs: readonly CellOutput[]): Group[] {
  const groups: Group[] = [];
  for (const output of outputs) {
    const last = groups.at(-1);
    if (output.type !== "stream") groups.push(output);
    else if (Array.isArray(last) && last[0]?.name === output.name) last.push(output);
    else groups.push([output]);
  }
  return groups;
}

interface GroupProps extends Omit<OutputsProps, "outputs"> {
  group: Group;
}

/** Drawn anew only when its own outputs are others: a training changes twenty times a second. */
const Group = memo(function Group({ group, describePlace, onGoToPlace }: GroupProps) {
  if (Array.isArray(group)) return <Stream parts={group} />;
  if (group.type === "error") {
    return <ErrorOutput error={group} describePlace={describePlace} onGoToPlace={onGoToPlace} />;
  }
  return <Display data={group.data} />;
}, isSameGroup);

function isSameGroup(before: GroupProps, after: GroupProps): boolean {
  const [a, b] = [before.group, after.group];
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((part, i) => part === b[i]);
  }
  if (a !== b) return false;
  return (
    Array.isArray(b) ||
    b.type !== "error" ||
    (before.describePlace === after.describePlace && before.onGoToPlace === after.onGoToPlace)
  );
}
