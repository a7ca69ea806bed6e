"use client";

import { useEffect, useEffectEvent } from "react";

/** As plain JSON; what comes back may have been written by another edition of the page. */
export type ReloadState = Record<string, unknown>;

export type StateStorage = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/**
 * Keeps a figure's state over the one reload with which a tab answers that the site was deployed
 * anew: `getState()` is saved at `descent:before-reload`, and comes back through `restore` when the
 * figure with this id is there again. `restore` must check it, since it comes from outside.
 */
export function useReloadState(
  id: string,
  getState: () => object,
  restore: (saved: ReloadState) => void,
) {
  const save = useEffectEvent(() => saveState(() => window.sessionStorage, keyOf(id), getState()));
  const open = useEffectEvent(() => {
    const saved = takeState(() => window.sessionStorage, keyOf(id));
    if (saved) restore(saved);
  });
  useEffect(() => {
    open();
    const listener = () => save();
    window.addEventListener("descent:before-reload", listener);
    return () => window.removeEventListener("descent:before-reload", listener);
  }, []);
}

/** Keeps a state under a key; where storage is denied or full, nothing is kept. */
export function saveState(getStorage: () => StateStorage, key: string, state: object) {
  try {
    getStorage().setItem(key, JSON.stringify(state));
  } catch {
    // The figure then opens in its first state.
  }
}

/** The state kept under a key, once; undefined if there is none, or none that can be read. */
export function takeState(getStorage: () => StateStorage, key: string): ReloadState | undefined {
  try {
    const storage = getStorage();
    const text = storage.getItem(key);
    if (text === null) return undefined;
    storage.removeItem(key);
    const state: unknown = JSON.parse(text);
    const isObject = typeof state === "object" && state !== null && !Array.isArray(state);
    return isObject ? (state as ReloadState) : undefined;
  } catch {
    return undefined;
  }
}

function keyOf(id: string) {
  return `state:${window.location.pathname}#${id}`;
}
