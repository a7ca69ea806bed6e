import type { Metadata } from "next";
import { StorageNotice } from "@/components/exercises/storage-notice";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import { NotebookHost } from "@/components/notebook/notebook-host";
import "../styles/katex.css";
import styles from "./notebook.module.css";

export const metadata: Metadata = {
  title: "Notebook",
  description: "A blank notebook with TensorFlow.js, which also opens files.",
};

export default function NotebookPage() {
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <h1 className={styles.title}>Notebook</h1>
        <p className={styles.lead}>
          A place to try things out, in TypeScript or JavaScript, with TensorFlow.js as{" "}
          <code>tf</code>. What you write stays in this browser.
        </p>
        <noscript>
          <p>A notebook needs JavaScript.</p>
        </noscript>
        <NotebookHost chapter={null} />
        <StorageNotice />
      </main>
      <Footer />
    </>
  );
}
