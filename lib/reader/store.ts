import { openDB } from "idb";
import * as z from "zod/mini";

/**
 * What becomes of the reader's answers on this computer: they are `kept`; the browser `denied` a
 * place for them; or the place is `full`.
 */
export type StorageState = "kept" | "denied" | "full";

/** The two things that the store asks of a database, in IndexedDB's words. */
export interface Database {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<unknown>;
}

export interface ReaderStore {
  /**
   * What was kept under this key, or undefined if there is nothing, or nothing of this shape: it may
   * come from another edition of the book. Never rejects.
   */
  readKept<S extends z.core.$ZodType>(key: string, schema: S): Promise<z.output<S> | undefined>;
  /** Keeps plain data under a key, at least until the page is closed. Never rejects. */
  keep(key: string, value: unknown): Promise<void>;
  /** Begins as "kept", until a first attempt has shown otherwise. */
  getStorageState(): StorageState;
  /** Calls back whenever the state changes; returns what ends that. */
  subscribeToStorage(listener: () => void): () => void;
}

// An open request can stay without any answer (a browser that is closing another connection).
const patienceMs = 3000;

/**
 * A key-value store that cannot fail: what the database does not take stays in memory, and
 * `getStorageState` says so.
 */
export function createReaderStore(
  openDatabase: () => Promise<Database>,
  { waitMs = patienceMs } = {},
): ReaderStore {
  const memory = new Map<string, unknown>();
  const listeners = new Set<() => void>();
  let state: StorageState = "kept";
  let opening: Promise<Database | undefined> | undefined;

  function setState(next: StorageState) {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener();
  }

  async function attempt<T>(use: (database: Database) => Promise<T>): Promise<T | undefined> {
    opening ??= withTimeout(openDatabase, waitMs).catch(() => undefined);
    const database = await opening;
    if (!database) {
      setState("denied");
      return undefined;
    }
    try {
      return await withTimeout(() => use(database), waitMs);
    } catch (error) {
      setState((error as Error | undefined)?.name === "QuotaExceededError" ? "full" : "denied");
      return undefined;
    }
  }

  return {
    async readKept(key, schema) {
      const found = memory.has(key) ? undefined : await attempt((database) => database.get(key));
      // Something may have been kept while the database was answering, and that is newer.
      const result = z.safeParse(schema, memory.has(key) ? memory.get(key) : found);
      return result.success ? result.data : undefined;
    },
    async keep(key, value) {
      memory.set(key, value);
      const isWritten = await attempt(async (database) => {
        await database.put(key, value);
        return true;
      });
      // Room that the reader has made shows in the next write.
      if (isWritten) setState("kept");
    },
    getStorageState: () => state,
    subscribeToStorage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function withTimeout<T>(use: () => Promise<T>, waitMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`No answer within ${waitMs} ms.`)), waitMs);
  });
  try {
    return await Promise.race([use(), late]);
  } finally {
    clearTimeout(timer);
  }
}

const objectStore = "kept";

async function openIndexedDb(): Promise<Database> {
  const database = await openDB("descent", 1, {
    upgrade: (upgrading) => {
      upgrading.createObjectStore(objectStore);
    },
    // A newer edition in another tab must not wait for this one.
    blocking: (_current, _blocked, event) => (event.target as IDBDatabase).close(),
  });
  return {
    get: (key) => database.get(objectStore, key),
    put: (key, value) => database.put(objectStore, value, key),
  };
}

/** The book's own store in this browser: the database "descent", and nothing outside of it. */
export const { readKept, keep, getStorageState, subscribeToStorage } =
  createReaderStore(openIndexedDb);

// A notice that listens on the window need not load this module.
subscribeToStorage(() => {
  globalThis.window?.dispatchEvent(
    new CustomEvent("descent:storage", { detail: getStorageState() }),
  );
});
