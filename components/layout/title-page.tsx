import { chapters } from "@/content/book";
import { Contents } from "./contents";
import { Footer } from "./footer";
import { Header } from "./header";
import { LeadDrawing } from "./lead-drawing";
import { chapterPath } from "./site-path";
import styles from "./title-page.module.css";

export function TitlePage() {
  const first = chapters.find((chapter) => chapter.isWritten);
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.opening}>
          <div>
            <h1 className={styles.title}>Descent</h1>
            <p className={styles.subtitle}>How neural networks learn</p>
            <p className={styles.promise}>
              A network learns by going downhill on a landscape of its own mistakes. This book takes
              that one idea apart, with networks that train in your browser while you read: drag a
              weight, change a setting, predict what will happen, and see.
            </p>
            {first ? (
              <a href={chapterPath(first.slug)} className={styles.start}>
                Read chapter {first.number}, {first.title}
              </a>
            ) : null}
          </div>
          <LeadDrawing />
        </div>
        <Contents />
      </main>
      <Footer />
    </>
  );
}
