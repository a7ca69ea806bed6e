import { type Diagnostic as Shown, setDiagnostics } from "@codemirror/lint";
import type { Extension } from "@codemirror/state";
import { type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import type { LanguageClient } from "@/lib/language/client";
import type { Diagnostic } from "@/lib/language/language";
import { renderInline } from "./description";

/** So long after the last key: a word that is half written is not yet wrong. */
const restMs = 600;

/**
 * Underlines what is wrong with the code once the reader rests from typing: errors of syntax by a small
 * parser, then what the language service, where there is one, is sure of.
 */
export function diagnostics(cellId: string, language: LanguageClient | undefined): Extension {
  return ViewPlugin.define((view) => new Diagnostician(view, cellId, language));
}

class Diagnostician {
  readonly #view: EditorView;
  readonly #cellId: string;
  readonly #language: LanguageClient | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = 0;

  constructor(view: EditorView, cellId: string, language: LanguageClient | undefined) {
    this.#view = view;
    this.#cellId = cellId;
    this.#language = language;
  }

  update({ docChanged, focusChanged }: ViewUpdate) {
    // Another cell may meanwhile declare the name that was missing here.
    const mayHaveChanged = focusChanged && this.#shown > 0;
    if (!docChanged && !mayHaveChanged) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#check(), docChanged ? restMs : 0);
  }

  destroy() {
    clearTimeout(this.#timer);
  }

  async #check() {
    const { doc } = this.#view.state;
    const found = await this.#diagnose(doc.toString()).catch(() => []);
    if (this.#view.state.doc !== doc) return;
    if (found.length === 0 && this.#shown === 0) return;
    this.#shown = found.length;
    const shown = found.map(
      (each): Shown => ({
        ...each,
        renderMessage: () => renderInline(each.message),
      }),
    );
    this.#view.dispatch(setDiagnostics(this.#view.state, shown));
  }

  async #diagnose(source: string): Promise<Diagnostic[]> {
    const { checkSyntax } = await import("@/lib/language/check-syntax");
    const problem = checkSyntax(source);
    if (problem) return [problem];
    return (await this.#language?.diagnose(this.#cellId)) ?? [];
  }
}
