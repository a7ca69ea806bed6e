import type { ReactNode } from "react";
import styles from "./summary.module.css";

/** What to keep from a chapter, at its end. */
export function Summary({ children }: { children: ReactNode }) {
  return (
    <section aria-labelledby="summary" className={styles.summary}>
      <h2 id="summary">To keep</h2>
      {children}
    </section>
  );
}
