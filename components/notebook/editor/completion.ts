import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeCompletion,
  completionStatus,
  moveCompletionSelection,
  selectedCompletionIndex,
} from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { type EditorView, keymap } from "@codemirror/view";
import type { LanguageClient } from "@/lib/language/client";
import { renderDescription } from "./description";

const identifier = /^[\w$]*$/;

/**
 * Names from the types of everything that the notebook knows. Tab takes the first; Enter takes one only after the
 * arrows chose it, so that who knows what to write is never overruled by what happens to be offered.
 */
export function completion(cellId: string, language: LanguageClient): Extension {
  return [
    // Before the library's own keys, which are of the same rank.
    Prec.highest(
      keymap.of([
        { key: "Tab", run: acceptFirst },
        { key: "Escape", run: forgetPending },
      ]),
    ),
    autocompletion({
      override: [(context) => complete(context, cellId, language)],
      selectOnOpen: false,
      interactionDelay: 0,
      icons: false,
      maxRenderedOptions: 60,
    }),
  ];
}

function acceptFirst(view: EditorView): boolean {
  if (completionStatus(view.state) !== "active") return false;
  if (selectedCompletionIndex(view.state) === null) moveCompletionSelection(true)(view);
  return acceptCompletion(view);
}

/** A list that has not come yet is nothing to close: the same Escape leaves the editor. */
function forgetPending(view: EditorView): boolean {
  if (completionStatus(view.state) === "pending") closeCompletion(view);
  return false;
}

async function complete(
  context: CompletionContext,
  cellId: string,
  language: LanguageClient,
): Promise<CompletionResult | null> {
  const word = context.matchBefore(/[\w$]+/);
  const isWanted = context.explicit || word || context.matchBefore(/[.'"]/);
  if (!isWanted || /^\d/.test(word?.text ?? "")) return null;
  const found = await language.complete(cellId, context.pos);
  if (!found || context.aborted) return null;
  return {
    from: word?.from ?? context.pos,
    options: found.map(({ label, kind, order }) => ({
      label,
      type: kind,
      // Of names that match alike, the shorter one is wanted more often: `fit` before `findLayer`.
      sortText: `${order} ${String(label.length).padStart(3, "0")} ${label}`,
      info: async () => {
        const description = await language.describe(cellId, context.pos, label);
        return description && renderDescription(description);
      },
    })),
    validFor: identifier,
  };
}
