import katex from "katex";
import {
  Marked,
  type RendererObject,
  type TokenizerAndRendererExtension,
  type Tokens,
} from "marked";
import { canSanitize, sanitizeToFragment } from "./sanitize";

/**
 * The text of a Markdown cell as harmless HTML, with formulas between `$…$` and `$$…$$`.
 *
 * In a browser, HTML in the text passes `sanitizeHtml`. Where the site is built there is no parser that
 * reads HTML as browsers do; there, HTML in the text is shown as it is written. So is a whole text of more
 * than 100 000 characters, or of thousands of levels.
 */
export function renderMarkdown(source: string): string {
  if (source.length > longestSource) return `<pre>${escapeHtml(source)}</pre>`;
  try {
    if (!canSanitize) return withoutHtml.parse(source, { async: false });
    const fragment = sanitizeToFragment(withHtml.parse(source, { async: false }), [formulaMark]);
    typesetFormulas(fragment);
    const box = document.createElement("div");
    box.append(fragment);
    return box.innerHTML;
  } catch (error) {
    // Marked calls itself for each level of nesting; thousands of them are too many.
    if (error instanceof RangeError) return `<pre>${escapeHtml(source)}</pre>`;
    throw error;
  }
}

/** Some sources take Marked a time that grows with the square of their length: here two seconds. */
const longestSource = 100_000;

/** Browsers flatten what lies deeper than 512 elements, and so would tear a formula apart. */
const deepestFormula = 256;

/** Left by the parser in place of a formula; it says "inline" or "display". */
const formulaMark = "data-formula";

/** After the sanitiser, which would take away the measures that KaTeX writes as styles. */
function typesetFormulas(fragment: DocumentFragment) {
  for (const place of fragment.querySelectorAll(`span[${formulaMark}]`)) {
    const isDisplay = place.getAttribute(formulaMark) === "display";
    place.removeAttribute(formulaMark);
    if (countAncestors(place) > deepestFormula) continue;
    place.outerHTML = typeset(place.textContent ?? "", isDisplay);
  }
}

function countAncestors(node: Node): number {
  let count = 0;
  for (let at = node.parentNode; at; at = at.parentNode) count += 1;
  return count;
}

/** With `trust: false` KaTeX writes no addresses, classes or styles of the author's choice. */
function typeset(formula: string, isDisplay: boolean): string {
  return katex.renderToString(formula, {
    displayMode: isDisplay,
    trust: false,
    throwOnError: false,
    strict: "ignore",
    errorColor: "inherit",
    // In em: taller or wider than any formula.
    maxSize: 50,
  });
}

interface FormulaToken extends Tokens.Generic {
  text: string;
  isDisplay: boolean;
}

/** As in Pandoc: no space after the first `$` or before the last, and no digit after it: `$5 and $6`. */
const inlineFormula = /^\$(?!\s)((?:\\[\s\S]|[^\\$])+)(?<!\s)\$(?!\d)/;
const displayFormula = /^\$\$([\s\S]+?)\$\$/;

function createFormulaExtensions(
  write: (formula: string, isDisplay: boolean) => string,
): TokenizerAndRendererExtension[] {
  const renderer = ({ text, isDisplay }: Tokens.Generic) =>
    write((text as FormulaToken["text"]).trim(), isDisplay as boolean);
  return [
    {
      name: "formulaBlock",
      level: "block",
      start: (source) => source.match(/^ {0,3}\$\$/m)?.index,
      tokenizer(source): FormulaToken | undefined {
        const match = /^ {0,3}\$\$([\s\S]+?)\$\$[^\S\n]*(?:\n|$)/.exec(source);
        if (!match) return undefined;
        return { type: "formulaBlock", raw: match[0], text: match[1] as string, isDisplay: true };
      },
      renderer: (token) => `<p>${renderer(token)}</p>\n`,
    },
    {
      name: "formula",
      level: "inline",
      start: (source) => {
        const index = source.indexOf("$");
        return index < 0 ? undefined : index;
      },
      tokenizer(source): FormulaToken | undefined {
        const display = displayFormula.exec(source);
        const match = display ?? inlineFormula.exec(source);
        if (!match) return undefined;
        const isDisplay = display !== null;
        return { type: "formula", raw: match[0], text: match[1] as string, isDisplay };
      },
      renderer,
    },
  ];
}

/** A checkbox is a control; a task in a list only shows whether it is done. */
const checkbox: RendererObject["checkbox"] = ({ checked }) => (checked ? "☑ " : "☐ ");

const withHtml = new Marked({
  gfm: true,
  renderer: { checkbox },
  extensions: createFormulaExtensions(
    (formula, isDisplay) =>
      `<span ${formulaMark}="${isDisplay ? "display" : "inline"}">${escapeHtml(formula)}</span>`,
  ),
});

const withoutHtml = new Marked({
  gfm: true,
  // No HTML at all, rather than HTML written out: text after `<script>` would pass as it is.
  tokenizer: { html: () => undefined, tag: () => undefined },
  renderer: {
    checkbox,
    link({ href, title, tokens }) {
      const text = this.parser.parseInline(tokens);
      if (!/^(https?:\/\/|mailto:)/i.test(href)) return text;
      const hint = title ? ` title="${escapeAttribute(title)}"` : "";
      return `<a href="${escapeAttribute(href)}"${hint} target="_blank" rel="noopener noreferrer nofollow">${text}</a>`;
    },
    image: ({ text }) => escapeAttribute(text),
  },
  extensions: createFormulaExtensions(typeset),
});

/** Marked hands entities over as they were written. */
function escapeAttribute(text: string): string {
  return text
    .split(/(&(?:#\d+|#x[\da-f]+|\w+);)/i)
    .map((part, i) => (i % 2 ? part : escapeHtml(part)))
    .join("");
}

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
