import contents from "./book.json";

export interface Chapter {
  /** One-based, through the whole book. */
  number: number;
  slug: string;
  title: string;
  /** One sentence for the contents page and for search engines. */
  summary: string;
  /** False while the chapter is only announced; then nothing links to it. */
  isWritten: boolean;
}

export interface Part {
  title: string;
  chapters: Chapter[];
}

/** As in `book.json`, the one source of the book's parts, order and titles. */
type ChapterDraft = Omit<Chapter, "number" | "isWritten"> & { isWritten?: boolean };

const drafts: { title: string; chapters: ChapterDraft[] }[] = contents;

let number = 0;

export const parts: readonly Part[] = drafts.map((part) => ({
  title: part.title,
  chapters: part.chapters.map((chapter) => {
    number += 1;
    return { ...chapter, number, isWritten: chapter.isWritten ?? false };
  }),
}));

export const chapters: readonly Chapter[] = parts.flatMap((part) => part.chapters);

/** Throws a RangeError if no chapter has this slug. */
export function getChapter(slug: string): Chapter {
  const chapter = chapters.find((candidate) => candidate.slug === slug);
  if (!chapter) {
    throw new RangeError(`getChapter: expected the slug of a chapter, but got "${slug}".`);
  }
  return chapter;
}

/** The written chapters before and after this one; chapters that are only announced are skipped. */
export function findNeighbours(slug: string): { previous?: Chapter; next?: Chapter } {
  const { number: here } = getChapter(slug);
  const written = chapters.filter((chapter) => chapter.isWritten);
  return {
    previous: written.findLast((chapter) => chapter.number < here),
    next: written.find((chapter) => chapter.number > here),
  };
}
