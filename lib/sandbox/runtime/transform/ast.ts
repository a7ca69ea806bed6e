import type { Function as FunctionNode, Node } from "@babel/types";
import type { Range } from "./text-edits";

/** Type nodes that still hold code: everything else whose type begins with `TS` is erased whole. */
const typeNodesWithCode = new Set([
  "TSAsExpression",
  "TSSatisfiesExpression",
  "TSNonNullExpression",
  "TSTypeAssertion",
  "TSInstantiationExpression",
]);

/** Whether nothing of this node runs. */
export function isTypeOnly(node: Node): boolean {
  return node.type.startsWith("TS") && !typeNodesWithCode.has(node.type);
}

/** The nodes right under a node, types included, in no certain order. */
export function findChildren(node: Node): Node[] {
  const children: Node[] = [];
  for (const [key, value] of Object.entries(node)) {
    if (key === "loc" || key === "extra" || key.endsWith("Comments")) continue;
    if (Array.isArray(value)) children.push(...value.filter(isNode));
    else if (isNode(value)) children.push(value);
  }
  return children;
}

function isNode(value: unknown): value is Node {
  return typeof value === "object" && value !== null && "type" in value && "start" in value;
}

/** The node's place in the text. Babel's parser always sets it, whatever its types say. */
export function getRange(node: Node): Range {
  return { start: node.start as number, end: node.end as number };
}

/** The same with the parentheses around an expression. */
export function getOuterStart(node: Node): number {
  const start = node.extra?.parenthesized ? node.extra.parenStart : node.start;
  return start as number;
}

export function isFunction(node: Node): node is FunctionNode {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ObjectMethod":
    case "ClassMethod":
    case "ClassPrivateMethod":
      return true;
    default:
      return false;
  }
}

export type Loop = Extract<
  Node,
  {
    type:
      | "ForStatement"
      | "ForInStatement"
      | "ForOfStatement"
      | "WhileStatement"
      | "DoWhileStatement";
  }
>;

export function isLoop(node: Node): node is Loop {
  return /^(For|ForIn|ForOf|While|DoWhile)Statement$/.test(node.type);
}

/** The identifiers that a pattern binds: `a` and `c` in `{ a, b: [c = 1] }`. */
export function findBound(pattern: Node | null | undefined): string[] {
  switch (pattern?.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((property) =>
        findBound(property.type === "RestElement" ? property : property.value),
      );
    case "ArrayPattern":
      return pattern.elements.flatMap(findBound);
    case "AssignmentPattern":
      return findBound(pattern.left);
    case "RestElement":
      return findBound(pattern.argument);
    default:
      return [];
  }
}

/** The expression without `as`, `!` and the like around it. */
export function unwrapTypes(node: Node): Node {
  switch (node.type) {
    case "TSAsExpression":
    case "TSSatisfiesExpression":
    case "TSNonNullExpression":
    case "TSTypeAssertion":
    case "TSInstantiationExpression":
      return unwrapTypes(node.expression);
    default:
      return node;
  }
}

/** Whether the value takes the name of the variable that it is first assigned to. */
export function isAnonymous(value: Node): boolean {
  switch (value.type) {
    case "ArrowFunctionExpression":
      return true;
    case "FunctionExpression":
    case "ClassExpression":
      return !value.id;
    default:
      return false;
  }
}
