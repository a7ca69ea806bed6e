"use client";

import { useEffect, useEffectEvent } from "react";

/** What a link in the prose sends to a figure: whose state, and what to change in it. */
export interface DescentSetDetail {
  id: string;
  change: Record<string, unknown>;
}

/** The event on `window` by which the text sets a figure. */
const eventName = "descent:set";

/** Calls `onSet` with the change whenever the text sets the figure with this id. */
export function useDescentSet(id: string, onSet: (change: Record<string, unknown>) => void) {
  const handle = useEffectEvent((event: Event) => {
    const detail = (event as CustomEvent<DescentSetDetail | undefined>).detail;
    if (detail?.id === id && detail.change && typeof detail.change === "object") {
      onSet(detail.change);
    }
  });
  useEffect(() => {
    const listener = (event: Event) => handle(event);
    window.addEventListener(eventName, listener);
    return () => window.removeEventListener(eventName, listener);
  }, []);
}
