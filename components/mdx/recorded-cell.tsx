import { use } from "react";
import { CellFrame } from "@/components/notebook/cell-frame";
import cellStyles from "@/components/notebook/cells.module.css";
import { Markup } from "@/components/notebook/outputs/markup";
import { Outputs } from "@/components/notebook/outputs/outputs";
import { type CellName, readCell } from "@/content/cells";
import type { AuthorCell } from "@/lib/notebook/cell";
import type { ErrorPlace } from "@/lib/notebook/output";
import { highlight } from "./highlight";

interface Props extends CellName {
  chapter: string;
  number: number;
}

/** A cell as it stands in the file of the page: its source in colours, and the author's outputs. */
export default function RecordedCell({ chapter, id, kind, number }: Props) {
  const { source, html, recorded } = use(prepare(chapter, { id, kind }));
  if (kind === "markdown") {
    const text = <Markup kind="markdown" source={source} text={source} />;
    return <CellFrame kind={kind} number={number} source={text} />;
  }
  return (
    <CellFrame
      kind={kind}
      number={number}
      prompt="[ ]"
      isRecorded
      source={
        <pre
          className="shiki"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must do so from the keyboard
          tabIndex={0}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: our own program, highlighted here
          dangerouslySetInnerHTML={{ __html: html }}
        />
      }
      actions={
        <button type="button" className={cellStyles.run}>
          Run
        </button>
      }
      outputs={
        recorded.length > 0 ? <Outputs outputs={recorded} describePlace={describePlace} /> : null
      }
    />
  );
}

/** A recorded run has no errors, or the recording would have failed. */
function describePlace({ line }: ErrorPlace): string {
  return `line ${line}`;
}

interface Prepared extends AuthorCell {
  /** The source of a cell of code, highlighted. */
  html: string;
}

const prepared = new Map<string, Promise<Prepared>>();

/** One promise for each cell, since React renders again what has waited. */
function prepare(chapter: string, name: CellName): Promise<Prepared> {
  const key = `${chapter}/${name.id}`;
  const known = prepared.get(key);
  if (known) return known;
  const fresh = readCell(chapter, name).then(async (cell) => ({
    ...cell,
    html: cell.kind === "code" ? await highlight(cell.source, "typescript") : "",
  }));
  prepared.set(key, fresh);
  return fresh;
}
