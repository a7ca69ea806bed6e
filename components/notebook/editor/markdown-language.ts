import { markdown } from "@codemirror/lang-markdown";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import type { Extension } from "@codemirror/state";
import { tags } from "@lezer/highlight";

const style = HighlightStyle.define([
  { tag: tags.heading, fontWeight: "600" },
  { tag: tags.strong, fontWeight: "600" },
  { tag: tags.emphasis, fontStyle: "italic" },
  { tag: tags.monospace, color: "var(--code-string)" },
  { tag: [tags.link, tags.url], color: "var(--code-string)" },
  { tag: tags.processingInstruction, color: "var(--ink-faint)" },
  { tag: tags.quote, color: "var(--ink-soft)" },
]);

export const markdownLanguage: Extension = [markdown(), syntaxHighlighting(style)];
