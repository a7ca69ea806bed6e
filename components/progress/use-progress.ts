"use client";

import { useSyncExternalStore } from "react";
import type { LiveProgress } from "@/lib/progress/live-progress";
import { noProgress, type Progress } from "@/lib/progress/progress";

/** The reader's progress, and later what becomes of it; undefined until it is known, and on the server. */
export function useProgress(): Progress | undefined {
  return useSyncExternalStore(
    subscribe,
    () => current,
    () => undefined,
  );
}

/** Follows progress from now on also where there is none yet, as beside another window. */
export function openProgress(): Promise<void> {
  opening ??= load().catch((error) => {
    // The next look at this tab is another try.
    opening = undefined;
    throw error;
  });
  return opening;
}

/** Reads everything again, after much of it was written. */
export async function refreshProgress(): Promise<void> {
  await openProgress();
  await live?.refresh();
}

const listeners = new Set<() => void>();
let current: Progress | undefined;
let live: LiveProgress | undefined;
let opening: Promise<void> | undefined;

function subscribe(listener: () => void): () => void {
  if (listeners.size === 0) {
    void start();
    document.addEventListener("visibilitychange", start);
  }
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) document.removeEventListener("visibilitychange", start);
  };
}

/** Who has nothing here need not load what reads it; they may come back to this tab with something. */
async function start() {
  if (live) return;
  if (await hasReaderData()) await openProgress();
  else set(noProgress);
}

async function load() {
  const { openLiveProgress } = await import("@/lib/progress/live-progress");
  const opened = await openLiveProgress();
  live = opened;
  opened.subscribe(() => set(opened.get()));
  set(opened.get());
}

function set(progress: Progress) {
  current = progress;
  for (const listener of listeners) listener();
}

/** Whether the book's database is there. To ask for it in another way would make it. */
async function hasReaderData(): Promise<boolean> {
  try {
    if (!indexedDB.databases) return true;
    return (await indexedDB.databases()).some(({ name }) => name === "descent");
  } catch {
    return false;
  }
}
