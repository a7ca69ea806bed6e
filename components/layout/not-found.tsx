import { chapters } from "@/content/book";
import { Footer } from "./footer";
import { Header } from "./header";
import styles from "./not-found.module.css";
import { chapterPath, sitePath } from "./site-path";

export function NotFound() {
  const first = chapters.find((chapter) => chapter.isWritten);
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <h1 className={styles.title}>There is no such page</h1>
        <p>
          The chapter may still be unwritten, or the address may have a mistake in it. All that
          there is stands in <a href={`${sitePath("/")}#contents`}>the contents</a>
          {first ? (
            <>
              ; a good place to begin is{" "}
              <a href={chapterPath(first.slug)}>
                chapter {first.number}, {first.title.toLowerCase()}
              </a>
            </>
          ) : null}
          .
        </p>
      </main>
      <Footer />
    </>
  );
}
