"use client";

import { type ReactNode, useEffect, useRef } from "react";
import styles from "./menu.module.css";

/** The book's navigation on a narrow window. It opens without script; script closes it after use. */
export function Menu({ children }: { children: ReactNode }) {
  const details = useRef<HTMLDetailsElement>(null);

  useEffect(() => {
    const menu = details.current;
    if (!menu) return;
    const close = (event: Event) => {
      const target = event.target as Element;
      const isLink = target.closest?.("a") !== null && target.closest?.("a") !== undefined;
      if (menu.open && (isLink || !menu.contains(target))) menu.open = false;
    };
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || !menu.open) return;
      menu.open = false;
      menu.querySelector("summary")?.focus();
    };
    document.addEventListener("click", close);
    document.addEventListener("keydown", closeOnEscape);
    return () => {
      document.removeEventListener("click", close);
      document.removeEventListener("keydown", closeOnEscape);
    };
  }, []);

  return (
    <details ref={details} className={styles.menu}>
      <summary className={styles.summary}>Contents</summary>
      <div className={styles.panel}>{children}</div>
    </details>
  );
}
