import { readFile } from "node:fs/promises";
import path from "node:path";
import type { ChapterOutline, ExerciseOutline, SectionOutline } from "@/lib/progress/outline";
import { chapters, getChapter } from "./book";
import { readExerciseTexts } from "./exercise-texts";
import { chapterFolder, findExercises } from "./exercises";

/** What there is to read and to solve in the chapters that are written. For the build: it reads files. */
export function readOutline(): Promise<ChapterOutline[]> {
  const written = chapters.filter((chapter) => chapter.isWritten);
  return Promise.all(written.map(({ slug }) => readChapterOutline(slug)));
}

export async function readChapterOutline(slug: string): Promise<ChapterOutline> {
  const { number, title } = getChapter(slug);
  const { sections } = (await import(`./chapters/${slug}/chapter.mdx`)) as {
    sections: SectionOutline[];
  };
  return { slug, number, title, sections, exercises: await readExercises(slug, sections) };
}

async function readExercises(slug: string, sections: SectionOutline[]): Promise<ExerciseOutline[]> {
  const [text, placements, texts] = await Promise.all([
    readFile(path.join(chapterFolder(slug), "chapter.mdx"), "utf8"),
    findExercises(slug),
    readExerciseTexts(slug),
  ]);
  const headings = findHeadingLines(text);
  return placements.flatMap(({ id, line }) => {
    const found = texts[id];
    if (!found) return [];
    const { title, kind, edition } = found;
    const section = sections[headings.filter((heading) => heading < line).length - 1]?.id;
    return [{ id, title, kind, edition, ...(section !== undefined && { section }) }];
  });
}

/** The one-based lines of the h2 of an MDX text. */
export function findHeadingLines(text: string): number[] {
  const found: number[] = [];
  let fence: string | undefined;
  for (const [index, line] of text.split("\n").entries()) {
    const [, mark] = /^\s*(```+|~~~+)/.exec(line) ?? [];
    if (fence === undefined && mark) fence = mark;
    else if (fence !== undefined && mark?.startsWith(fence)) fence = undefined;
    else if (fence === undefined && /^## /.test(line)) found.push(index + 1);
  }
  return found;
}
