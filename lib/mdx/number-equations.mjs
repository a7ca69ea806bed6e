import { walk } from "./tree.mjs";

const label = /\\label\{([^}]*)\}/g;

/**
 * Numbers the display equations that carry a `\label`, and fills the links that refer to them.
 *
 * `$$ … \label{step} $$` becomes the equation (6.1) with the id `eq-step`, and `[](#eq-step)` reads
 * "(6.1)". Equations without a label have no number. `chapterNumbers` maps a chapter's folder to
 * its number; outside of a chapter an equation is just (1). A `$$ … $$` that fills a line of its own
 * is a display equation too.
 *
 * Fails at its place in the file on a label that is used twice, is not in kebab-case or stands in
 * running text, and on a link to an equation that does not exist.
 */
export default function numberEquations({ chapterNumbers = {} } = {}) {
  return (tree, file) => {
    const folder = file.path?.match(/chapters[\\/]([^\\/]+)[\\/]/)?.[1];
    const chapter = chapterNumbers[folder];
    const numbers = new Map();

    walk(tree, (node, parent, index) => {
      if (node.type === "paragraph" && isDisplayLine(node, file)) {
        parent.children[index] = equation(toDisplayMath(node.children[0]), numbers, chapter, file);
        return false;
      }
      if (node.type === "math") {
        parent.children[index] = equation(node, numbers, chapter, file);
        return false;
      }
      if (node.type === "inlineMath" && node.value.match(label)) {
        file.fail(
          "A formula in running text cannot have a \\label; give it lines of its own.",
          node,
        );
      }
    });

    walk(tree, (node) => {
      if (node.type !== "link" || !node.url.startsWith("#eq-")) return;
      const name = node.url.slice("#eq-".length);
      const number = numbers.get(name);
      if (number === undefined) {
        const known = [...numbers.keys()].join(", ") || "none";
        file.fail(
          `There is no equation with \\label{${name}}. Labels in this file: ${known}.`,
          node,
        );
      }
      if (node.children.length === 0) {
        node.children = [{ type: "text", value: number }];
        node.data = { hProperties: { ariaLabel: `Equation ${number.slice(1, -1)}` } };
      }
    });
  };
}

function equation(math, numbers, chapter, file) {
  const names = [...math.value.matchAll(label)].map((match) => match[1]);
  if (names.length > 1) file.fail("An equation takes one \\label.", math);
  const name = names[0];
  const body = { type: "equationBody", children: [withoutLabel(math)], data: box("equation-body") };
  if (name === undefined) return { type: "equation", children: [body], data: box("equation") };

  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
    file.fail(`\\label{${name}}: expected a name in kebab-case.`, math);
  }
  if (numbers.has(name)) file.fail(`\\label{${name}} is used twice.`, math);
  const count = numbers.size + 1;
  const number = chapter === undefined ? `(${count})` : `(${chapter}.${count})`;
  numbers.set(name, number);
  return {
    type: "equation",
    children: [
      body,
      {
        type: "equationNumber",
        children: [{ type: "text", value: number }],
        data: box("equation-number"),
      },
    ],
    data: box("equation", { id: `eq-${name}` }),
  };
}

function box(className, properties = {}) {
  return { hName: "div", hProperties: { className: [className], ...properties } };
}

function withoutLabel(math) {
  return displayMath(math.value.replace(label, "").trim(), math.position);
}

function toDisplayMath(inlineMath) {
  return { type: "math", value: inlineMath.value, position: inlineMath.position };
}

/** The node that remark-math makes of a fenced formula. */
function displayMath(value, position) {
  const code = {
    type: "element",
    tagName: "code",
    properties: { className: ["language-math", "math-display"] },
    children: [{ type: "text", value }],
  };
  return { type: "math", value, position, data: { hName: "pre", hChildren: [code] } };
}

/** Whether a paragraph is nothing but one `$$ … $$`, which remark-math takes for running text. */
function isDisplayLine(paragraph, file) {
  const [only] = paragraph.children;
  if (paragraph.children.length !== 1 || only.type !== "inlineMath" || !only.position) return false;
  const start = only.position.start.offset;
  return String(file.value).slice(start, start + 2) === "$$";
}
