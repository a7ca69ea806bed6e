import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AuthorCell, Cell } from "./cell";
import { type KeptCell, type KeptNotebook, toKeptNotebook } from "./keep";
import { mergeNotebook, resolveConflict } from "./merge";
import type { CellOutput } from "./output";

const stream = (text: string): CellOutput => ({ type: "stream", name: "stdout", text });

const author = (id: string, source: string): AuthorCell => ({
  id,
  kind: "code",
  source,
  recorded: [stream(`recorded ${source}`)],
});
const kept = (id: string, source: string, base?: string, change: Partial<KeptCell> = {}) => ({
  id,
  kind: "code" as const,
  source,
  ...(base !== undefined && { author: base }),
  executionCount: null,
  ...change,
});
const notebook = (...cells: KeptCell[]): KeptNotebook => ({ version: 1, cells });

const print = (cells: readonly Cell[]) => cells.map(({ id, source }) => `${id}:${source}`);

describe("mergeNotebook(authorCells, kept)", () => {
  it("gives the author's cells with their recorded outputs to a new reader", () => {
    const cells = [author("a", "1"), author("b", "2")];
    expect(mergeNotebook(cells, undefined)).toEqual({
      cells: cells.map(({ recorded, ...cell }) => ({
        ...cell,
        author: cell.source,
        outputs: recorded,
        executionCount: null,
      })),
      conflicts: [],
    });
  });

  it("takes the author's new text where the reader has changed nothing", () => {
    const outputs = [stream("of the old text")];
    const merged = mergeNotebook(
      [author("a", "new")],
      notebook(kept("a", "old", "old", { outputs })),
    );
    expect(print(merged.cells)).toEqual(["a:new"]);
    expect(merged.cells[0]?.outputs).toEqual([stream("recorded new")]);
    expect(merged.conflicts).toEqual([]);
  });

  it("keeps the reader's text, outputs and count where the author has changed nothing", () => {
    const outputs = [stream("mine")];
    const before = notebook(kept("a", "mine", "old", { outputs, executionCount: 3 }));
    const merged = mergeNotebook([author("a", "old")], before);
    expect(merged.cells).toEqual([
      { id: "a", kind: "code", source: "mine", author: "old", outputs, executionCount: 3 },
    ]);
    expect(merged.conflicts).toEqual([]);
  });

  it("says where both have changed a text, and shows the reader's meanwhile", () => {
    const merged = mergeNotebook([author("a", "theirs")], notebook(kept("a", "mine", "base")));
    expect(print(merged.cells)).toEqual(["a:mine"]);
    expect(merged.conflicts).toEqual([
      { cellId: "a", base: "base", mine: "mine", theirs: "theirs" },
    ]);
  });

  it("sees no conflict where both have made the same change", () => {
    const merged = mergeNotebook([author("a", "same")], notebook(kept("a", "same", "base")));
    expect(merged.conflicts).toEqual([]);
  });

  it("makes an edited cell that the author has taken out the reader's own, where it stood", () => {
    const before = notebook(kept("a", "1", "1"), kept("gone", "mine", "2"), kept("also", "3", "3"));
    const { cells } = mergeNotebook([author("a", "1"), author("b", "4")], before);
    expect(print(cells)).toEqual(["a:1", "gone:mine", "b:4"]);
    expect(cells[1]?.author).toBeUndefined();
  });

  it("keeps own cells after the cell that they followed, and shows new cells at their place", () => {
    const before = notebook(
      kept("top", "t"),
      kept("b", "2", "2"),
      kept("own", "o"),
      kept("a", "1", "1"),
    );
    const authors = [author("a", "1"), author("new", "n"), author("b", "2")];
    expect(print(mergeNotebook(authors, before).cells)).toEqual([
      "top:t",
      "a:1",
      "new:n",
      "b:2",
      "own:o",
    ]);
  });

  it("changes the id of an own cell where the author needs it now", () => {
    const { cells } = mergeNotebook([author("a", "1")], notebook(kept("a", "mine")));
    expect(print(cells)).toEqual(["a-2:mine", "a:1"]);
  });

  const id = fc.constantFrom("a", "b", "c", "d", "e");
  const source = fc.constantFrom("", "1", "2", "3");
  const authorCells = fc
    .uniqueArray(fc.tuple(id, source), { selector: ([own]) => own })
    .map((pairs) => pairs.map(([own, text]) => author(own, text)));
  // Also what no page would write: an id twice, an author's cell out of order.
  const keptNotebook = fc
    .array(
      fc.record(
        {
          id,
          kind: fc.constant("code" as const),
          source,
          author: source,
          outputs: fc.constant<CellOutput[]>([stream("kept")]),
          executionCount: fc.constant(null),
        },
        { requiredKeys: ["id", "kind", "source", "executionCount"], noNullPrototype: true },
      ),
    )
    .map((cells) => notebook(...cells));

  it("never loses a text that the reader wrote", () => {
    fc.assert(
      fc.property(authorCells, keptNotebook, (authors, before) => {
        const left = mergeNotebook(authors, before).cells.map((cell) => cell.source);
        for (const cell of before.cells) {
          if (cell.source === cell.author) continue;
          const at = left.indexOf(cell.source);
          expect(at).toBeGreaterThanOrEqual(0);
          // As many times as it was written.
          left.splice(at, 1);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it("keeps the author's order, every id once, and the author's present text beside each", () => {
    fc.assert(
      fc.property(authorCells, keptNotebook, (authors, before) => {
        const { cells } = mergeNotebook(authors, before);
        const theirs = cells.filter((cell) => cell.author !== undefined);
        expect(theirs.map((cell) => [cell.id, cell.author])).toEqual(
          authors.map((cell) => [cell.id, cell.source]),
        );
        expect(new Set(cells.map((cell) => cell.id)).size).toBe(cells.length);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the same when what it gave is kept and merged again, conflicts too", () => {
    fc.assert(
      fc.property(authorCells, keptNotebook, (authors, before) => {
        const merged = mergeNotebook(authors, before);
        const again = toKeptNotebook(merged.cells, authors, merged.conflicts);
        expect(mergeNotebook(authors, again)).toEqual(merged);
      }),
      { numRuns: 1000 },
    );
  });

  it("has nothing left to ask once every conflict is resolved", () => {
    const choice = fc.constantFrom("mine" as const, "theirs" as const, "both" as const);
    fc.assert(
      fc.property(authorCells, keptNotebook, choice, (authors, before, chosen) => {
        const { cells, conflicts } = mergeNotebook(authors, before);
        const resolved = conflicts.reduce(
          (present, conflict) => resolveConflict(present, conflict, chosen, []),
          cells,
        );
        const next = mergeNotebook(authors, toKeptNotebook(resolved, authors));
        expect(next.conflicts).toEqual([]);
        expect(print(next.cells)).toEqual(print(resolved));
      }),
      { numRuns: 1000 },
    );
  });
});

describe("resolveConflict(cells, conflict, choice)", () => {
  const a = author("a", "theirs");
  const merged = mergeNotebook(
    [a, author("b", "2")],
    notebook(kept("a", "mine", "base", { outputs: [stream("mine")] })),
  );
  const [conflict] = merged.conflicts;
  if (!conflict) throw new Error("internal: expected a conflict.");

  it("keeps mine, takes theirs, or keeps both, mine below as a cell of its own", () => {
    const printed = (["mine", "theirs", "both"] as const).map((choice) =>
      print(resolveConflict(merged.cells, conflict, choice, a.recorded)),
    );
    expect(printed).toEqual([
      ["a:mine", "b:2"],
      ["a:theirs", "b:2"],
      ["a:theirs", "a-2:mine", "b:2"],
    ]);
  });

  it("takes along what the reader has changed since", () => {
    const cells = merged.cells.map((cell) =>
      cell.id === "a" ? { ...cell, source: "mine, later" } : cell,
    );
    const [theirs, own] = resolveConflict(cells, conflict, "both", a.recorded);
    expect(theirs?.outputs).toBe(a.recorded);
    expect(own).toMatchObject({ source: "mine, later", outputs: [stream("mine")] });
    expect(own?.author).toBeUndefined();
  });

  it("does not show the author's outputs under a text of mine that never ran", () => {
    const cells = merged.cells.map((cell) =>
      cell.id === "a" ? { ...cell, outputs: a.recorded } : cell,
    );
    const [theirs, own] = resolveConflict(cells, conflict, "both", a.recorded);
    expect([theirs?.outputs, own?.outputs]).toEqual([a.recorded, []]);
  });
});
