import type { ReactNode } from "react";
import styles from "./further-reading.module.css";

/** Where to read on, at the end of a chapter. */
export function FurtherReading({ children }: { children: ReactNode }) {
  return (
    <section aria-labelledby="further-reading" className={styles.reading}>
      <h2 id="further-reading">Further reading</h2>
      {children}
    </section>
  );
}
