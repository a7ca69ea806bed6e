import { toHtml } from "hast-util-to-html";
import { classesOf, hasClass, toAttribute, walk } from "./tree.mjs";

/**
 * Keeps what never changes as strings of HTML instead of React elements: formulas, highlighted code,
 * and each block of prose in which there is nothing else.
 *
 * React would otherwise be sent their thousands of spans and words a second time as a tree, and walk
 * through it when it hydrates the page.
 */
export default function freezeHtml() {
  return (tree) => {
    walk(tree, keepPunctuation);
    walk(tree, (node, parent, index) => {
      const isCode = node.tagName === "pre" && hasClass(node, "shiki");
      const isProse = prose.has(node.tagName) && isPlain(node);
      if (!isFormula(node) && !isCode && !isProse) return;
      const classes = classesOf(node).join(" ");
      const { id } = node.properties;
      parent.children[index] = {
        type: isCode || isProse ? "mdxJsxFlowElement" : "mdxJsxTextElement",
        name: node.tagName,
        attributes: [
          ...(id ? [toAttribute("id", id)] : []),
          ...(classes ? [toAttribute("className", classes)] : []),
          // Code may be wider than its box, which then scrolls, and must do so from the keyboard.
          ...(isCode ? [toAttribute("tabIndex", 0)] : []),
          toAttribute("dangerouslySetInnerHTML", { __html: toHtml(node.children) }),
        ],
        children: [],
      };
      return false;
    });
  };
}

const prose = new Set(["p", "h2", "h3", "h4", "ul", "ol", "li"]);

function isFormula(node) {
  return hasClass(node, "katex-display") || hasClass(node, "katex");
}

/** Whether a block holds text and plain elements only. */
function isPlain(block) {
  const isKnown = Object.keys(block.properties).every((name) =>
    /^(id|class|className)$/.test(name),
  );
  if (!isKnown) return false;
  let isOnlyHtml = true;
  walk(block, (node) => {
    const isHtml = node.type === "text" || (node.type === "element" && !isSiteLink(node));
    isOnlyHtml &&= isHtml;
  });
  return isOnlyHtml;
}

/** A link to another page of the book; the component that draws it knows where the book is deployed. */
function isSiteLink(node) {
  return node.tagName === "a" && /^\/(?!\/)/.test(node.properties.href ?? "");
}

/**
 * Joins a formula with the punctuation after it. Browsers may break a line between the two, since the
 * formula is a box to them.
 */
function keepPunctuation(node, parent) {
  if (!isFormula(node)) return;
  const index = parent.children.indexOf(node);
  const next = parent.children[index + 1];
  const punctuation = next?.type === "text" && /^[.,;:?!)\]’”]+/.exec(next.value)?.[0];
  if (!punctuation) return false;
  next.value = next.value.slice(punctuation.length);
  parent.children[index] = {
    type: "element",
    tagName: "span",
    properties: { className: ["unbroken"] },
    children: [node, { type: "text", value: punctuation }],
  };
  return false;
}
