import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Cell } from "./cell";
import { mergeTabs } from "./merge-tabs";
import type { CellOutput } from "./output";

const cell = (id: string, source = id, author?: string): Cell => ({
  id,
  kind: "code",
  source,
  outputs: [],
  executionCount: null,
  ...(author !== undefined && { author }),
});

const list = (cells: Cell[]) => cells.map(({ source }) => source).join(" ");

describe("mergeTabs(kept, here, opened)", () => {
  const opened = [cell("a"), cell("b")];

  it("is what the other tab kept, where nothing was written here", () => {
    expect(list(mergeTabs([cell("a", "a2"), cell("b")], opened, opened))).toBe("a2 b");
  });

  it("brings a cell that was added here after the one that it followed", () => {
    const here = [cell("a"), cell("x"), cell("y"), cell("b")];
    expect(list(mergeTabs([cell("a", "a2"), cell("b")], here, opened))).toBe("a2 x y b");
  });

  it("keeps both texts of a cell that both tabs changed, the one of here as the reader's own", () => {
    const merged = mergeTabs(
      [cell("a", "there", "author"), cell("b")],
      [cell("a", "here", "author"), cell("b")],
      opened,
    );
    expect(list(merged)).toBe("there here b");
    expect(merged[1]).not.toHaveProperty("author");
    expect(new Set(merged.map(({ id }) => id)).size).toBe(3);
  });

  it("shows the outputs of a text that ran here, and not those of the text before it", () => {
    const old: CellOutput[] = [{ type: "stream", name: "stdout", text: "old" }];
    const ran: CellOutput[] = [{ type: "stream", name: "stdout", text: "ran" }];
    const before = [{ ...cell("a"), outputs: old }];
    const listOutputs = (outputs: CellOutput[]) =>
      mergeTabs([cell("a", "there")], [{ ...cell("a", "here"), outputs }], before)[1]?.outputs;
    expect(listOutputs(old)).toEqual([]);
    expect(listOutputs(ran)).toEqual(ran);
  });

  it("brings what was written here also where the other tab has deleted everything", () => {
    expect(list(mergeTabs([], [cell("a", "here"), cell("b")], opened))).toBe("here");
  });

  it("never loses what either tab wrote", () => {
    const cells = fc.uniqueArray(
      fc.record({ id: fc.constantFrom("a", "b", "c", "d", "e"), source: fc.string() }),
      { selector: ({ id }) => id, maxLength: 5 },
    );
    fc.assert(
      fc.property(cells, cells, cells, (kept, here, opened) => {
        const toCells = (list: typeof kept) => list.map(({ id, source }) => cell(id, source));
        const merged = mergeTabs(toCells(kept), toCells(here), toCells(opened));
        const sources = merged.map(({ source }) => source);
        for (const { source } of kept) expect(sources).toContain(source);
        for (const { id, source } of here) {
          const isNew = opened.find((each) => each.id === id)?.source !== source;
          if (isNew) expect(sources).toContain(source);
        }
        expect(new Set(merged.map(({ id }) => id)).size).toBe(merged.length);
      }),
    );
  });
});
