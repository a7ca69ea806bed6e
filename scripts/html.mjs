// @ts-check
import { defaultTreeAdapter } from "parse5";

/**
 * @typedef {import("parse5").DefaultTreeAdapterTypes.Element} Element
 * @typedef {import("parse5").DefaultTreeAdapterTypes.ParentNode} ParentNode
 */

/**
 * All elements below a node, in the order of the document, those inside of templates too.
 *
 * @param {ParentNode} parent
 * @returns {Generator<Element>}
 */
export function* walkElements(parent) {
  for (const node of parent.childNodes) {
    if (!defaultTreeAdapter.isElementNode(node)) continue;
    yield node;
    yield* walkElements("content" in node ? node.content : node);
  }
}

/**
 * @param {Element} element
 * @param {string} name
 */
export function getAttribute(element, name) {
  return element.attrs.find((attribute) => attribute.name === name)?.value;
}

/**
 * The text directly inside of an element, as the browser sees it.
 *
 * @param {Element} element
 */
export function textOf(element) {
  return element.childNodes
    .map((node) => (defaultTreeAdapter.isTextNode(node) ? node.value : ""))
    .join("");
}
