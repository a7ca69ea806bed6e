"use client";

import { useEffect, useRef } from "react";
import type { Section } from "@/components/layout/section-list";
import { watchSections } from "@/lib/progress/watch-sections";

interface Props {
  /** The chapter's slug. */
  chapter: string;
  sections: readonly Section[];
}

/**
 * Stands at the end of a chapter's text, and notes which sections were read. It also passes on to other tabs what the
 * reader does with exercises here. What it needs for that is loaded when it is needed first.
 */
export function TrackReading({ chapter, sections }: Props) {
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const ends = sections.flatMap(({ id }, index) => {
      const next = sections[index + 1];
      const element = next ? document.getElementById(next.id) : end.current;
      return element ? [{ id, element }] : [];
    });
    // Where the site was deployed anew, or the network is gone, reading goes on and is not noted.
    return watchSections(ends, (id) => {
      import("@/lib/progress/keep-reading").then(({ keepRead }) => keepRead(chapter, id), ignore);
    });
  }, [chapter, sections]);

  useEffect(() => {
    const tell = (event: Event) => {
      const exercise = (event as CustomEvent).detail;
      import("@/lib/progress/changes").then((to) => to.announceChange({ exercise }), ignore);
    };
    window.addEventListener("descent:record", tell);
    return () => window.removeEventListener("descent:record", tell);
  }, []);

  return <div ref={end} />;
}

function ignore() {}
