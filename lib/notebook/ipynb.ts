import type { Cell } from "./cell";
import { takeId } from "./cell-ids";
import { printFence } from "./fence";
import { fromNbOutput, parseErrors, pickErrors, toCount, toNbOutput } from "./ipynb-outputs";
import { joinLines, type NbCell, type NbNotebook, splitLines } from "./nbformat/nbformat";
import { readNbformat } from "./nbformat/read";

/**
 * The cells as a Jupyter notebook, nbformat 4.5, with their outputs, for a kernel of TypeScript: Deno's,
 * since it is kept up, and like our cells knows `await` and `import` at the top. Beside the forms
 * that only the book shows, every output has text, and pictures are PNG too. The author's text and all
 * that is known of errors are in the cells' metadata, under `descent`.
 */
export function toIpynb(cells: readonly Cell[], { title }: { title: string }): string {
  const taken = new Set<string>();
  return printNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Deno", language: "typescript", name: "deno" },
      language_info: {
        codemirror_mode: "typescript",
        file_extension: ".ts",
        mimetype: "text/x.typescript",
        name: "typescript",
        pygments_lexer: "typescript",
      },
      title,
    },
    cells: cells.map((cell) => toNbCell(cell, takeId(cell.id, taken))),
  });
}

/** With one space of indentation and a line end, as Jupyter writes it. */
export function printNotebook(notebook: NbNotebook): string {
  return `${JSON.stringify(notebook, null, 1)}\n`;
}

/**
 * The cells of a Jupyter notebook, nbformat 4.0 and later, checked against the schema of 4.5. HTML in
 * outputs stays as it is and must be sanitized where it is shown. Kinds of output that the book does
 * not know, attachments, and the tracebacks of foreign errors are left out. Raw cells become Markdown in a
 * code fence. Code in another language comes as it is, under a Markdown cell that says so.
 *
 * Throws a RangeError, in a sentence for readers that begins with `name`, if the text is no such
 * notebook.
 */
export function parseIpynb(text: string, name = "The notebook"): Cell[] {
  const notebook = readNbformat(text, name);
  const cells = notebook.cells.map(fromNbCell);
  const language = findForeignLanguage(notebook);
  if (language === undefined || !cells.some(({ kind }) => kind === "code")) return cells;
  const taken = new Set(cells.map(({ id }) => id));
  return [
    {
      id: takeId("language", taken),
      kind: "markdown",
      source: `This notebook was written in ${language}. Its code is here as it was, but cells run only as TypeScript or JavaScript.`,
      outputs: [],
      executionCount: null,
    },
    ...cells,
  ];
}

function toNbCell(cell: Cell, id: string): NbCell {
  const errors = pickErrors(cell.outputs);
  const descent = {
    ...(cell.author !== undefined && { author: cell.author }),
    ...(errors.length > 0 && { errors }),
  };
  const metadata = Object.keys(descent).length === 0 ? {} : { descent };
  const source = splitLines(cell.source);
  if (cell.kind === "markdown") return { cell_type: "markdown", id, metadata, source };
  return {
    cell_type: "code",
    execution_count: toCount(cell.executionCount),
    id,
    metadata,
    outputs: cell.outputs.map(toNbOutput),
    source,
  };
}

function fromNbCell(cell: NbCell): Cell {
  const { id, metadata } = cell;
  const descent = metadata.descent as { author?: unknown; errors?: unknown } | null | undefined;
  const text = joinLines(cell.source);
  const common = {
    id,
    source: cell.cell_type === "raw" ? printFence(text) : text,
    ...(typeof descent?.author === "string" && { author: descent.author }),
  };
  if (cell.cell_type !== "code") {
    return { ...common, kind: "markdown", outputs: [], executionCount: null };
  }
  const errors = parseErrors(descent?.errors).values();
  return {
    ...common,
    kind: "code",
    outputs: cell.outputs.map((output) =>
      fromNbOutput(output, output.output_type === "error" ? errors.next().value : undefined),
    ),
    executionCount: toCount(cell.execution_count),
  };
}

/** The name of the notebook's language, safe in Markdown, unless its code can run here. */
function findForeignLanguage({ metadata }: NbNotebook): string | undefined {
  const info = metadata.language_info as { name: string } | undefined;
  if (!info || /^(typescript|javascript|ts|js|deno|tslab|jslab)$/i.test(info.name))
    return undefined;
  return /^[\w+# -]{1,40}$/.test(info.name) ? `"${info.name}"` : "another language";
}
