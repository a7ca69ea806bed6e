import { evaluate } from "@mdx-js/mdx";
import type { MDXComponents } from "mdx/types";
import { createElement } from "react";
import * as runtime from "react/jsx-runtime";
import { renderToStaticMarkup } from "react-dom/server";
import rehypeKatex from "rehype-katex";
import rehypeSlug from "rehype-slug";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import exportSections from "./export-sections.mjs";
import failOnWarnings from "./fail-on-warnings.mjs";
import freezeHtml from "./freeze-html.mjs";
import highlightCode from "./highlight-code.mjs";
import markInlineAsides from "./mark-inline-asides.mjs";
import numberCells from "./number-cells.mjs";
import numberEquations from "./number-equations.mjs";
import placeExercises from "./place-exercises.mjs";
import typeset from "./typeset.mjs";

/** The HTML and the sections of a chapter, by the plugins of `next.config.mjs` in their order. */
export async function renderChapter(
  source: string,
  components: MDXComponents = {},
  path = "/book/content/chapters/gradient-descent/chapter.mdx",
) {
  const file = { value: source, path };
  const {
    default: Text,
    sections,
    cells,
  } = await evaluate(file, {
    ...runtime,
    remarkPlugins: [
      remarkGfm,
      remarkMath,
      [numberEquations, { chapterNumbers: { "gradient-descent": 6 } }],
      numberCells,
      placeExercises,
      markInlineAsides,
      typeset,
    ],
    rehypePlugins: [
      rehypeSlug,
      [rehypeKatex, { strict: "error" }],
      failOnWarnings,
      highlightCode,
      exportSections,
      freezeHtml,
    ],
  });
  const html = renderToStaticMarkup(createElement(Text, { components }));
  return {
    html,
    sections: sections as { id: string; title: string }[],
    cells: cells as { id: string; kind: string }[],
  };
}
