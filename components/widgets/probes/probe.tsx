import type { ReactNode } from "react";
import styles from "./probes.module.css";

interface Props {
  title: string;
  /** What the picture shows now; it stands beneath it and says all that the picture says. */
  sentence: string;
  children: ReactNode;
}

/** One look at a network: a name, a small picture, and a sentence. */
export function Probe({ title, sentence, children }: Props) {
  return (
    <figure className={styles.probe}>
      <p className={styles.title}>{title}</p>
      <div className={styles.picture} aria-hidden="true">
        {children}
      </div>
      <figcaption>{sentence.trim()}</figcaption>
    </figure>
  );
}
