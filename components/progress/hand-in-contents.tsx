import { useEffect, useState } from "react";
import { chapterPath } from "@/components/layout/site-path";
import type { BookProgress, ChapterProgress } from "@/lib/progress/summarise";
import styles from "./progress.module.css";

/** What will be in the file, chapter by chapter, and which exercises are not answered. */
export function HandInContents({ book }: { book: BookProgress }) {
  const slugs = book.chapters.map(({ slug }) => slug);
  const cellCounts = useCellCounts(slugs.join());
  return (
    <ul className={styles.contents}>
      {book.chapters.map((chapter) => (
        <li key={chapter.slug}>
          <ChapterContents chapter={chapter} cellCount={cellCounts[chapter.slug] ?? 0} />
        </li>
      ))}
    </ul>
  );
}

interface Props {
  chapter: ChapterProgress;
  /** Of the cells that were changed or added. */
  cellCount: number;
}

function ChapterContents({ chapter, cellCount }: Props) {
  const { slug, title, exercises } = chapter;
  const open = exercises.filter(({ isAnswered }) => !isAnswered);
  const answered = exercises.length - open.length;
  const cells = cellCount === 1 ? "1 cell of yours" : `${cellCount} cells of yours`;
  return (
    <>
      <strong>{title}:</strong> {answered === 0 ? "none" : answered} of {exercises.length} exercises
      answered{cellCount > 0 ? `, ${cells}` : null}.
      {answered > 0 && open.length > 0 ? (
        <>
          {" "}
          Not answered:{" "}
          {open.map(({ id, title: name }, index) => (
            <span key={id}>
              <a href={`${chapterPath(slug)}#exercise-${id}`}>{name}</a>
              {index < open.length - 1 ? ", " : "."}
            </span>
          ))}
        </>
      ) : null}
    </>
  );
}

/** How many cells of each chapter are the reader's own or changed, looked up whenever they come to this tab. */
function useCellCounts(slugs: string): Record<string, number> {
  const [counts, setCounts] = useState<Record<string, number>>({});
  useEffect(() => {
    const count = async () => {
      const { readOwnCells } = await import("./own-work");
      const entries = slugs
        .split(",")
        .map(async (slug) => [slug, (await readOwnCells(slug)).length] as const);
      setCounts(Object.fromEntries(await Promise.all(entries)));
    };
    void count();
    window.addEventListener("focus", count);
    return () => window.removeEventListener("focus", count);
  }, [slugs]);
  return counts;
}
