"use client";

import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { whenAwake } from "@/components/lazy/when-near";
import styles from "./try.module.css";

interface Props {
  /** The id of the figure. */
  widget: string;
  /** What to change in it, under the names of its settings. */
  change: Record<string, unknown>;
  children: ReactNode;
}

/** Words in the prose that set a figure, as in "try α = 3", and a way back to them. */
export function Try({ widget, change, children }: Props) {
  const words = useRef<HTMLAnchorElement>(null);
  const [isAway, setAway] = useState(false);

  const onClick = async (event: MouseEvent) => {
    const figure = document.getElementById(widget);
    if (!figure) return;
    event.preventDefault();
    window.dispatchEvent(new CustomEvent("descent:wake", { detail: widget }));
    if (!isInSight(figure)) {
      figure.scrollIntoView({ block: "start", behavior: scrollBehavior() });
      setAway(true);
    }
    await whenAwake(figure);
    window.dispatchEvent(new CustomEvent("descent:set", { detail: { id: widget, change } }));
  };

  useEffect(() => {
    if (!isAway || !words.current) return;
    let hasLeft = false;
    const observer = new IntersectionObserver(([entry]) => {
      hasLeft ||= entry?.isIntersecting === false;
      if (hasLeft && entry?.isIntersecting) setAway(false);
    });
    observer.observe(words.current);
    return () => observer.disconnect();
  }, [isAway]);

  return (
    <>
      <a ref={words} className={styles.try} href={`#${widget}`} onClick={onClick}>
        {children}
      </a>
      {isAway && (
        <button
          type="button"
          className={styles.back}
          onClick={() => {
            words.current?.scrollIntoView({ block: "center", behavior: scrollBehavior() });
            words.current?.focus({ preventScroll: true });
          }}
        >
          Back to the text
        </button>
      )}
    </>
  );
}

/** Whether at least the upper half of a figure can be seen. */
function isInSight(figure: HTMLElement): boolean {
  const { top, height } = figure.getBoundingClientRect();
  return top > 0 && top + height / 2 < window.innerHeight;
}

function scrollBehavior(): ScrollBehavior {
  return window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
}
