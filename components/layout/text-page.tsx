import type { ReactNode } from "react";
import frame from "./chapter-frame.module.css";
import { ScrollFocus } from "./scroll-focus";
import styles from "./text-page.module.css";

interface Props {
  title: string;
  summary: string;
  children: ReactNode;
}

/** A page of text that is no chapter: it has a chapter's look, and neither a place in the book nor neighbours. */
export function TextPage({ title, summary, children }: Props) {
  return (
    <>
      <main id="main" tabIndex={-1} className={`${frame.main} ${styles.main}`}>
        <header className={frame.opening}>
          <h1 className={frame.title}>{title}</h1>
          <p className={frame.summary}>{summary}</p>
        </header>
        <article className={frame.text}>{children}</article>
      </main>
      <ScrollFocus />
    </>
  );
}
