import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCells, anyText } from "./arbitrary";
import type { Cell } from "./cell";
import { toKerasNotebook } from "./keras";
import { checkNbformat } from "./nbformat/nbformat";

const cell = (id: string, change: Partial<Cell> = {}): Cell => ({
  id,
  kind: "code",
  source: "tf.tensor(1)",
  outputs: [{ type: "stream", name: "stdout", text: "1" }],
  executionCount: 1,
  ...change,
});
const read = (cells: Cell[], twins: Record<string, string>) =>
  JSON.parse(toKerasNotebook(cells, twins)).cells.map(
    ({ cell_type, source }: { cell_type: string; source: string[] }) =>
      `${cell_type}: ${source.join("")}`,
  );

describe("toKerasNotebook(cells, twins)", () => {
  it("puts the Python twin in the place of each code cell, and keeps Markdown", () => {
    const cells = [cell("a", { kind: "markdown", source: "# Text" }), cell("b")];
    expect(read(cells, { b: "import keras" })).toEqual(["markdown: # Text", "code: import keras"]);
  });

  it("shows the JavaScript of a cell without a twin", () => {
    expect(read([cell("toString")], {})).toEqual([
      "markdown: This cell has no Python version. In the book it is:\n\n```js\ntf.tensor(1)\n```",
    ]);
  });

  it("says so where the reader's edits are not in the twin", () => {
    expect(read([cell("a", { author: "tf.tensor(2)" })], { a: "x = 2" })).toEqual([
      "code: # This is the author's version. What was changed in the book is not in it.\nx = 2",
    ]);
    expect(read([cell("a", { author: "tf.tensor(1)" })], { a: "x = 1" })).toEqual(["code: x = 1"]);
  });

  it("is a valid notebook for Python, without outputs", () => {
    fc.assert(
      fc.property(anyCells, anyText, (cells, twin) => {
        const twins = Object.fromEntries(cells.slice(1).map(({ id }) => [id, twin]));
        const notebook: unknown = JSON.parse(toKerasNotebook(cells, twins));
        checkNbformat("It", notebook);
        expect(notebook.metadata.kernelspec).toMatchObject({ name: "python3" });
      }),
    );
  });
});
