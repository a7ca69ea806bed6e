import { walk } from "./tree.mjs";

/** Sets typographic apostrophes and quotation marks in running text, where authors type straight ones. */
export default function typeset() {
  return (tree) => {
    walk(tree, (node, parent, index) => {
      if (node.type !== "text") return;
      const before = parent.children[index - 1];
      node.value = curl(node.value, before !== undefined && before.type !== "break");
    });
  };
}

/**
 * A mark opens where nothing, a space, a bracket or a dash stands before it, and closes elsewhere.
 * `isContinued` says that something does stand before the text, as a formula or an emphasis.
 */
export function curl(text, isContinued = false) {
  const before = isContinued ? "([\\s([{—–“])" : "(^|[\\s([{—–“])";
  return text
    .replace(new RegExp(`${before}"`, "g"), "$1“")
    .replaceAll('"', "”")
    .replace(new RegExp(`${before}'`, "g"), "$1‘")
    .replaceAll("'", "’");
}
