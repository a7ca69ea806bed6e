import { closeBrackets, closeBracketsKeymap } from "@codemirror/autocomplete";
import { lintKeymap } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import type { Extension } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import type { LanguageClient } from "@/lib/language/client";
import { completion } from "./completion";
import { diagnostics } from "./diagnostics";
import { hover } from "./hover";

/** What serves only those who write: an editor loads it when it gets the focus. */
export function assistance(cellId: string, language: LanguageClient | undefined): Extension {
  return [
    closeBrackets(),
    keymap.of([...closeBracketsKeymap, ...lintKeymap]),
    searching,
    diagnostics(cellId, language),
    language ? [completion(cellId, language), hover(cellId, language)] : [],
  ];
}

/** Finding in the text, which is all that Markdown needs. */
export const searching: Extension = [search({ top: true }), keymap.of(searchKeymap)];
