import { type Chapter, findNeighbours } from "@/content/book";
import styles from "./pager.module.css";
import { chapterPath, sitePath } from "./site-path";

export function Pager({ slug }: { slug: string }) {
  const { previous, next } = findNeighbours(slug);
  return (
    <nav aria-label="Neighbouring chapters" className={styles.pager}>
      {previous ? <Neighbour chapter={previous} direction="Previous" /> : null}
      {next ? <Neighbour chapter={next} direction="Next" /> : null}
      {previous && next ? null : (
        <a href={`${sitePath("/")}#contents`} className={next ? styles.first : styles.last}>
          <span className={styles.direction}>{next ? "Back to" : "More to come in"}</span>
          <span className={styles.title}>the contents</span>
        </a>
      )}
    </nav>
  );
}

function Neighbour({ chapter, direction }: { chapter: Chapter; direction: "Previous" | "Next" }) {
  return (
    <a
      href={chapterPath(chapter.slug)}
      rel={direction === "Next" ? "next" : "prev"}
      className={direction === "Next" ? styles.last : styles.first}
    >
      <span className={styles.direction}>{direction}</span>
      <span className={styles.title}>
        {chapter.number}. {chapter.title}
      </span>
    </a>
  );
}
