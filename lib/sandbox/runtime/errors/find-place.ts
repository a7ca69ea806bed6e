import type { Node, Program } from "@babel/types";
import type { ErrorPlace } from "../../../notebook/output";
import { findChildren, getRange, isTypeOnly } from "../transform/ast";
import type { Range } from "../transform/text-edits";
import type { FailedExpression } from "./read-message";

const marked = new Set([
  "AssignmentExpression",
  "AwaitExpression",
  "BinaryExpression",
  "CallExpression",
  "Identifier",
  "MemberExpression",
  "NewExpression",
  "ObjectPattern",
  "OptionalCallExpression",
  "OptionalMemberExpression",
  "TaggedTemplateExpression",
  "ThrowStatement",
  "UpdateExpression",
]);

/**
 * The expression at an offset of a cell's text that most likely failed there: the smallest one, unless the
 * message names another of the same statement. Some browsers give only the statement's beginning.
 */
export function findExpression(
  program: Program,
  source: string,
  offset: number,
  failed?: FailedExpression,
): Node | undefined {
  const path = findPath(program, offset);
  const at = path.findLastIndex((node) => marked.has(node.type));
  const nearest = climb(path, at);
  if (!failed || (nearest && isMeant(nearest, source, failed))) return nearest;
  const statement = path.findLast((node) => /Statement$|Declaration$/.test(node.type));
  const nodes = statement ? listNodes(statement) : [];
  const { property } = failed;
  return (
    nodes.find((node) => isMeant(node, source, failed)) ??
    nodes.find((node) => property !== undefined && isMeant(node, source, { property })) ??
    nearest
  );
}

/** From the name of a property to the access, and from what is called to the call. */
function climb(path: Node[], at: number): Node | undefined {
  let node = path[at];
  for (let above = at - 1; above >= 0; above -= 1) {
    const parent = path[above];
    if (!node || !parent || !isHeadOf(node, parent)) break;
    node = parent;
  }
  return node;
}

function isHeadOf(node: Node, parent: Node): boolean {
  switch (parent.type) {
    case "MemberExpression":
    case "OptionalMemberExpression":
      return parent.property === node;
    case "CallExpression":
    case "OptionalCallExpression":
    case "NewExpression":
      return parent.callee === node;
    case "TaggedTemplateExpression":
      return parent.tag === node;
    case "TSNonNullExpression":
    case "TSAsExpression":
      return true;
    default:
      return false;
  }
}

function isMeant(node: Node, source: string, failed: FailedExpression): boolean {
  const textOf = (part: Node) => source.slice(getRange(part).start, getRange(part).end);
  if (failed.property !== undefined) {
    if (node.type !== "MemberExpression" || node.computed) return false;
    const isSame = textOf(node.property) === failed.property;
    return isSame && (failed.object === undefined || failed.object === textOf(node.object));
  }
  const isCall = node.type === "CallExpression" || node.type === "NewExpression";
  const called = isCall ? node.callee : node.type === "TaggedTemplateExpression" ? node.tag : node;
  return [textOf(node), textOf(called)].includes(failed.text ?? "");
}

/** The nodes around an offset, the innermost last. */
export function findPath(node: Node, offset: number): Node[] {
  const inner = findChildren(node).findLast((child) => {
    const { start, end } = getRange(child);
    return !isTypeOnly(child) && start <= offset && offset < end;
  });
  return inner ? [node, ...findPath(inner, offset)] : [node];
}

/** The node and all that is in it, in the text's order, the outer one first. */
export function listNodes(node: Node): Node[] {
  if (isTypeOnly(node)) return [];
  const children = findChildren(node).sort((a, b) => getRange(a).start - getRange(b).start);
  return [node, ...children.flatMap(listNodes)];
}

/** The place of a range, as far as it is in the line that the offset is in. */
export function toPlace(cellId: string, source: string, range: Range, offset: number): ErrorPlace {
  const lineStart = source.lastIndexOf("\n", offset - 1) + 1;
  const lineEnd = source.indexOf("\n", offset);
  const text = source.slice(lineStart, lineEnd === -1 ? source.length : lineEnd).trimEnd();
  const indent = text.length - text.trimStart().length;
  const column = Math.max(range.start - lineStart, indent);
  return {
    cellId,
    line: source.slice(0, lineStart).split("\n").length,
    column,
    endColumn: Math.max(column, Math.min(range.end - lineStart, text.length)),
    text,
  };
}
