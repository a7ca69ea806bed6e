import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderChapter } from "./compile-for-test";

interface Props {
  id: string;
  chapter: string;
  kind: string;
  number: number;
}

function Cell({ id, chapter, kind, number }: Props) {
  return `${number}: ${kind} ${id} of ${chapter};`;
}

describe("numberCells()", () => {
  let folder: string;
  beforeAll(() => {
    folder = path.join(mkdtempSync(path.join(tmpdir(), "descent-book-")), "momentum");
    mkdirSync(path.join(folder, "cells"), { recursive: true });
    for (const name of ["first.ts", "note.md", "third.ts", "both.ts", "both.md"]) {
      writeFileSync(path.join(folder, "cells", name), "");
    }
  });
  afterAll(() => rmSync(path.dirname(folder), { recursive: true }));

  const render = (source: string) =>
    renderChapter(source, { Cell }, path.join(folder, "chapter.mdx"));

  it("numbers the cells from the top, and says of which kind and chapter they are", async () => {
    const { html, cells } = await render(
      '<Cell id="first" />\n\nText.\n\n<Cell id="note" />\n\n- In a list:\n\n  <Cell id="third" />',
    );
    expect(html).toContain("1: code first of momentum;");
    expect(html).toContain("2: markdown note of momentum;");
    expect(html).toContain("3: code third of momentum;");
    expect(cells).toEqual([
      { id: "first", kind: "code" },
      { id: "note", kind: "markdown" },
      { id: "third", kind: "code" },
    ]);
  });

  it("exports an empty list from a chapter without cells", async () => {
    expect((await render("Text.")).cells).toEqual([]);
  });

  it("fails on an id that is used twice, at its place", async () => {
    await expect(render('<Cell id="first" />\n\n<Cell id="first" />')).rejects.toMatchObject({
      reason: '<Cell id="first" /> is used twice.',
      line: 3,
    });
  });

  it("fails where the source is missing, or there are two", async () => {
    await expect(render('<Cell id="second" />')).rejects.toThrow(
      "expected cells/second.ts or cells/second.md, but there is neither",
    );
    await expect(render('<Cell id="both" />')).rejects.toThrow("but there are both");
  });

  it("fails on an id that is missing, computed, or a path", async () => {
    for (const cell of ["<Cell />", "<Cell id={1} />", '<Cell id="../chapter" />']) {
      await expect(render(cell)).rejects.toThrow(/expected an id in kebab-case/);
    }
  });
});
