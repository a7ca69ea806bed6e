import rehypeShiki from "@shikijs/rehype/core";
import { createCssVariablesTheme, createHighlighterCore } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import bash from "shiki/langs/bash.mjs";
import javascript from "shiki/langs/javascript.mjs";
import json from "shiki/langs/json.mjs";
import python from "shiki/langs/python.mjs";
import typescript from "shiki/langs/typescript.mjs";
import { shortenTokens } from "./shorten-tokens.mjs";
import { walk } from "./tree.mjs";

/** Its custom properties tell what each token is; the style sheet gives classes their colours, in light and dark. */
const theme = createCssVariablesTheme({ name: "book", variablePrefix: "--shiki-" });

const loading = createHighlighterCore({
  themes: [theme],
  langs: [bash, javascript, json, python, typescript],
  engine: createJavaScriptRegexEngine(),
});

/** Highlights fenced code at build time. Fails on a language that is not loaded here. */
export default function highlightCode() {
  return async (tree, file) => {
    const highlighter = await loading;
    const languages = [...highlighter.getLoadedLanguages(), "text"];
    walk(tree, (node, parent) => {
      if (node.tagName !== "code" || parent.tagName !== "pre") return;
      const language = /^language-(.*)$/.exec(node.properties.className?.[0] ?? "")?.[1];
      if (language !== undefined && !languages.includes(language)) {
        file.fail(`Code in "${language}": expected one of ${languages.join(", ")}.`, node);
      }
    });
    const highlight = rehypeShiki(highlighter, {
      theme: "book",
      transformers: [shortenTokens],
      defaultLanguage: "text",
      // A line that takes longer, on a busy computer, would else stay without colours.
      tokenizeTimeLimit: 0,
    });
    return highlight(tree, file);
  };
}
