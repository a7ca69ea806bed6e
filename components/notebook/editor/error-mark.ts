import { StateEffect, StateField, type Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";
import styles from "./editor.module.css";

/** A place in the source: one-based line, zero-based columns. */
export interface MarkedRange {
  line: number;
  column: number;
  endColumn: number;
}

export const setErrorMark = StateEffect.define<MarkedRange | null>();

/** The expression that failed in the last run, until its line is edited. */
export const errorMark = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, { changes, effects, state, startState }) {
    let next = marks;
    if (!changes.empty) {
      next = isTouched(marks, startState.doc, changes) ? Decoration.none : marks.map(changes);
    }
    for (const effect of effects) {
      if (effect.is(setErrorMark)) next = markRange(state.doc, effect.value);
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

const failedLine = Decoration.line({ class: styles.failedLine });
const failed = Decoration.mark({ class: styles.failed });

/** The range may come from a run of an older text: what lies outside of the present one is left out. */
function markRange(doc: Text, range: MarkedRange | null): DecorationSet {
  if (!range || !(range.line >= 1 && range.line <= doc.lines)) return Decoration.none;
  const line = doc.line(range.line);
  const from = line.from + Math.min(Math.max(range.column, 0), line.length);
  const to = line.from + Math.min(Math.max(range.endColumn, 0), line.length);
  return Decoration.set([
    failedLine.range(line.from),
    ...(from < to ? [failed.range(from, to)] : []),
  ]);
}

function isTouched(
  marks: DecorationSet,
  doc: Text,
  changes: { touchesRange(from: number, to?: number): boolean | "cover" },
): boolean {
  const { value, from } = marks.iter();
  if (!value) return false;
  const line = doc.lineAt(from);
  return changes.touchesRange(line.from, line.to) !== false;
}
