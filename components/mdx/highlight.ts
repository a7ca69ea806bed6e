import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import javascript from "shiki/langs/javascript.mjs";
import python from "shiki/langs/python.mjs";
import typescript from "shiki/langs/typescript.mjs";
import { shortenTokens } from "@/lib/mdx/shorten-tokens.mjs";

// The theme of lib/mdx/highlight-code.mjs.
const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: "book", variablePrefix: "--shiki-" })],
  langs: [javascript, python, typescript],
  engine: createJavaScriptRegexEngine(),
});

/** A program as `<code>…</code>` in colours, for a `<pre class="shiki">`. */
export async function highlight(
  code: string,
  language: "javascript" | "python" | "typescript",
): Promise<string> {
  const html = (await highlighter).codeToHtml(code.trimEnd(), {
    lang: language,
    theme: "book",
    transformers: [shortenTokens],
    // A line that takes longer, on a busy computer, would else stay without colours.
    tokenizeTimeLimit: 0,
  });
  return html.slice(html.indexOf("<code>"), html.lastIndexOf("</pre>"));
}
