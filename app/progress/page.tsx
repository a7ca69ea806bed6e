import type { Metadata } from "next";
import { StorageNotice } from "@/components/exercises/storage-notice";
import { Footer } from "@/components/layout/footer";
import { Header } from "@/components/layout/header";
import styles from "@/components/progress/progress.module.css";
import { ProgressPage } from "@/components/progress/progress-page";
import { readOutline } from "@/content/outline";

export const metadata: Metadata = {
  title: "Your progress",
  description: "What you have read and solved, a copy of it to keep, and what you hand in.",
};

export default async function Page() {
  return (
    <>
      <Header />
      <main id="main" tabIndex={-1} className={styles.main}>
        <h1 className={styles.pageTitle}>Your progress</h1>
        <noscript>
          <p>Your progress is noted in your browser, by a script; this page needs JavaScript.</p>
        </noscript>
        <ProgressPage outline={await readOutline()} edition={process.env.EDITION ?? ""} />
        <StorageNotice />
      </main>
      <Footer />
    </>
  );
}
