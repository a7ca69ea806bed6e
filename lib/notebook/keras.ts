import type { Cell, CellId } from "./cell";
import { takeId } from "./cell-ids";
import { printFence } from "./fence";
import { printNotebook } from "./ipynb";
import { type NbCell, splitLines } from "./nbformat/nbformat";

/**
 * The notebook in Python, for Colab: each code cell is its Python twin, and one without a twin becomes
 * Markdown that shows the JavaScript. Of a cell that the reader has edited the twin is the author's
 * version, and says so. Without outputs.
 */
export function toKerasNotebook(
  cells: readonly Cell[],
  twins: Readonly<Record<CellId, string>>,
): string {
  const taken = new Set<string>();
  return printNotebook({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {
      kernelspec: { display_name: "Python 3", language: "python", name: "python3" },
      language_info: { file_extension: ".py", mimetype: "text/x-python", name: "python" },
    },
    cells: cells.map((cell): NbCell => {
      const common = { id: takeId(cell.id, taken), metadata: {} };
      const twin = Object.hasOwn(twins, cell.id) ? twins[cell.id] : undefined;
      if (cell.kind === "markdown" || twin === undefined) {
        const source = cell.kind === "markdown" ? cell.source : showJavaScript(cell.source);
        return { ...common, cell_type: "markdown", source: splitLines(source) };
      }
      const isEdited = cell.author !== undefined && cell.author !== cell.source;
      return {
        ...common,
        cell_type: "code",
        execution_count: null,
        outputs: [],
        source: splitLines(isEdited ? editedNote + twin : twin),
      };
    }),
  });
}

const editedNote = "# This is the author's version. What was changed in the book is not in it.\n";

function showJavaScript(source: string): string {
  return `This cell has no Python version. In the book it is:\n\n${printFence(source, "js")}`;
}
