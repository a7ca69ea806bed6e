import { ChapterState } from "@/components/progress/chapter-state";
import { type Chapter, parts } from "@/content/book";
import { readOutline } from "@/content/outline";
import type { ChapterOutline } from "@/lib/progress/outline";
import styles from "./contents.module.css";
import { chapterPath } from "./site-path";

const romanNumerals = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII"];

/** The whole table of contents; chapters that are not written yet are text, not links. */
export async function Contents() {
  const outline = await readOutline();
  return (
    <section id="contents" aria-labelledby="contents-title" className={styles.contents}>
      <h2 id="contents-title" className={styles.heading}>
        Contents
      </h2>
      {parts.map((part, index) => (
        <section key={part.title} aria-labelledby={`part-${index + 1}`} className={styles.part}>
          <h3 id={`part-${index + 1}`} className={styles.partTitle}>
            <span className={styles.numeral}>Part {romanNumerals[index]}</span> {part.title}
          </h3>
          <ol className={styles.chapters}>
            {part.chapters.map((chapter) => (
              <li key={chapter.slug} value={chapter.number} className={styles.chapter}>
                <span aria-hidden="true" className={styles.number}>
                  {chapter.number}
                </span>
                <ChapterLine
                  chapter={chapter}
                  outline={outline.find(({ slug }) => slug === chapter.slug)}
                />
              </li>
            ))}
          </ol>
        </section>
      ))}
    </section>
  );
}

interface LineProps {
  chapter: Chapter;
  /** Of a chapter that is written. */
  outline: ChapterOutline | undefined;
}

function ChapterLine({ chapter, outline }: LineProps) {
  if (!outline) {
    return (
      <div className={styles.coming}>
        <p className={styles.title}>
          {chapter.title} <span className={styles.state}>coming</span>
        </p>
        <p className={styles.summary}>{chapter.summary}</p>
      </div>
    );
  }
  return (
    <div>
      <p className={styles.title}>
        <a href={chapterPath(chapter.slug)}>{chapter.title}</a>{" "}
        <ChapterState outline={outline} className={styles.progress} />
      </p>
      <p className={styles.summary}>{chapter.summary}</p>
    </div>
  );
}
