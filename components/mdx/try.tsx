"use client";

import type { ReactNode } from "react";
import styles from "./try.module.css";
import { isAwake } from "./when-near";

interface Props {
  /** The id of the figure. */
  widget: string;
  /** What to change in it, under the names of its settings. */
  change: Record<string, unknown>;
  children: ReactNode;
}

/** Words in the prose that set a figure: "try α = 3". */
export function Try({ widget, change, children }: Props) {
  const onClick = async () => {
    const figure = document.getElementById(widget);
    window.dispatchEvent(new CustomEvent("descent:wake", { detail: widget }));
    const isCalm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    figure?.scrollIntoView({ block: "nearest", behavior: isCalm ? "auto" : "smooth" });
    await figureIsAwake(figure);
    window.dispatchEvent(new CustomEvent("descent:set", { detail: { id: widget, change } }));
  };
  return (
    <button type="button" className={styles.try} onClick={onClick}>
      {children}
    </button>
  );
}

/** A figure that has just been woken must load before it listens. */
async function figureIsAwake(figure: HTMLElement | null) {
  while (figure?.isConnected && !isAwake(figure)) {
    await new Promise((resolve) => {
      requestAnimationFrame(resolve);
    });
  }
}
