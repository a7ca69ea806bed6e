import type { syntaxTree } from "@codemirror/language";

type Tree = ReturnType<typeof syntaxTree>;
type SyntaxNode = Tree["topNode"];

/** What is set apart by colour; all else is plain ink. Each is a custom property of the book's theme. */
export type TokenKind = "comment" | "constant" | "function" | "keyword" | "punctuation" | "string";

export interface ColouredSpan {
  from: number;
  to: number;
  kind: TokenKind;
}

type ReadText = (from: number, to: number) => string;

/**
 * The coloured spans of a tree of TypeScript between two offsets, in order and without overlaps.
 *
 * The static pages are coloured by Shiki, whose grammar tells tokens apart by what stands beside them: what is
 * called, what a property is taken from, what a `const` names. These rules say the same of the editor's tree.
 */
export function findSpans(tree: Tree, text: ReadText, from: number, to: number): ColouredSpan[] {
  const spans: ColouredSpan[] = [];
  tree.iterate({
    from,
    to,
    enter({ name, node }) {
      if (name === "TemplateString") {
        addTemplate(spans, node);
        return;
      }
      const kind = classify(node, text);
      if (kind) add(spans, node.from, node.to, kind);
      // What is coloured as a whole has no parts of other colours.
      return !kind;
    },
  });
  return spans.sort((a, b) => a.from - b.from);
}

function add(spans: ColouredSpan[], from: number, to: number, kind: TokenKind) {
  if (from < to) spans.push({ from, to, kind });
}

/** The text of a template between its interpolations, whose insides are visited after this. */
function addTemplate(spans: ColouredSpan[], template: SyntaxNode) {
  let from = template.from;
  for (let child = template.firstChild; child; child = child.nextSibling) {
    if (child.name !== "Interpolation") continue;
    add(spans, from, child.from, "string");
    from = child.to;
  }
  add(spans, from, template.to, "string");
}

const wholes: Record<string, TokenKind | undefined> = {
  LineComment: "comment",
  BlockComment: "comment",
  String: "string",
  RegExp: "string",
  Number: "constant",
  BigInt: "constant",
  BooleanLiteral: "constant",
  NullType: "constant",
  VoidType: "constant",
  Star: "constant",
  null: "constant",
  this: "constant",
  ",": "punctuation",
  ":": "keyword",
  InterpolationStart: "keyword",
  InterpolationEnd: "keyword",
  Equals: "keyword",
  ArithOp: "keyword",
  UpdateOp: "keyword",
  CompareOp: "keyword",
  LogicOp: "keyword",
  BitOp: "keyword",
  Arrow: "keyword",
  Spread: "keyword",
  Optional: "keyword",
  TypeDefinition: "function",
};

const primitiveTypes =
  /^(any|bigint|boolean|never|null|number|object|string|symbol|undefined|unknown|void)$/;
const upperCase = /^[A-Z][A-Z\d_$]*$/;

function classify(node: SyntaxNode, text: ReadText): TokenKind | undefined {
  const { name, parent } = node;
  switch (name) {
    case "VariableDefinition":
      return classifyDefinition(node, text);
    case "VariableName":
      if (/^(undefined|NaN|Infinity)$/.test(text(node.from, node.to))) return "constant";
      return classifyUse(node, text);
    case "PropertyName":
      return classifyUse(node, text);
    case "PropertyDefinition":
      if (text(node.from, node.to) === "constructor") return "keyword";
      return isMethod(node) ? "function" : undefined;
    case "TypeName":
      return primitiveTypes.test(text(node.from, node.to)) ? "constant" : "function";
    case ":":
      return /^(PatternProperty|CaseLabel|DefaultLabel)$/.test(parent?.name ?? "")
        ? undefined
        : "keyword";
    case ".":
    case "?.":
      return parent && isCallee(parent) ? "function" : undefined;
    case "super":
      return isCalled(node) ? "function" : "constant";
    default:
      // The tree names a keyword by itself: `const`, `await`.
      return wholes[name] ?? (/^[a-z]+$/.test(name) ? "keyword" : undefined);
  }
}

function classifyDefinition(node: SyntaxNode, text: ReadText): TokenKind | undefined {
  const { parent } = node;
  if (parent?.name === "FunctionDeclaration" || parent?.name === "ClassDeclaration") {
    return "function";
  }
  if (isFunction(node.nextSibling) || isFunction(node.nextSibling?.nextSibling)) return "function";
  let outer = parent;
  while (outer && /Pattern/.test(outer.name)) outer = outer.parent;
  const isConst = /^(VariableDeclaration|ForOfSpec|ForInSpec)$/.test(outer?.name ?? "")
    ? outer?.getChild("const")
    : null;
  return isConst || upperCase.test(text(node.from, node.to)) ? "constant" : undefined;
}

function classifyUse(node: SyntaxNode, text: ReadText): TokenKind | undefined {
  const { parent } = node;
  const isMember = parent?.name === "MemberExpression";
  // Of `a.b` the name `b` is called where the whole is.
  const whole = isMember && parent.lastChild?.from === node.from ? parent : node;
  if (isCalled(whole) || node.prevSibling?.name === "instanceof") return "function";
  if (isObject(whole) || upperCase.test(text(node.from, node.to))) return "constant";
  return undefined;
}

function isCalled(node: SyntaxNode): boolean {
  const { parent } = node;
  if (parent?.name === "InstantiationExpression") return isCalled(parent);
  if (parent?.name === "ClassDeclaration") return node.prevSibling?.name === "extends";
  const isCall = parent?.name === "CallExpression" || parent?.name === "NewExpression";
  return isCall && node.nextSibling?.name === "ArgList";
}

/** Whether it is called, or is what a called name is taken from: all dots of `tf.train.sgd(…)`. */
function isCallee(node: SyntaxNode): boolean {
  if (isCalled(node)) return true;
  return isObject(node) && node.parent !== null && isCallee(node.parent);
}

/** Whether a property is taken from it by its name. */
function isObject(node: SyntaxNode): boolean {
  const { parent, nextSibling } = node;
  return parent?.name === "MemberExpression" && /^(\.|\?\.)$/.test(nextSibling?.name ?? "");
}

function isMethod(node: SyntaxNode): boolean {
  if (node.nextSibling?.name === "ParamList") return true;
  return isFunction(node.nextSibling?.nextSibling);
}

function isFunction(node: SyntaxNode | null | undefined): boolean {
  return node?.name === "ArrowFunction" || node?.name === "FunctionExpression";
}
