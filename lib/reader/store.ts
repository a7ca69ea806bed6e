import { openDB } from "idb";
import * as z from "zod/mini";

/**
 * What becomes of the reader's answers on this computer: they are `kept`; the browser `denied` a
 * place for them; or the place is `full`.
 */
export type StorageState = "kept" | "denied" | "full";

/** What the store asks of a database, in IndexedDB's words. */
export interface Database {
  get(key: string): Promise<unknown>;
  put(key: string, value: unknown): Promise<unknown>;
  delete(key: string): Promise<unknown>;
  getAllKeys(): Promise<string[]>;
  clear(): Promise<unknown>;
}

export interface ReaderStore {
  /**
   * What was kept under this key, or undefined if there is nothing, or nothing of this shape: it may
   * come from another edition of the book. Never rejects.
   */
  readKept<S extends z.core.$ZodType>(key: string, schema: S): Promise<z.output<S> | undefined>;
  /** Keeps plain data under a key, at least until the page is closed. Never rejects. */
  keep(key: string, value: unknown): Promise<void>;
  /**
   * Another tab writes this key from now on: the next `readKept` asks the database, unless that has not
   * taken what was kept here.
   */
  release(key: string): void;
  /** Forgets what was kept under a key. Never rejects. */
  remove(key: string): Promise<void>;
  /** The keys that begin with `prefix`, sorted. Never rejects. */
  findKeys(prefix: string): Promise<string[]>;
  /** Forgets everything. Whether that reached the database; never rejects. */
  eraseAll(): Promise<boolean>;
  /** Forgets what is in memory, after another tab has erased everything. */
  forget(): void;
  /** Calls back when everything is erased or forgotten, before it is; returns what ends that. */
  subscribeToErase(listener: () => void): () => void;
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
  /** Keys whose value in memory is in the database too. */
  const written = new Set<string>();
  const listeners = new Set<() => void>();
  const eraseListeners = new Set<() => void>();
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

  function forget() {
    for (const listener of eraseListeners) listener();
    memory.clear();
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
      written.delete(key);
      const isWritten = await attempt(async (database) => {
        await database.put(key, value);
        return true;
      });
      if (isWritten && memory.get(key) === value) written.add(key);
      // Room that the reader has made shows in the next write.
      if (isWritten) setState("kept");
    },
    release(key) {
      if (written.delete(key)) memory.delete(key);
    },
    async remove(key) {
      memory.delete(key);
      await attempt((database) => database.delete(key));
    },
    async findKeys(prefix) {
      const keys = (await attempt((database) => database.getAllKeys())) ?? [];
      const found = [...new Set([...keys, ...memory.keys()])];
      return found.filter((key) => key.startsWith(prefix)).sort();
    },
    async eraseAll() {
      forget();
      const isErased = await attempt(async (database) => {
        await database.clear();
        return true;
      });
      if (isErased) setState("kept");
      return isErased ?? false;
    },
    forget,
    subscribeToErase(listener) {
      eraseListeners.add(listener);
      return () => eraseListeners.delete(listener);
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
    put: async (key, value) => {
      const transaction = database.transaction(objectStore, "readwrite");
      const putting = transaction.store.put(value, key);
      // Without waiting for the answer: a page that is being left does not live to see it, and what is
      // not committed by then is undone (Chromium: every time on reload and navigation).
      transaction.commit();
      await Promise.all([putting, transaction.done]);
    },
    delete: (key) => database.delete(objectStore, key),
    getAllKeys: async () => (await database.getAllKeys(objectStore)).map(String),
    clear: () => database.clear(objectStore),
  };
}

/** The book's own store in this browser: the database "descent", and nothing outside of it. */
export const readerStore = createReaderStore(openIndexedDb);
export const { readKept, keep, getStorageState, subscribeToStorage } = readerStore;

// A notice that listens on the window need not load this module.
subscribeToStorage(() => {
  globalThis.window?.dispatchEvent(
    new CustomEvent("descent:storage", { detail: getStorageState() }),
  );
});

/** Where a tab that erases everything tells the others. */
export const eraseChannel = "descent:erase";

if (globalThis.window && "BroadcastChannel" in globalThis) {
  new BroadcastChannel(eraseChannel).addEventListener("message", () => {
    readerStore.forget();
    window.dispatchEvent(new Event("descent:erased"));
  });
}
