import { type ReaderStore, readerStore } from "../reader/store";
import { applyChange, subscribeToChanges } from "./changes";
import { readProgress } from "./keep-progress";
import { noProgress, type Progress } from "./progress";

/** What is kept of the reader's progress, as it changes in any tab. */
export interface LiveProgress {
  get(): Progress;
  /** Calls back after each change; returns what ends that. */
  subscribe(listener: () => void): () => void;
  /** Reads everything again. */
  refresh(): Promise<void>;
}

export async function openLiveProgress({
  store = readerStore as Pick<ReaderStore, "findKeys" | "readKept" | "release">,
  target = globalThis.window as EventTarget | undefined,
} = {}): Promise<LiveProgress> {
  const listeners = new Set<() => void>();
  let progress = noProgress;
  function set(next: Progress) {
    progress = next;
    for (const listener of listeners) listener();
  }
  const refresh = async () => set(await readProgress(store));

  await refresh();
  subscribeToChanges((change) => {
    const next = applyChange(progress, change);
    if (next) set(next);
    else void refresh();
  });
  target?.addEventListener("descent:erased", () => set(noProgress));
  // A page that the browser had put aside has heard nothing meanwhile.
  target?.addEventListener("pageshow", (event) => {
    if ((event as PageTransitionEvent).persisted) void refresh();
  });
  return {
    get: () => progress,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    refresh,
  };
}
