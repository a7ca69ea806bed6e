import type { ReactNode } from "react";
import styles from "./builds-on.module.css";

/** What a reader should know before this chapter; its first words are set by the component. */
export function BuildsOn({ children }: { children: ReactNode }) {
  return (
    <section aria-label="What this chapter builds on" className={styles.box}>
      <p className={styles.title}>This chapter builds on</p>
      {children}
    </section>
  );
}
