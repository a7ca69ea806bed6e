"use client";

import "@/components/notebook/cells.module.css";
import "@/components/notebook/outputs/color-scale.module.css";
import "@/components/notebook/outputs/field.module.css";
import "@/components/notebook/outputs/markup.module.css";
import "@/components/notebook/outputs/outputs.module.css";
import "@/components/notebook/outputs/plot.module.css";
import "@/components/notebook/outputs/stream.module.css";
import "@/components/notebook/outputs/training.module.css";
import "@/components/notebook/outputs/value.module.css";
import { lazy, useState } from "react";
import styles from "@/components/notebook/cell-frame.module.css";
import type { CellName } from "@/content/cells";

interface Props extends CellName {
  chapter: string;
  /** One-based, through the chapter. It, the chapter and the kind come from lib/mdx/number-cells.mjs. */
  number: number;
}

// The styles above are those that recorded cells use. Other outputs bring theirs with their code.

/**
 * The place of a cell in the text. What stands in it is rendered once, when the site is built; in the
 * browser it is HTML that React leaves alone, until the notebook's script puts the live cell there.
 *
 * The page need not send that HTML a second time as data: the browser takes it from the page itself.
 */
export function Cell({ chapter, id, kind, number }: Props) {
  const place = {
    "data-cell": id,
    "data-kind": kind,
    "data-number": number,
    className: styles.place,
  };
  if (typeof window === "undefined") {
    return (
      <div {...place}>
        <RecordedCell chapter={chapter} id={id} kind={kind} number={number} />
      </div>
    );
  }
  return <FrozenPlace id={id} place={place} />;
}

function FrozenPlace({ id, place }: { id: string; place: object }) {
  const [html] = useState(
    () => document.querySelector(`[data-cell="${CSS.escape(id)}"]`)?.innerHTML ?? "",
  );
  return (
    <div
      {...place}
      suppressHydrationWarning
      // biome-ignore lint/security/noDangerouslySetInnerHtml: the page's own HTML
      dangerouslySetInnerHTML={{ __html: html }}
    />
  );
}

// It reads files: the bundler leaves it out of what the browser gets.
const RecordedCell =
  typeof window === "undefined" ? lazy(() => import("./recorded-cell")) : () => null;
