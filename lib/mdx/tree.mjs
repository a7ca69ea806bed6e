/** The few walks through a syntax tree that our plugins need. */

/**
 * Calls `visit(node, parent, index)` for every node below `tree`, parents first. A visitor that
 * returns `false` keeps the walk out of that node's children.
 */
export function walk(tree, visit) {
  // A copy, since a visitor may replace the node that it is given.
  for (const [index, node] of [...(tree.children ?? [])].entries()) {
    if (visit(node, tree, index) !== false) walk(node, visit);
  }
}

/** Shiki writes `class` as HTML does, the others `className` as the tree's specification does. */
export function classesOf(node) {
  const classes = node.properties?.className ?? node.properties?.class ?? [];
  return Array.isArray(classes) ? classes : String(classes).split(" ");
}

export function hasClass(node, name) {
  return classesOf(node).includes(name);
}

/** The text of a heading as it is read: formulas by their characters, not by their TeX source. */
export function plainText(node) {
  if (node.type === "text") return node.value;
  if (node.tagName === "annotation" || hasClass(node, "katex-html")) return "";
  return (node.children ?? []).map(plainText).join("");
}

/** A JavaScript value (plain data) as an ESTree expression. */
export function toExpression(value) {
  if (Array.isArray(value)) {
    return { type: "ArrayExpression", elements: value.map(toExpression) };
  }
  if (value !== null && typeof value === "object") {
    return {
      type: "ObjectExpression",
      properties: Object.entries(value).map(([key, entry]) => ({
        type: "Property",
        key: { type: "Literal", value: key },
        value: toExpression(entry),
        kind: "init",
        method: false,
        shorthand: false,
        computed: false,
      })),
    };
  }
  return { type: "Literal", value };
}

export function toProgram(body) {
  return { type: "Program", sourceType: "module", comments: [], body };
}

/** An attribute of an MDX element whose value is plain data. */
export function toAttribute(name, value) {
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

/** `export const name = value`, of plain data, as a node of a chapter. */
export function toExport(name, value) {
  const id = { type: "Identifier", name };
  const declaration = {
    type: "VariableDeclaration",
    kind: "const",
    declarations: [{ type: "VariableDeclarator", id, init: toExpression(value) }],
  };
  const estree = toProgram([
    { type: "ExportNamedDeclaration", declaration, specifiers: [], source: null, attributes: [] },
  ]);
  return { type: "mdxjsEsm", value: "", data: { estree } };
}
