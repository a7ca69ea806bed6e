import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { anyCells, anyJunk } from "./arbitrary";
import type { Cell } from "./cell";
import { parseIpynb, toIpynb } from "./ipynb";
import { checkNbformat } from "./nbformat/nbformat";

const cell = (id: string, change: Partial<Cell> = {}): Cell => ({
  id,
  kind: "code",
  source: "1 + 1",
  outputs: [],
  executionCount: null,
  ...change,
});

/** As a program other than the book might write it. */
const notebook = (change: object = {}) => ({
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {},
  cells: [] as object[],
  ...change,
});
const code = (change: object = {}) => ({
  cell_type: "code",
  id: "a",
  metadata: {},
  source: ["x = 1\n", "x"],
  execution_count: 2,
  outputs: [] as object[],
  ...change,
});
const parse = (value: object) => parseIpynb(JSON.stringify(value));
const parseOutputs = (...outputs: object[]) =>
  parse(notebook({ cells: [code({ outputs })] }))[0]?.outputs;

describe("toIpynb(cells, { title })", () => {
  it("is valid by the schema of nbformat 4.5", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        checkNbformat("It", JSON.parse(toIpynb(cells, { title: "T" })));
      }),
    );
  });

  it("is read back as the same cells, with outputs", () => {
    fc.assert(
      fc.property(anyCells, (cells) => {
        expect(parseIpynb(toIpynb(cells, { title: "T" }))).toEqual(cells);
      }),
    );
  });

  it("gives ids that the format allows, each once", () => {
    const ids = ["a b", "a-b", "", "é", "x".repeat(70), "x".repeat(71)];
    const text = toIpynb(
      ids.map((id) => cell(id)),
      { title: "T" },
    );
    const written = parseIpynb(text).map(({ id }) => id);
    expect(written).toEqual(["a-b", "a-b-2", "cell", "-", "x".repeat(64), `${"x".repeat(62)}-2`]);
  });

  it("draws pictures as PNG for other readers, and does not take that for another output", () => {
    const view = { count: 2, height: 1, width: 1, channels: 1 as const, bytes: "AP8=", more: 0 };
    const data = { "text/plain": "2 pictures", "application/vnd.descent.images+json": view };
    const cells = [cell("a", { outputs: [{ type: "display_data", data }] })];
    const text = toIpynb(cells, { title: "T" });
    const png = JSON.parse(text).cells[0].outputs[0].data["image/png"];
    // Width 4 (two pixels and a gap of two), height 1, in the header of the PNG.
    expect([...Buffer.from(png, "base64").subarray(16, 24)]).toEqual([0, 0, 0, 4, 0, 0, 0, 1]);
    expect(parseIpynb(text)).toEqual(cells);
  });

  it("writes errors with a traceback that other programs show", () => {
    const error = {
      type: "error" as const,
      ename: "ReferenceError",
      evalue: "y is not defined",
      places: [{ cellId: "a", line: 1, column: 4, endColumn: 5, text: "x = y" }],
      advice: "Run the cell that defines it.",
    };
    const text = toIpynb([cell("a", { outputs: [error] })], { title: "T" });
    expect(JSON.parse(text).cells[0].outputs[0].traceback).toEqual([
      "ReferenceError: y is not defined",
      "  line 1: x = y",
      "              ^",
      "Run the cell that defines it.",
    ]);
  });
});

describe("parseIpynb(text)", () => {
  it("joins lines, and keeps text that is in one piece", () => {
    const cells = parse(notebook({ cells: [code(), code({ id: "b", source: "y" })] }));
    expect(cells.map(({ source }) => source)).toEqual(["x = 1\nx", "y"]);
    expect(cells[0]?.executionCount).toBe(2);
  });

  it("gives ids to the cells of nbformat 4.0 to 4.4, and repairs those that are there twice", () => {
    const { id: _, ...old } = code();
    expect(
      parse(notebook({ nbformat_minor: 2, cells: [old, old] })).map((cell) => cell.id),
    ).toEqual(["cell-1", "cell-2"]);
    expect(
      parse(notebook({ cells: [code(), code(), code({ id: "a b" })] })).map((cell) => cell.id),
    ).toEqual(["a", "a-2", "a-b"]);
  });

  it("takes what a later minor version or another program has added", () => {
    const cells = [code({ metadata: { tags: ["x", "x"], colab: 7 }, extra: 1 })];
    expect(parse(notebook({ nbformat_minor: 9, extra: 1, cells }))).toHaveLength(1);
  });

  it("shows raw cells in a fence that they cannot break out of", () => {
    const raw = { cell_type: "raw", id: "r", metadata: {}, source: "```\na" };
    expect(parse(notebook({ cells: [raw] }))[0]).toMatchObject({
      kind: "markdown",
      source: "````\n```\na\n````",
    });
  });

  it("says above code in another language that it will not run", () => {
    const metadata = { language_info: { name: "python" } };
    const [note, first] = parse(notebook({ metadata, cells: [code()] }));
    expect(note?.kind).toBe("markdown");
    expect(note?.source).toContain('written in "python"');
    expect(first?.source).toBe("x = 1\nx");
    const hostile = { kernelspec: { name: "<img src=x onerror=alert(1)>" } };
    expect(parse(notebook({ metadata: hostile, cells: [code()] }))[0]?.source).toContain(
      "another language",
    );
  });

  it("takes pictures, also with line breaks in their base64", () => {
    expect(
      parseOutputs({
        output_type: "display_data",
        metadata: {},
        data: { "image/png": "AAAA\nAAAA\n", "text/latex": "x" },
      }),
    ).toEqual([{ type: "display_data", data: { "text/plain": "", "image/png": "AAAAAAAA" } }]);
  });

  it("leaves out forms that the book does not know, or that are malformed", () => {
    const data = {
      "application/vnd.plotly.v1+json": { data: [] },
      "application/vnd.descent.value+json": { kind: "object", entries: 7 },
      "image/svg+xml": "<svg/>",
    };
    expect(parseOutputs({ output_type: "display_data", metadata: {}, data })).toEqual([
      {
        type: "display_data",
        data: { "text/plain": "An output of a kind that this book does not show." },
      },
    ]);
  });

  it("drops what was known of an error when another program has run the cell since", () => {
    const error = { output_type: "error", ename: "E", evalue: "new", traceback: ["\u001b[31mE"] };
    const metadata = { descent: { errors: [{ ename: "E", evalue: "old", places: [] }] } };
    expect(parse(notebook({ cells: [code({ metadata, outputs: [error] })] }))[0]?.outputs).toEqual([
      { type: "error", ename: "E", evalue: "new", places: [] },
    ]);
  });

  it.each([
    ["an empty file", "", /expected JSON/],
    ["half a file", '{"nbformat": 4', /expected JSON/],
    ["other JSON", "7", /"nbformat" is missing/],
    ["nbformat 3", '{"nbformat": 3, "worksheets": []}', /older 3.*Jupyter/],
    ["nbformat 5", '{"nbformat": 5, "cells": []}', /does not know/],
    ["no cells", '{"nbformat": 4}', /list of cells/],
    [
      "a source that is no text",
      JSON.stringify(notebook({ cells: [code({ source: 7 })] })),
      /cell 1 has a wrong "source"/,
    ],
    [
      "an unknown output",
      JSON.stringify(notebook({ cells: [code(), code({ outputs: [{ output_type: "x" }] })] })),
      /output 1 of cell 2 is malformed/,
    ],
    [
      "an unknown cell",
      JSON.stringify(notebook({ cells: [{ cell_type: "sql" }] })),
      /cell 1 is malformed/,
    ],
    [
      "too many cells",
      JSON.stringify(notebook({ cells: Array(1001).fill(code()) })),
      /1000 cells, but got 1001/,
    ],
    [
      "too many outputs",
      JSON.stringify(notebook({ cells: [code({ outputs: Array(20_001).fill({}) })] })),
      /20000 outputs, but got 20001/,
    ],
    ["deep nesting", "[".repeat(1_000_000), /200 levels/],
  ])("refuses %s, in a sentence that begins with its name", (_, text, sentence) => {
    const open = () => parseIpynb(text, '"a.ipynb"');
    expect(open).toThrow(RangeError);
    expect(open).toThrow(sentence);
    expect(open).toThrow(/^"a\.ipynb".*\.$/);
  });
});

describe("parseIpynb(text) of broken and hostile text", () => {
  // To make one takes longer than to break and to read it.
  const valid = fc.constantFrom(
    ...fc
      .sample(anyCells, { numRuns: 500, seed: 4 })
      .map((cells) => toIpynb(cells, { title: "T" })),
  );

  it("gives cells or a sentence where values are replaced", () => {
    const mutated = fc
      .tuple(valid, fc.array(fc.tuple(fc.nat(), anyJunk), { minLength: 1, maxLength: 4 }))
      .map(([text, changes]) => {
        const value = JSON.parse(text);
        for (const [at, junk] of changes) replacePlace(value, at, structuredClone(junk));
        return JSON.stringify(value);
      });
    fc.assert(fc.property(mutated, expectCellsOrSentence), { numRuns: 5000, seed: 1 });
  });

  it("gives cells or a sentence where text is cut, doubled or overwritten", () => {
    const mutated = fc
      .tuple(
        valid,
        fc.nat(),
        fc.nat(),
        fc.oneof(fc.string(), fc.constantFrom("__proto__", '"', "{")),
      )
      .map(([text, start, length, inserted]) => {
        const from = start % text.length;
        return text.slice(0, from) + inserted + text.slice(from + (length % 40));
      });
    fc.assert(fc.property(mutated, expectCellsOrSentence), { numRuns: 3000, seed: 2 });
  });

  it("gives cells or a sentence for any JSON, and any text", () => {
    const any = fc.oneof(
      fc.json(),
      fc.string({ unit: "binary" }),
      anyJunk.map((cells) => JSON.stringify({ nbformat: 4, nbformat_minor: 5, cells })),
    );
    fc.assert(fc.property(any, expectCellsOrSentence), { numRuns: 2000, seed: 3 });
  });

  it("never changes the prototype of anything", () => {
    const poison = '{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}}';
    const text = `${poison},"nbformat":4,"cells":[${poison},"cell_type":"code","source":"","execution_count":null,"metadata":${poison},"descent":${poison},"author":"x"}},"outputs":[{"output_type":"display_data","metadata":{},"data":${poison},"text/plain":"p","application/vnd.descent.value+json":${poison},"kind":"text","type":"a","text":"b"}}}]}]}`;
    const [cell] = parseIpynb(text);
    expect(cell?.author).toBe("x");
    expect(cell?.outputs[0]).toEqual({
      type: "display_data",
      data: {
        "text/plain": "p",
        "application/vnd.descent.value+json": { kind: "text", type: "a", text: "b" },
      },
    });
    expect(Object.getPrototypeOf(cell)).toBe(Object.prototype);
    expect("polluted" in {}).toBe(false);
  });

  it.each([
    ["lines", notebook({ cells: [code({ source: Array(4_000_000).fill("") })] })],
    ["tags", notebook({ cells: [code({ metadata: { tags: Array(200_000).fill("t") } })] })],
    ["cells with one id", notebook({ cells: Array(1000).fill(code()) })],
    [
      "MIME types",
      notebook({
        cells: [
          code({
            outputs: [
              {
                output_type: "display_data",
                metadata: {},
                data: Object.fromEntries(Array.from({ length: 200_000 }, (_, i) => [`a/${i}`, ""])),
              },
            ],
          }),
        ],
      }),
    ],
    [
      "outputs",
      notebook({
        cells: [
          code({
            outputs: Array(20_000).fill({ output_type: "stream", name: "stdout", text: "" }),
          }),
        ],
      }),
    ],
  ])("does not hang on very many %s", (_, value) => {
    const text = JSON.stringify(value);
    const startedAtMs = performance.now();
    expect(parseIpynb(text).length).toBeGreaterThan(0);
    // Each takes less than half a second on its own; what grows with the square would take minutes.
    expect(performance.now() - startedAtMs).toBeLessThan(10_000);
  });
});

/** Replaces the value at the place with this number, counted through the tree. */
function replacePlace(root: unknown, at: number, junk: unknown) {
  const places: [Record<string, unknown>, string][] = [];
  const visit = (node: unknown) => {
    if (typeof node !== "object" || node === null) return;
    for (const key of Object.keys(node)) {
      places.push([node as Record<string, unknown>, key]);
      visit((node as Record<string, unknown>)[key]);
    }
  };
  visit(root);
  const place = places[at % Math.max(1, places.length)];
  if (place) place[0][place[1]] = junk;
}

function expectCellsOrSentence(text: string) {
  let cells: Cell[];
  try {
    cells = parseIpynb(text);
  } catch (error) {
    expect(error).toBeInstanceOf(RangeError);
    expect((error as RangeError).message).toMatch(/^The notebook[ :].*\.$/s);
    return;
  }
  // What was taken can be written again, so it is whole.
  expect(parseIpynb(toIpynb(cells, { title: "T" }))).toEqual(cells);
}
