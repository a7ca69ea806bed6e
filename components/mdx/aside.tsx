import type { ReactNode } from "react";
import styles from "./aside.module.css";

interface Props {
  children: ReactNode;
  /** Set by `lib/mdx/mark-inline-asides.mjs` where the note stands inside a paragraph. */
  isInline?: boolean;
}

/**
 * A note in the margin, beside the line that it is written after; in place where there is no margin.
 * At the end of a paragraph it follows the paragraph there.
 */
export function Aside({ children, isInline = false }: Props) {
  const Box = isInline ? "span" : "div";
  return (
    <Box role="note" className={styles.aside}>
      {children}
    </Box>
  );
}
