// @ts-check
import { defaultTreeAdapter, parse } from "parse5";
import { getAttribute, textOf, walkElements } from "./html.mjs";

/**
 * @typedef {import("parse5").DefaultTreeAdapterTypes.ChildNode} ChildNode
 * @typedef {import("parse5").DefaultTreeAdapterTypes.Element} Element
 */

/**
 * Puts the content of every Suspense boundary where it belongs.
 *
 * React sends a boundary's content after the page, hidden, with a script that moves it to its place,
 * as soon as some 13 kB of HTML stand before it. That suits a server that streams. In a file it leaves
 * an empty place where there is no JavaScript, and a jump where there is. What results here is what
 * React itself writes for a small boundary: `<!--$-->content<!--/$-->`.
 *
 * Throws an Error if something of React's instructions remains that is not known here.
 *
 * @param {string} html
 */
export function settleBoundaries(html) {
  let settled = html;
  for (;;) {
    const next = settleOne(settled);
    if (next === undefined) break;
    settled = next;
  }
  settled = removeInstructions(settled);
  const rest = /<template id="[BP]:[^>]*>|<\w+ hidden(="")? id="S:[^>]*>|\$R[CRSX]\([^)]*\)/.exec(
    settled,
  );
  if (rest) {
    throw new Error(
      `React left ${rest[0]} to be settled by a script, in a form that settleBoundaries does not know. ` +
        "Does a lazy component import a style sheet that its page does not?",
    );
  }
  return settled;
}

/**
 * @param {string} html
 * @returns {string | undefined} undefined if there is nothing left that could be settled
 */
function settleOne(html) {
  const byId = new Map();
  /** @type {string[][]} */
  const moves = [];
  for (const element of walkElements(parse(html, { sourceCodeLocationInfo: true }))) {
    const id = getAttribute(element, "id");
    if (id) byId.set(id, element);
    if (!isInstruction(element)) continue;
    for (const [, boundary, segment] of textOf(element).matchAll(/\$RC\("(B:\w+)","(S:\w+)"\)/g)) {
      moves.push([String(boundary), String(segment)]);
    }
    for (const [, segment, place] of textOf(element).matchAll(/\$RS\("(S:\w+)","(P:\w+)"\)/g)) {
      moves.push([String(place), String(segment)]);
    }
  }
  const possible = moves.find(([place, segment]) => byId.has(place) && byId.has(segment));
  if (!possible) return undefined;
  const [target, source] = possible.map((id) => byId.get(id));
  const from = getRange(source);
  const to = String(possible[0]).startsWith("B:") ? getBoundary(target) : getRange(target);
  const inner = html.slice(
    source.sourceCodeLocation.startTag.endOffset,
    source.sourceCodeLocation.endTag.startOffset,
  );
  const content = String(possible[0]).startsWith("B:") ? `<!--$-->${inner}<!--/$-->` : inner;
  // The segment stands behind its place, or in another segment before it.
  return to.start < from.start
    ? html.slice(0, to.start) + content + html.slice(to.end, from.start) + html.slice(from.end)
    : html.slice(0, from.start) + html.slice(from.end, to.start) + content + html.slice(to.end);
}

/** @param {string} html */
function removeInstructions(html) {
  const scripts = [...walkElements(parse(html, { sourceCodeLocationInfo: true }))].filter(
    isInstruction,
  );
  let result = html;
  // From the end, so that the places of the others stay.
  for (const script of scripts.reverse()) {
    const { start, end } = getRange(script);
    const isUsed = [...textOf(script).matchAll(/\$R[CRSX]\("([BPS]:\w+)"/g)].some(([, id]) =>
      result.includes(`id="${id}"`),
    );
    if (!isUsed) result = result.slice(0, start) + result.slice(end);
  }
  return result;
}

/**
 * Whether React wrote this script to move things; Next's scripts with the page's data are others.
 *
 * @param {Element} element
 */
function isInstruction(element) {
  if (element.tagName !== "script" || getAttribute(element, "src") !== undefined) return false;
  return /^(\$R[A-Z]+[=(]|requestAnimationFrame\(function\(\)\{\$RT=)/.test(textOf(element));
}

/**
 * @param {ChildNode} node
 */
function getRange(node) {
  const location = node.sourceCodeLocation;
  if (!location) throw new Error("internal: a node without a place in the source.");
  return { start: location.startOffset, end: location.endOffset };
}

/**
 * From the comment `$?` before the template of a boundary to the comment `/$` that closes it; the
 * fallback is in between.
 *
 * @param {Element} template
 */
function getBoundary(template) {
  const siblings = template.parentNode?.childNodes ?? [];
  const index = siblings.indexOf(template);
  const opening = siblings[index - 1];
  let depth = 0;
  for (const node of siblings.slice(index + 1)) {
    if (!defaultTreeAdapter.isCommentNode(node)) continue;
    if (/^(\$[?!~]?|&)$/.test(node.data)) depth += 1;
    if (!/^\/[$&]$/.test(node.data)) continue;
    if (depth === 0 && opening) return { start: getRange(opening).start, end: getRange(node).end };
    depth -= 1;
  }
  throw new Error(`internal: the boundary ${getAttribute(template, "id")} is not closed.`);
}
