import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";
import type { ChapterFiles } from "@/lib/exercises/proof/check-places";
import { chapters } from "./book";
import { chapterFolder, findExercises, readExerciseSources } from "./exercises";
import { loadExercise } from "./load-exercise";

/** The written chapters with all their exercises as they lie on the disk, placed in the text or not. */
export function readBookFiles(): Promise<ChapterFiles[]> {
  return Promise.all(chapters.filter(({ isWritten }) => isWritten).map(readChapterFiles));
}

async function readChapterFiles({ slug, title }: (typeof chapters)[number]): Promise<ChapterFiles> {
  const relative = `content/chapters/${slug}`;
  const folder = path.join(chapterFolder(slug), "exercises");
  const entries = existsSync(folder) ? await readdir(folder, { withFileTypes: true }) : [];
  const ids = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return {
    slug,
    title,
    file: `${relative}/chapter.mdx`,
    placements: await findExercises(slug),
    exercises: await Promise.all(
      ids.sort().map(async (id) => ({
        chapter: slug,
        id,
        folder: `${relative}/exercises/${id}`,
        sources: await readExerciseSources(slug, id),
        load: () => loadExercise(slug, id),
      })),
    ),
  };
}
