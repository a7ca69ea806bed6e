import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import styles from "./editor.module.css";
import { codeHighlighting } from "./highlight-code";
import { typescriptLanguage } from "./typescript-language";

export interface MergeViewOptions {
  parent: HTMLElement;
  /** What the text is compared with, as the author's. */
  original: string;
  changed: string;
  /** Its accessible name, as in "Changes to cell 3". */
  label: string;
  kind?: "code" | "markdown";
}

/**
 * Shows in one column what a text has more than the original, and what less. It can be read, not edited. Between
 * three texts, two of these help to choose.
 */
export function createMergeView({
  parent,
  original,
  changed,
  label,
  kind = "code",
}: MergeViewOptions): { destroy(): void } {
  const box = document.createElement("div");
  box.className = `${styles.source} ${styles.changes}`;
  parent.append(box);
  const view = new EditorView({
    doc: changed,
    parent: box,
    extensions: [
      unifiedMergeView({
        original,
        gutter: false,
        mergeControls: false,
        collapseUnchanged: { margin: 3, minSize: 6 },
      }),
      EditorState.readOnly.of(true),
      EditorState.tabSize.of(2),
      EditorView.editable.of(false),
      EditorView.lineWrapping,
      EditorView.editorAttributes.of({ class: styles.editor ?? "" }),
      EditorView.contentAttributes.of({
        "aria-label": label,
        "aria-readonly": "true",
        tabindex: "0",
      }),
      kind === "code" ? [typescriptLanguage, codeHighlighting] : [],
    ],
  });
  return {
    destroy() {
      view.destroy();
      box.remove();
    },
  };
}
