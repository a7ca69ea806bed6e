import { type Chapter, parts } from "@/content/book";
import styles from "./book-nav.module.css";
import { type Section, SectionList } from "./section-list";
import { chapterPath, sitePath } from "./site-path";

interface Props {
  /** Told apart by their names, where a page has two of them. */
  label: string;
  current: Chapter;
  sections: Section[];
}

/** Parts and chapters of the book, with the sections of the current chapter below it. */
export function BookNav({ label, current, sections }: Props) {
  return (
    <nav aria-label={label} className={styles.nav}>
      {parts.map((part) => (
        <div key={part.title} className={styles.part}>
          <p className={styles.partTitle}>{part.title}</p>
          <ol className={styles.chapters}>
            {part.chapters.map((chapter) => (
              <li key={chapter.slug} value={chapter.number}>
                <ChapterEntry chapter={chapter} isCurrent={chapter === current} />
                {chapter === current ? <SectionList sections={sections} /> : null}
              </li>
            ))}
          </ol>
        </div>
      ))}
      <p className={styles.notebook}>
        <a href={sitePath("/notebook/")} className={styles.chapter}>
          A blank notebook
        </a>
        <a href={sitePath("/progress/")} className={styles.chapter}>
          Your progress
        </a>
      </p>
    </nav>
  );
}

function ChapterEntry({ chapter, isCurrent }: { chapter: Chapter; isCurrent: boolean }) {
  const number = <span className={styles.number}>{chapter.number}</span>;
  if (!chapter.isWritten) {
    return (
      <span className={styles.coming}>
        {number}
        {chapter.title}
        <span className="visually-hidden"> (coming)</span>
      </span>
    );
  }
  return (
    <a
      href={chapterPath(chapter.slug)}
      aria-current={isCurrent ? "page" : undefined}
      className={styles.chapter}
    >
      {number}
      {chapter.title}
    </a>
  );
}
