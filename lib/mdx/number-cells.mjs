import { existsSync } from "node:fs";
import path from "node:path";
import { toAttribute, toExport, walk } from "./tree.mjs";

/**
 * Numbers the cells of a chapter, one-based from its top, and exports their list.
 *
 * `<Cell id="descend-by-hand" />` gets the props `chapter`, `number` and `kind`: its source is
 * `cells/descend-by-hand.ts` beside the chapter, or `.md` for a cell of Markdown. The compiled
 * chapter exports `cells`, as `{ id, kind }[]`.
 *
 * Fails at its place in the file on an id that is missing, used twice or not in kebab-case, and on a
 * cell whose source does not exist, or exists in both kinds.
 */
export default function numberCells() {
  return (tree, file) => {
    const folder = file.path ? path.dirname(file.path) : ".";
    const cells = [];
    for (const node of findCells(tree)) {
      const id = getId(node);
      const fail = (sentence) => file.fail(sentence, node);
      if (id === undefined || !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)) {
        fail('<Cell>: expected an id in kebab-case, as in <Cell id="descend-by-hand" />.');
      }
      if (cells.some((cell) => cell.id === id)) fail(`<Cell id="${id}" /> is used twice.`);
      const kind = findKind(folder, id, fail);
      cells.push({ id, kind });
      node.attributes.push(
        toAttribute("chapter", path.basename(folder)),
        toAttribute("kind", kind),
        toAttribute("number", cells.length),
      );
    }
    tree.children.unshift(toExport("cells", cells));
  };
}

/** The `<Cell>` elements below a syntax tree of MDX, in the order of the text. */
export function findCells(tree) {
  const cells = [];
  walk(tree, (node) => {
    if (/^mdxJsx(Flow|Text)Element$/.test(node.type) && node.name === "Cell") cells.push(node);
  });
  return cells;
}

/** Undefined where it is missing, or computed. */
export function getId(cell) {
  const value = cell.attributes.find(({ name }) => name === "id")?.value;
  return typeof value === "string" ? value : undefined;
}

const extensions = { code: "ts", markdown: "md" };

function findKind(folder, id, fail) {
  const files = Object.entries(extensions).map(([kind, extension]) => ({
    kind,
    name: `cells/${id}.${extension}`,
  }));
  const found = files.filter(({ name }) => existsSync(path.join(folder, name)));
  const [only] = found;
  if (found.length !== 1) {
    const came = only ? "there are both" : "there is neither";
    fail(
      `<Cell id="${id}" />: expected ${files.map(({ name }) => name).join(" or ")}, but ${came}.`,
    );
  }
  return only.kind;
}
