import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import type { ExerciseSources } from "@/lib/exercises/exercise";

/** Where a chapter puts an exercise. */
export interface ExercisePlacement {
  id: string;
  /** One-based, in `chapter.mdx`. */
  line: number;
}

/** The exercises of a chapter in the order of its text. For the build and for tools: it reads files. */
export async function findExercises(
  slug: string,
  chapters = chaptersFolder(),
): Promise<ExercisePlacement[]> {
  const text = await readFile(path.join(chapters, slug, "chapter.mdx"), "utf8");
  return [...text.matchAll(/<Exercise\s[^>]*?\bid="([^"]+)"/g)].map((match) => ({
    id: match[1] as string,
    line: text.slice(0, match.index).split("\n").length,
  }));
}

/** All files of an exercise's folder, by their names with `/`. */
export async function readExerciseSources(
  slug: string,
  id: string,
  chapters = chaptersFolder(),
): Promise<ExerciseSources> {
  const folder = path.join(chapters, slug, "exercises", id);
  const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .map((name) => name.split(path.sep).join("/"))
    .sort();
  const texts = await Promise.all(names.map((name) => readFile(path.join(folder, name), "utf8")));
  return Object.fromEntries(names.map((name, index) => [name, texts[index] as string]));
}

/** Changes with the exercise: a hash of all its files but its tests. */
export function hashExercise(sources: ExerciseSources): string {
  const hash = createHash("sha256");
  for (const [name, text] of Object.entries(sources)) {
    if (!name.endsWith(".test.ts")) hash.update(`${name}\0${text}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}

export function chapterFolder(slug: string): string {
  return path.join(chaptersFolder(), slug);
}

function chaptersFolder(): string {
  return path.join(process.cwd(), "content", "chapters");
}
