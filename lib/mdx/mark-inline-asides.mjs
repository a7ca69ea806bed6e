import { walk } from "./tree.mjs";

/** Tells an `Aside` in the middle of a paragraph that it is there, where HTML allows no block. */
export default function markInlineAsides() {
  return (tree) => {
    walk(tree, (node) => {
      if (node.type === "mdxJsxTextElement" && node.name === "Aside") {
        node.attributes.push({ type: "mdxJsxAttribute", name: "isInline", value: null });
      }
    });
  };
}
