import type { Class, Node, Program } from "@babel/types";
import { findChildren, getRange, isFunction, isTypeOnly } from "./ast";
import { CellSyntaxError } from "./parse-cell";
import type { TextEdits } from "./text-edits";

/**
 * Puts spaces where the types of TypeScript stand, so that JavaScript remains and no line moves.
 * What means something when it runs (enums, namespaces, parameter properties) throws a CellSyntaxError.
 */
export function eraseTypes(program: Program, source: string, edits: TextEdits): void {
  for (const statement of program.body) eraseNode(statement, source, edits);
}

function eraseNode(node: Node, source: string, edits: TextEdits): void {
  refuse(node, source);
  if (isErasedWhole(node)) {
    const { start, end } = getRange(node);
    edits.blank(start, end);
    return;
  }
  erasePunctuation(node, source, edits);
  for (const child of findChildren(node)) eraseNode(child, source, edits);
}

function isErasedWhole(node: Node): boolean {
  if (isTypeOnly(node)) return true;
  if ("declare" in node && node.declare) return true;
  if ("abstract" in node && node.abstract && node.type === "ClassProperty") return true;
  if (node.type === "ExportNamedDeclaration") {
    const { declaration } = node;
    return node.exportKind === "type" || (declaration != null && isErasedWhole(declaration));
  }
  return node.type === "ExportDefaultDeclaration" && isTypeOnly(node.declaration);
}

/** Whatever belongs to a type but stands outside of its node: `?`, `!`, `as`, `implements`, modifiers. */
function erasePunctuation(node: Node, source: string, edits: TextEdits): void {
  const { start, end } = getRange(node);
  switch (node.type) {
    case "Identifier": {
      const typeStart = node.typeAnnotation?.start ?? end;
      if (node.optional) blankLast("?", typeStart, source, edits);
      return;
    }
    case "VariableDeclarator": {
      const annotation = node.id.type === "Identifier" ? node.id.typeAnnotation : undefined;
      if (node.definite && annotation) blankLast("!", getRange(annotation).start, source, edits);
      return;
    }
    case "TSAsExpression":
    case "TSSatisfiesExpression": {
      const keyword = skipBrackets(source, getRange(node.expression).end);
      // The type itself is blanked as a child.
      edits.blank(keyword, keyword + (node.type === "TSAsExpression" ? 2 : "satisfies".length));
      return;
    }
    case "TSNonNullExpression":
      edits.blank(end - 1, end);
      return;
    case "TSTypeAssertion": {
      const { end: typeEnd } = getRange(node.typeAnnotation);
      edits.blank(start, start + 1);
      edits.blank(typeEnd, source.indexOf(">", typeEnd) + 1);
      return;
    }
    case "ClassDeclaration":
    case "ClassExpression":
      eraseClassHead(node, source, edits);
      return;
    case "ClassProperty":
    case "ClassPrivateProperty":
    case "ClassMethod":
    case "ClassPrivateMethod":
      eraseMember(node, source, edits);
  }
  if (isFunction(node)) eraseFunctionHead(node, source, edits);
}

function eraseClassHead(node: Class, source: string, edits: TextEdits): void {
  const { start } = getRange(node);
  if ("abstract" in node && node.abstract) edits.blank(start, start + "abstract".length);
  const [first, ...rest] = node.implements ?? [];
  if (!first) return;
  const keyword = source.lastIndexOf("implements", getRange(first).start - "implements".length);
  edits.blank(keyword, keyword + "implements".length);
  for (const type of rest) blankLast(",", getRange(type).start, source, edits);
}

type Member = Extract<
  Node,
  { type: "ClassProperty" | "ClassPrivateProperty" | "ClassMethod" | "ClassPrivateMethod" }
>;

function eraseMember(node: Member, source: string, edits: TextEdits): void {
  const { start, end } = getRange(node);
  const key = getRange(node.key);
  const head = source.slice(start, key.start);
  for (const match of head.matchAll(/\b(public|private|protected|readonly|override)\b/g)) {
    edits.blank(start + match.index, start + match.index + match[0].length);
  }
  const isProperty = node.type === "ClassProperty" || node.type === "ClassPrivateProperty";
  const mark = node.optional ? "?" : isProperty && node.definite ? "!" : undefined;
  if (mark) {
    const at = source.indexOf(mark, key.end);
    edits.blank(at, at + 1);
  }
  // Without its type a property may run into the next one.
  if (isProperty && source[end - 1] !== ";") edits.wrap({ start, end }, "", ";");
}

function eraseFunctionHead(
  node: Extract<Node, { params: unknown; body: unknown }>,
  source: string,
  edits: TextEdits,
): void {
  if (!isFunction(node)) return;
  const [first, second] = node.params;
  if (first?.type === "Identifier" && first.name === "this") {
    const { start, end } = getRange(first);
    edits.blank(start, start + "this".length);
    const comma = skipSpace(source, end);
    if (second || source[comma] === ",") edits.blank(comma, comma + 1);
  }
  if (node.type !== "ArrowFunctionExpression") return;
  // No line may begin between the brackets of an arrow function and its arrow, nor before the brackets.
  const { returnType, typeParameters } = node;
  if (returnType && hasLineBreak(source, returnType)) {
    const range = getRange(returnType);
    blankLast(")", range.start, source, edits);
    edits.wrap(range, "", ")");
  }
  if (typeParameters && hasLineBreak(source, typeParameters)) {
    const { start, end } = getRange(typeParameters);
    const bracket = skipSpace(source, end);
    edits.wrap({ start, end }, "(", "");
    edits.blank(bracket, bracket + 1);
  }
}

function hasLineBreak(source: string, node: Node): boolean {
  const { start, end } = getRange(node);
  return /[\r\n\u2028\u2029]/.test(source.slice(start, end));
}

function blankLast(mark: string, before: number, source: string, edits: TextEdits): void {
  const at = source.lastIndexOf(mark, before - 1);
  edits.blank(at, at + 1);
}

const space = /(?:\s|\/\/.*|\/\*[\s\S]*?\*\/)*/y;
const spaceAndBrackets = /(?:\s|\)|\/\/.*|\/\*[\s\S]*?\*\/)*/y;

/** The offset of the next token. */
export function skipSpace(source: string, from: number): number {
  space.lastIndex = from;
  return from + (space.exec(source)?.[0].length ?? 0);
}

function skipBrackets(source: string, from: number): number {
  spaceAndBrackets.lastIndex = from;
  return from + (spaceAndBrackets.exec(source)?.[0].length ?? 0);
}

function refuse(node: Node, source: string): void {
  const sentence = findRefusal(node, source);
  if (!sentence) return;
  const { start, end } = getRange(node);
  throw new CellSyntaxError(sentence, start, end);
}

function findRefusal(node: Node, source: string): string | undefined {
  switch (node.type) {
    case "TSEnumDeclaration":
      return node.declare
        ? undefined
        : `An enum cannot run in a cell. Write an object instead: const ${node.id.name} = { First: 0, Second: 1 } as const.`;
    case "TSModuleDeclaration":
      return node.declare
        ? undefined
        : "A namespace cannot run in a cell. Write an object or a cell of its own instead.";
    case "TSParameterProperty":
      return "A parameter cannot declare a property in a cell. Declare the property in the class, and set it in the constructor: this.x = x.";
    case "TSTypeAssertion":
      return hasLineBreak(source, { ...node, end: node.expression.start })
        ? "A type in front of a value has to stand in one line with it. Write it behind the value instead: value as Type."
        : undefined;
    case "TSExportAssignment":
    case "TSImportEqualsDeclaration":
      return 'This form of import or export cannot run in a cell. Write import … from "…" instead.';
    default:
      return undefined;
  }
}
