import { toHtml } from "hast-util-to-html";
import { classesOf, hasClass, toExpression, toProgram, walk } from "./tree.mjs";

/**
 * Keeps rendered formulas and highlighted code as strings of HTML instead of React elements.
 *
 * They never change, and consist of thousands of spans, which React would otherwise send a second
 * time as a tree and walk through when it hydrates the page.
 */
export default function freezeHtml() {
  return (tree) => {
    walk(tree, (node, parent, index) => {
      const isFormula = hasClass(node, "katex-display") || hasClass(node, "katex");
      const isCode = node.tagName === "pre" && hasClass(node, "shiki");
      if (!isFormula && !isCode) return;
      const html = toHtml(node.children);
      const frozen = {
        type: isCode ? "mdxJsxFlowElement" : "mdxJsxTextElement",
        name: node.tagName,
        attributes: [
          attribute("className", classesOf(node).join(" ")),
          // Code may be wider than its box, which then scrolls, and must do so from the keyboard.
          ...(isCode ? [attribute("tabIndex", 0)] : []),
          attribute("dangerouslySetInnerHTML", { __html: html }),
        ],
        children: [],
      };
      const tail = isCode ? undefined : takeTail(parent.children[index + 1]);
      parent.children[index] = tail
        ? {
            type: "element",
            tagName: "span",
            properties: { className: ["unbroken"] },
            children: [frozen, tail],
          }
        : frozen;
      return false;
    });
  };
}

/**
 * Cuts the punctuation off the text after a formula. Browsers may break a line between the two, since
 * the formula is a box to them.
 */
function takeTail(next) {
  const punctuation = next?.type === "text" && /^[.,;:?!)\]’”]+/.exec(next.value)?.[0];
  if (!punctuation) return undefined;
  next.value = next.value.slice(punctuation.length);
  return { type: "text", value: punctuation };
}

function attribute(name, value) {
  const expression = toExpression(value);
  return {
    type: "mdxJsxAttribute",
    name,
    value: {
      type: "mdxJsxAttributeValueExpression",
      value: "",
      data: { estree: toProgram([{ type: "ExpressionStatement", expression }]) },
    },
  };
}
