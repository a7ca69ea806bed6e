import { existsSync } from "node:fs";
import path from "node:path";
import { getId } from "./number-cells.mjs";
import { toAttribute, walk } from "./tree.mjs";

/**
 * Tells each exercise of a chapter where it is: `<Exercise id="step-length" />` gets the prop `chapter`.
 * Its folder is `exercises/step-length` beside the chapter, with `exercise.ts` and `prompt.mdx`.
 *
 * Fails at its place in the file on an id that is missing, used twice or not in kebab-case, on a folder
 * or a file in it that does not exist, and on an exercise with text of its own or within another's prompt.
 */
export default function placeExercises() {
  return (tree, file) => {
    const folder = file.path ? path.dirname(file.path) : ".";
    const ids = new Set();
    for (const node of findExercises(tree)) {
      const id = getId(node);
      const fail = (sentence) => file.fail(sentence, node);
      if (id === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
        fail('<Exercise>: expected an id in kebab-case, as in <Exercise id="step-length" />.');
      }
      const name = `<Exercise id="${id}" />`;
      if (path.basename(path.dirname(folder)) === "exercises") {
        fail(`${name}: an exercise stands in a chapter, not in a prompt.`);
      }
      if (ids.has(id)) fail(`${name} is used twice.`);
      ids.add(id);
      if (node.children.length > 0) {
        fail(
          `${name}: its question belongs into exercises/${id}/prompt.mdx, not between two tags.`,
        );
      }
      const missing = ["", "/exercise.ts", "/prompt.mdx"]
        .map((part) => `exercises/${id}${part}`)
        .find((part) => !existsSync(path.join(folder, part)));
      if (missing !== undefined) fail(`${name}: expected ${missing}, but it does not exist.`);
      node.attributes.push(toAttribute("chapter", path.basename(folder)));
    }
  };
}

function findExercises(tree) {
  const found = [];
  walk(tree, (node) => {
    if (/^mdxJsx(Flow|Text)Element$/.test(node.type) && node.name === "Exercise") found.push(node);
  });
  return found;
}
