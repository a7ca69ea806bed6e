"use client";

import { useEffect, useRef, useState } from "react";

/** Key presses and wheel turns that follow each other within this time are one change. */
const pauseMs = 700;

export interface Ghosted<T> {
  now: T;
  /** What `now` was before the change that is going on, or before the last one. */
  ghost: T | undefined;
  change: (update: (now: T) => T) => void;
  /** Sets a state that is no change of the reader's, such as a restored one: without a ghost. */
  replace: (now: T) => void;
  /** For the root's onPointerDown: until the pointer is up, all changes are one. */
  hold: () => void;
}

/**
 * A state that remembers the one before it, so that a figure can draw the previous path in grey.
 *
 * A drag changes the state many times, but the reader made one change: the ghost is the state
 * before it.
 */
export function useGhosted<T>(initial: T): Ghosted<T> {
  const [state, setState] = useState<{ now: T; ghost: T | undefined }>({
    now: initial,
    ghost: undefined,
  });
  const isChanging = useRef(false);
  const isHeld = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  const settleLater = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!isHeld.current) isChanging.current = false;
    }, pauseMs);
  };

  useEffect(() => {
    const release = () => {
      if (!isHeld.current) return;
      isHeld.current = false;
      isChanging.current = false;
    };
    window.addEventListener("pointerup", release);
    window.addEventListener("pointercancel", release);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener("pointerup", release);
      window.removeEventListener("pointercancel", release);
    };
  }, []);

  return {
    ...state,
    change: (update) => {
      const isNew = !isChanging.current;
      isChanging.current = true;
      settleLater();
      setState(({ now, ghost }) => ({ now: update(now), ghost: isNew ? now : ghost }));
    },
    replace: (now) => {
      isChanging.current = false;
      setState({ now, ghost: undefined });
    },
    hold: () => {
      isHeld.current = true;
      isChanging.current = false;
    },
  };
}
