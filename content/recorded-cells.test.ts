import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { createProcessor } from "@mdx-js/mdx";
import remarkMath from "remark-math";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { LanguageService } from "@/lib/language/service";
import { findCells, getId } from "@/lib/mdx/number-cells.mjs";
import { collectTypes } from "@/scripts/build-types.mjs";
import { chapters } from "./book";
import { cellsFolder, readNotebook } from "./cells";

/** The cells of a chapter in the order of its text. */
function listCells(slug: string) {
  const folder = cellsFolder(slug);
  const text = readFileSync(path.join(folder, "..", "chapter.mdx"), "utf8");
  return findCells(createProcessor({ remarkPlugins: [remarkMath] }).parse(text)).map((node) => {
    const id = String(getId(node));
    const isCode = existsSync(path.join(folder, `${id}.ts`));
    return { id, kind: isCode ? ("code" as const) : ("markdown" as const) };
  });
}

const withCells = chapters
  .filter(({ slug }) => existsSync(cellsFolder(slug)))
  .map(({ slug }) => ({ slug, names: listCells(slug) }));

describe.each(withCells)("the cells of $slug", ({ slug, names }) => {
  let record: typeof import("./record");
  beforeAll(async () => {
    // A fresh TensorFlow.js, which numbers its models and layers from 1.
    vi.resetModules();
    record = await import("./record");
  });

  // `npm run record` runs this test and keeps what it finds.
  it("run from top to bottom on the CPU, and show what was recorded", async () => {
    const { cells } = await readNotebook(slug, names);
    const recorded = await record.recordCells(cells);
    for (const { id, kind } of names) {
      const cell = recorded.get(id);
      if (kind === "markdown") continue;
      if (!cell || cell.outputs.length === 0) throw new Error(`The cell "${id}" shows nothing.`);
      await expect(record.printRecorded(cell)).toMatchFileSnapshot(
        path.join(cellsFolder(slug), `${id}.output.json`),
        `The output of "${id}" is another than the recorded one. Run: npm run record`,
      );
    }
  });

  it("have nothing in them that the editor would mark", async () => {
    const { cells } = await readNotebook(slug, names);
    const code = cells.filter(({ kind }) => kind === "code");
    const service = new LanguageService(await collectTypes());
    service.setCells(code);
    const marks = code.flatMap(({ id }) =>
      service.diagnose(id).map(({ message }) => [id, message]),
    );
    expect(marks).toEqual([]);
  });

  it("have no files beside them that belong to no cell", () => {
    const ids = new Set(names.map(({ id }) => id));
    const files = readdirSync(cellsFolder(slug));
    expect(files.filter((file) => !ids.has(file.replace(/\..*$/, "")))).toEqual([]);
  });

  it("have a twin in Python each", async () => {
    const { twins } = await readNotebook(slug, names);
    expect(Object.keys(twins)).toEqual(
      names.filter(({ kind }) => kind === "code").map(({ id }) => id),
    );
  });
});
