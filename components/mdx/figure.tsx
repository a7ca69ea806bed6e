import type { ReactNode } from "react";
import styles from "./figure.module.css";

interface Props {
  /** As wide as the text, as text and margin together, or as the page allows. */
  width?: "text" | "wide" | "full";
  caption?: ReactNode;
  /** Shown before the caption: "Figure 6.1". */
  number?: string;
  id?: string;
  children: ReactNode;
}

export function Figure({ width = "text", caption, number, id, children }: Props) {
  return (
    <figure id={id} className={`${styles.figure} ${styles[width]}`}>
      {children}
      {caption || number ? (
        <figcaption className={styles.caption}>
          {number ? <span className={styles.number}>Figure {number}. </span> : null}
          {caption}
        </figcaption>
      ) : null}
    </figure>
  );
}
