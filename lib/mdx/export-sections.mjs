import { plainText, toExpression, toProgram, walk } from "./tree.mjs";

/** Exports `sections`, the id and title of each h2, from the compiled chapter, for its navigation. */
export default function exportSections() {
  return (tree) => {
    const sections = [];
    walk(tree, (node) => {
      if (node.tagName === "h2" && node.properties.id) {
        sections.push({ id: node.properties.id, title: plainText(node).trim() });
      }
    });
    const declaration = {
      type: "VariableDeclaration",
      kind: "const",
      declarations: [
        {
          type: "VariableDeclarator",
          id: { type: "Identifier", name: "sections" },
          init: toExpression(sections),
        },
      ],
    };
    const estree = toProgram([
      { type: "ExportNamedDeclaration", declaration, specifiers: [], source: null, attributes: [] },
    ]);
    tree.children.unshift({ type: "mdxjsEsm", value: "", data: { estree } });
  };
}
