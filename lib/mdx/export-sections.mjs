import { plainText, toExport, walk } from "./tree.mjs";

/** Exports `sections`, the id and title of each h2, from the compiled chapter, for its navigation. */
export default function exportSections() {
  return (tree) => {
    const sections = [];
    walk(tree, (node) => {
      if (node.tagName === "h2" && node.properties.id) {
        sections.push({ id: node.properties.id, title: plainText(node).trim() });
      }
    });
    tree.children.unshift(toExport("sections", sections));
  };
}
