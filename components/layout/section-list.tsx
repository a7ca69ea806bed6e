"use client";

import { useEffect, useRef, useState } from "react";
import styles from "./section-list.module.css";

/** An h2 of the chapter, as `lib/mdx/export-sections.mjs` exports it. */
export interface Section {
  id: string;
  title: string;
}

/** Links to the sections of this chapter; the one being read is marked while the page scrolls. */
export function SectionList({ sections }: { sections: Section[] }) {
  const list = useRef<HTMLOListElement>(null);
  const [current, setCurrent] = useState<string>();

  useEffect(() => {
    const headings = sections.flatMap(({ id }) => document.getElementById(id) ?? []);
    const update = () => {
      const line = window.innerHeight * 0.4;
      setCurrent(headings.findLast((heading) => heading.getBoundingClientRect().top < line)?.id);
    };
    // A heading counts as seen from the moment it has crossed the line, however far above it is by now,
    // so that a jump over several of them is noticed as well.
    const observer = new IntersectionObserver(update, { rootMargin: "1000000px 0px -60% 0px" });
    for (const heading of headings) observer.observe(heading);
    return () => observer.disconnect();
  }, [sections]);

  // In a long book the current chapter may lie below the fold of its own scrolling column.
  useEffect(() => {
    const column = list.current?.closest<HTMLElement>("[data-scrolls]");
    const entry = list.current?.parentElement;
    if (!column || !entry) return;
    const overhang = entry.getBoundingClientRect().bottom - column.getBoundingClientRect().bottom;
    if (overhang > 0) column.scrollTop += overhang + 48;
  }, []);

  if (sections.length === 0) return null;
  return (
    <ol ref={list} className={styles.sections}>
      {sections.map(({ id, title }) => (
        <li key={id}>
          <a
            href={`#${id}`}
            aria-current={id === current ? "true" : undefined}
            className={styles.section}
          >
            {title}
          </a>
        </li>
      ))}
    </ol>
  );
}
