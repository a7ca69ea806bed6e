import { readFile } from "node:fs/promises";
import path from "node:path";
import { parseExpression } from "@babel/parser";
import type { Expression, JSXElement, ObjectProperty } from "@babel/types";
import type { ExperimentInput } from "@/lib/experiment/experiment";
import { chapterFolder } from "./exercises";

/**
 * The Experiment that a chapter gives its trainable figure with this id, or undefined where there is no such
 * figure. For tools and tests: it reads files.
 */
export async function findFigureExperiment(
  slug: string,
  id: string,
): Promise<ExperimentInput | undefined> {
  const text = await readFile(path.join(chapterFolder(slug), "chapter.mdx"), "utf8");
  return findTrainExperiment(text, id);
}

/** The same in a chapter's text. Throws a SyntaxError where the Experiment is not written out. */
export function findTrainExperiment(text: string, id: string): ExperimentInput | undefined {
  for (const [tag] of text.matchAll(/<Train\b[\s\S]*?\/>/g)) {
    const element = parseExpression(tag, { plugins: ["jsx"] }) as unknown as JSXElement;
    const attributes = new Map<unknown, unknown>();
    for (const attribute of element.openingElement.attributes) {
      if (attribute.type !== "JSXAttribute") continue;
      const { name, value } = attribute;
      if (name.name !== "id" && name.name !== "experiment") continue;
      const written = value?.type === "JSXExpressionContainer" ? value.expression : value;
      attributes.set(name.name, readLiteral(written as Expression));
    }
    if (attributes.get("id") === id) return (attributes.get("experiment") ?? {}) as ExperimentInput;
  }
  return undefined;
}

/** The value of an expression that is written out: numbers, texts, lists and objects. */
function readLiteral(node: Expression): unknown {
  switch (node.type) {
    case "NumericLiteral":
    case "StringLiteral":
    case "BooleanLiteral":
      return node.value;
    case "UnaryExpression":
      if (node.operator === "-") return -(readLiteral(node.argument) as number);
      break;
    case "ArrayExpression":
      return node.elements.map((element) => readLiteral(element as Expression));
    case "ObjectExpression":
      return Object.fromEntries(
        (node.properties as ObjectProperty[]).map(({ key, value }) => [
          key.type === "StringLiteral" ? key.value : (key as { name: string }).name,
          readLiteral(value as Expression),
        ]),
      );
  }
  throw new SyntaxError(
    `findTrainExperiment: expected an Experiment that is written out, but got a ${node.type}.`,
  );
}
