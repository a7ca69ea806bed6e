import type { Node } from "@babel/types";
import type { TextPosition } from "../cell-texts";
import { getRange, isFunction } from "../transform/ast";
import { findPath } from "./find-place";
import type { FailedExpression } from "./read-message";

/** What JavaScriptCore tells of an error in evaluated code: no file, but where the top frame stands in it. */
export interface TopFrame {
  /** Of the function; empty for one without a name. */
  name: string;
  /** One-based. */
  line: number;
  column: number;
}

/** The top frame of an error in JavaScriptCore, or undefined elsewhere. */
export function readTopFrame(error: {
  stack: string;
  line?: unknown;
  column?: unknown;
}): TopFrame | undefined {
  const { stack, line, column } = error;
  const frame = stack.split("\n").find((entry) => !entry.endsWith("@[native code]"));
  if (typeof line !== "number" || typeof column !== "number") return undefined;
  return frame?.endsWith("@") ? { name: frame.slice(0, -1), line, column } : undefined;
}

/**
 * Whether the frame can be at this position: in a function of its name, and near what the message says has
 * failed. `isRunning` says whether the text is that of the run.
 */
export function holdsFrame(
  { text, offset }: TextPosition,
  frame: TopFrame,
  failed: FailedExpression | undefined,
  isRunning: boolean,
): boolean {
  const path = findPath(text.transformed.program, offset);
  if (path.length < 3 || nameInnermost(path) !== frame.name) return false;
  const wanted = failed?.text ?? failed?.property;
  // Without a name and words to compare, any line would do.
  if (!wanted && !frame.name && !isRunning) return false;
  const statement = path.findLast((node) => /Statement$|Declaration$/.test(node.type));
  if (!wanted || !statement) return true;
  const { start, end } = getRange(statement);
  return text.source.slice(start, end).includes(wanted);
}

/** The name of the function around, as it is known when it runs. */
function nameInnermost(path: readonly Node[]): string {
  const at = path.findLastIndex(isFunction);
  const node = path[at];
  if (!node) return "";
  if ("id" in node && node.id?.type === "Identifier") return node.id.name;
  if ("key" in node && node.key.type === "Identifier") return node.key.name;
  const parent = path[at - 1];
  const target = parent?.type === "VariableDeclarator" ? parent.id : undefined;
  return target?.type === "Identifier" ? target.name : "";
}
