import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { AuthorCell, Cell } from "@/lib/notebook/cell";
import { type CellOutput, parseOutput } from "@/lib/notebook/output";

/** A cell as the text of a chapter names it; `lib/mdx/number-cells.mjs` exports their list. */
export interface CellName {
  id: string;
  kind: Cell["kind"];
}

/** What `npm run record` writes beside a cell's source. */
export interface RecordedCell {
  /** Of the source that was run. Outputs of another one are not shown. */
  sourceHash: string;
  outputs: CellOutput[];
}

/** All that the notebook of a chapter starts from, in one file of the site. */
export interface ChapterNotebook {
  cells: AuthorCell[];
  /** The same in Python, by the ids of the cells that have it. */
  twins: Record<string, string>;
}

/** A cell's source and the outputs of the author's run. For the build: it reads files. */
export async function readCell(slug: string, { id, kind }: CellName): Promise<AuthorCell> {
  const source = await readText(slug, `${id}.${kind === "code" ? "ts" : "md"}`);
  if (source === undefined) {
    throw new Error(`readCell: there is no source of the cell "${id}" of ${slug}.`);
  }
  return { id, kind, source, recorded: await readRecorded(slug, id, source) };
}

export async function readNotebook(
  slug: string,
  names: readonly CellName[],
): Promise<ChapterNotebook> {
  const cells = await Promise.all(names.map((name) => readCell(slug, name)));
  const twins: Record<string, string> = {};
  for (const { id } of names) {
    const python = await readText(slug, `${id}.py`);
    if (python !== undefined) twins[id] = python;
  }
  return { cells, twins };
}

export function hashSource(source: string): string {
  return createHash("sha256").update(source).digest("hex").slice(0, 16);
}

export function cellsFolder(slug: string): string {
  return path.join(process.cwd(), "content", "chapters", slug, "cells");
}

async function readRecorded(slug: string, id: string, source: string): Promise<CellOutput[]> {
  const text = await readText(slug, `${id}.output.json`);
  if (text === undefined) return [];
  const recorded = JSON.parse(text) as RecordedCell;
  if (recorded.sourceHash !== hashSource(source)) return [];
  return recorded.outputs.map((value, index) => {
    const output = parseOutput(value);
    if (!output) {
      throw new Error(
        `readCell: output ${index + 1} of the cell "${id}" of ${slug} has an unknown form. Run: npm run record`,
      );
    }
    return output;
  });
}

/** Without the end of the last line, which belongs to the file and not to the cell. */
async function readText(slug: string, name: string): Promise<string | undefined> {
  try {
    const text = await readFile(path.join(cellsFolder(slug), name), "utf8");
    return text.replace(/\s+$/, "");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}
