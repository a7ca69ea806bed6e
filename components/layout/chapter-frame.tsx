import type { ReactNode } from "react";
import { ChapterFoot } from "@/components/progress/chapter-foot";
import { TrackReading } from "@/components/progress/track-reading";
import { type Chapter, parts } from "@/content/book";
import { BookNav } from "./book-nav";
import styles from "./chapter-frame.module.css";
import { Footer } from "./footer";
import { Header } from "./header";
import { Pager } from "./pager";
import { ScrollFocus } from "./scroll-focus";
import type { Section } from "./section-list";

interface Props {
  chapter: Chapter;
  sections: Section[];
  children: ReactNode;
}

/** Everything around the text of a chapter: header, navigation, title, neighbours, footer. */
export function ChapterFrame({ chapter, sections, children }: Props) {
  const part = parts.find((candidate) => candidate.chapters.includes(chapter));
  return (
    <>
      <Header menu={<BookNav label="Contents" current={chapter} sections={sections} />} />
      <div className={styles.columns}>
        <div className={styles.sidebar} data-scrolls>
          <BookNav label="Book" current={chapter} sections={sections} />
        </div>
        <main id="main" tabIndex={-1} className={styles.main}>
          <header className={styles.opening}>
            <p className={styles.place}>
              Chapter {chapter.number}
              {part ? ` · ${part.title}` : ""}
            </p>
            <h1 className={styles.title}>{chapter.title}</h1>
            <p className={styles.summary}>{chapter.summary}</p>
          </header>
          <noscript>
            <p className={styles.noscript}>
              The figures of this chapter need JavaScript to move. The text is complete without it.
            </p>
          </noscript>
          <article className={styles.text}>{children}</article>
          <TrackReading chapter={chapter.slug} sections={sections} />
          <ChapterFoot slug={chapter.slug} />
          <Pager slug={chapter.slug} />
        </main>
      </div>
      <Footer />
      <ScrollFocus />
    </>
  );
}
