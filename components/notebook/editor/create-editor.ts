import { history } from "@codemirror/commands";

import { bracketMatching, indentOnInput, indentUnit } from "@codemirror/language";
import { Annotation, Compartment, EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import type { LanguageClient } from "@/lib/language/client";
import styles from "./editor.module.css";
import { errorMark, type MarkedRange, setErrorMark } from "./error-mark";
import { codeHighlighting } from "./highlight-code";
import { type EditorCommand, keys } from "./keys";
import { typescriptLanguage } from "./typescript-language";

export interface EditorOptions {
  /** Empty, and of the class `source` in editor.module.css, as the static `<pre>` in its place was. */
  parent: HTMLElement;
  doc: string;
  kind: "code" | "markdown";
  /** Its accessible name, as in "Source of code cell 3". */
  label: string;
  isReadOnly?: boolean;
  /** The reader changed the text. Not called for `setDoc`. */
  onChange(doc: string): void;
  onCommand(command: EditorCommand): void;
  /** Without it the editor knows syntax only. */
  language?: LanguageClient;
  cellId: string;
}

export interface Editor {
  focus(at?: "start" | "end"): void;
  /** Puts another text in place of the present one; undo brings that back. */
  setDoc(doc: string): void;
  setLabel(label: string): void;
  getDoc(): string;
  /** Marks where a run failed: one-based line, zero-based columns. An edit of the place removes the mark. */
  showError(range: MarkedRange | null): void;
  destroy(): void;
}

/** Marks a change that did not come from the reader. */
const isOwnChange = Annotation.define<true>();

/** An editor for the source of one cell, in place of the static code in `parent`. */
export function createEditor(options: EditorOptions): Editor {
  const { parent, doc, kind, label, isReadOnly = false, onChange, language, cellId } = options;
  const labelled = new Compartment();
  const spoken = new Compartment();
  const assisted = new Compartment();
  let isAssisted = isReadOnly;
  const assist = async () => {
    if (isAssisted) return;
    isAssisted = true;
    // Without it one can still write; it fails when the site was deployed anew meanwhile.
    const { assistance, searching } = await import("./assistance");
    const extension = kind === "code" ? assistance(cellId, language) : searching;
    view.dispatch({ effects: assisted.reconfigure(extension) });
  };
  const view = new EditorView({
    doc,
    parent,
    extensions: [
      labelled.of(describeContent(label)),
      keys(options.onCommand),
      editing,
      isReadOnly ? readOnly : [],
      spoken.of(kind === "code" ? code : EditorView.lineWrapping),
      assisted.of([]),
      errorMark,
      EditorView.domEventHandlers({
        focus: () => void assist(),
        // Where there is something to say, the pointer asks as well.
        pointerenter: () => void (language?.isRunning && assist()),
      }),
      EditorView.updateListener.of(({ docChanged, state, transactions }) => {
        if (!docChanged) return;
        if (transactions.every((each) => !each.docChanged || each.annotation(isOwnChange))) return;
        const source = state.doc.toString();
        if (kind === "code") language?.edit(cellId, source);
        onChange(source);
      }),
    ],
  });
  if (kind === "markdown") {
    // Its parser also knows HTML, CSS and JavaScript: more than the rest of the editor together.
    void import("./markdown-language").then(({ markdownLanguage }) => {
      view.dispatch({ effects: spoken.reconfigure([EditorView.lineWrapping, markdownLanguage]) });
    });
  }

  return {
    focus(at) {
      view.focus();
      if (at === undefined) return;
      const anchor = at === "start" ? 0 : view.state.doc.length;
      view.dispatch({ selection: { anchor }, scrollIntoView: true });
    },
    setDoc(next) {
      const { doc: present } = view.state;
      if (present.toString() === next) return;
      view.dispatch({
        changes: { from: 0, to: present.length, insert: next },
        annotations: isOwnChange.of(true),
      });
    },
    setLabel(next) {
      view.dispatch({ effects: labelled.reconfigure(describeContent(next)) });
    },
    getDoc: () => view.state.doc.toString(),
    showError(range) {
      view.dispatch({ effects: setErrorMark.of(range) });
    },
    destroy: () => view.destroy(),
  };
}

const editing: Extension = [
  history(),
  // The editor scrolls by itself, and does not know the page's rule.
  EditorView.scrollMargins.of(() => {
    const { scrollPaddingTop, scrollPaddingBottom } = getComputedStyle(document.documentElement);
    return {
      top: Number.parseFloat(scrollPaddingTop),
      bottom: Number.parseFloat(scrollPaddingBottom),
    };
  }),
  EditorState.tabSize.of(2),
  indentUnit.of("  "),
  EditorView.editorAttributes.of({ class: styles.editor ?? "" }),
  // Of lines that are far from the window CodeMirror only guesses the height, and the page would move.
  EditorView.editorAttributes.compute(["doc"], ({ doc }) => ({ style: `--lines: ${doc.lines}` })),
];

const code: Extension = [typescriptLanguage, codeHighlighting, indentOnInput(), bracketMatching()];

/** It can still be reached, selected and copied. */
const readOnly: Extension = [
  EditorState.readOnly.of(true),
  EditorView.editable.of(false),
  EditorView.contentAttributes.of({ tabindex: "0", "aria-readonly": "true" }),
];

function describeContent(label: string): Extension {
  return EditorView.contentAttributes.of({ "aria-label": label });
}
