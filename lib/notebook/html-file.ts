import type { Cell } from "./cell";
import { toIpynb } from "./ipynb";
import type { CellOutput } from "./output";

/** Opens the notebook in an HTML file; what follows, up to the end of the script, is the `.ipynb`. */
export const notebookTag = '<script type="application/x-ipynb+json">';

/**
 * The notebook as one HTML file that asks for nothing else and runs nothing, to be read and printed,
 * and opened again with `openNotebookFile`.
 *
 * `renderOutput` gives sanitized HTML with its pictures inline, and `styles` is the style sheet of it. A Markdown cell is given to it
 * as an output with `text/markdown`.
 */
export function toHtmlFile(
  cells: readonly Cell[],
  {
    title,
    renderOutput,
    styles = "",
  }: { title: string; renderOutput: (output: CellOutput) => string; styles?: string },
): string {
  // In JSON a "<" occurs only in strings, so that it can always be written so.
  const embedded = toIpynb(cells, { title }).replaceAll("<", "\\u003c");
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<style>${ownStyles}${styles.replaceAll("</", "<\\/")}</style>
${notebookTag}
${embedded}</script>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${cells.map((cell) => renderCell(cell, renderOutput)).join("\n")}
</main>
</body>
</html>
`;
}

function renderCell(cell: Cell, renderOutput: (output: CellOutput) => string): string {
  if (cell.kind === "markdown") {
    const data = { "text/plain": cell.source, "text/markdown": cell.source };
    return `<section>${renderOutput({ type: "display_data", data })}</section>`;
  }
  const count = cell.executionCount === null ? "[ ]" : `[${cell.executionCount}]`;
  const outputs = cell.outputs.map((output) => `<div class="output">${renderOutput(output)}</div>`);
  // HTML drops a line break that follows the tag.
  return `<section><div class="count">${count}</div><pre class="source">\n<code>${escapeHtml(cell.source)}</code></pre>${outputs.join("")}</section>`;
}

export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

const ownStyles = `
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fdfcf9; --quiet: #6a675f; --line: #d8d4ca; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e4e1d8; --paper: #191815; --quiet: #a09c91; --line: #3d3a34; }
}
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.125rem/1.6 "Source Serif 4", Charter, Georgia, serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
section { position: relative; margin: 1.5rem 0; }
pre, code, .count { font: 0.875rem/1.5 "Source Code Pro", ui-monospace, Menlo, Consolas, monospace; }
pre { margin: 0; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 2; }
.source { padding: 0.5rem 0 0.5rem 1rem; border-left: 2px solid var(--line); }
.count { color: var(--quiet); }
.output { margin: 0.5rem 0 0 1rem; overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.1rem 0.75rem 0.1rem 0; text-align: left; border-bottom: 1px solid var(--line); }
img, svg { max-width: 100%; height: auto; }
a { color: inherit; }
@media print {
  :root { --ink: #000; --paper: #fff; --quiet: #444; --line: #bbb; }
  body { font-size: 10.5pt; }
  main { max-width: none; padding: 0; }
  .output { overflow: visible; }
  h1, h2, h3, .count { break-after: avoid; }
  img, svg, tr { break-inside: avoid; }
}
`;
