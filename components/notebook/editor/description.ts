import type { Description } from "@/lib/language/language";
import styles from "./editor.module.css";
import { renderCode } from "./highlight-code";

/** A name's declaration and documentation, for a tooltip. The text becomes text: no HTML in it counts. */
export function renderDescription({ signature, documentation }: Description): HTMLElement {
  const root = document.createElement("div");
  root.className = styles.description ?? "";
  root.append(renderPre(signature));
  for (const [index, part] of documentation.split(/^```.*$/m).entries()) {
    if (part.trim() === "") continue;
    // Between every second pair of fences lies code.
    if (index % 2 === 1) root.append(renderPre(part.replace(/^\n|\s+$/g, "")));
    else for (const text of part.trim().split(/\n\s*\n/)) root.append(renderParagraph(text));
  }
  return root;
}

function renderPre(code: string): HTMLElement {
  const pre = document.createElement("pre");
  pre.append(renderCode(code));
  return pre;
}

function renderParagraph(text: string): HTMLElement {
  const paragraph = document.createElement("p");
  paragraph.append(renderInline(text));
  return paragraph;
}

/** A text in which backticks mark code. */
export function renderInline(text: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  for (const [index, part] of text.split("`").entries()) {
    if (index % 2 === 0) {
      fragment.append(part);
    } else {
      const code = document.createElement("code");
      code.textContent = part;
      fragment.append(code);
    }
  }
  return fragment;
}
