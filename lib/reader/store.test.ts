import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { findOrDrawSeed } from "./seed";
import { createReaderStore, type Database } from "./store";

const text = z.string();

function createFakeDatabase(): Database & { content: Map<string, unknown> } {
  const content = new Map<string, unknown>();
  return {
    content,
    get: async (key) => content.get(key),
    put: async (key, value) => content.set(key, structuredClone(value)),
    delete: async (key) => content.delete(key),
    getAllKeys: async () => [...content.keys()],
    clear: async () => content.clear(),
  };
}

/** As browsers name it (https://webidl.spec.whatwg.org/#quotaexceedederror). */
const quotaExceeded = () => new DOMException("No room.", "QuotaExceededError");

describe("createReaderStore(openDatabase)", () => {
  it("gives back on the next visit what was kept", async () => {
    const database = createFakeDatabase();
    await createReaderStore(async () => database).keep("a", "answer");
    const nextVisit = createReaderStore(async () => database);
    expect(await nextVisit.readKept("a", text)).toBe("answer");
    expect(nextVisit.getStorageState()).toBe("kept");
  });

  it("gives undefined for what was never kept, and for what has another shape", async () => {
    const database = createFakeDatabase();
    database.content.set("a", 7);
    const store = createReaderStore(async () => database);
    expect(await store.readKept("a", text)).toBeUndefined();
    expect(await store.readKept("b", text)).toBeUndefined();
  });

  it("works from memory where the browser denies storage, and says so once", async () => {
    const store = createReaderStore(() => Promise.reject(new DOMException("", "SecurityError")));
    const states: string[] = [];
    store.subscribeToStorage(() => states.push(store.getStorageState()));
    await store.keep("a", "answer");
    expect(await store.readKept("a", text)).toBe("answer");
    expect(await store.readKept("b", text)).toBeUndefined();
    expect(states).toEqual(["denied"]);
  });

  it("also where opening throws at once, as `indexedDB` itself may", async () => {
    const store = createReaderStore(() => {
      throw new ReferenceError("indexedDB is not defined");
    });
    await store.keep("a", "answer");
    expect(await store.readKept("a", text)).toBe("answer");
    expect(store.getStorageState()).toBe("denied");
  });

  it("waits no longer than its patience for a database that never answers", async () => {
    const store = createReaderStore(() => new Promise(() => {}), { waitMs: 10 });
    expect(await store.readKept("a", text)).toBeUndefined();
    expect(store.getStorageState()).toBe("denied");
  });

  it("keeps in memory what a full disk refuses, and notices when there is room again", async () => {
    const database = createFakeDatabase();
    let isFull = true;
    const store = createReaderStore(async () => ({
      ...database,
      put: (key, value) => (isFull ? Promise.reject(quotaExceeded()) : database.put(key, value)),
    }));
    await store.keep("a", "answer");
    expect(store.getStorageState()).toBe("full");
    expect(await store.readKept("a", text)).toBe("answer");
    isFull = false;
    await store.keep("a", "answer");
    expect(store.getStorageState()).toBe("kept");
    expect(database.content.get("a")).toBe("answer");
  });

  it("asks the database again for what another tab writes from now on", async () => {
    const database = createFakeDatabase();
    const store = createReaderStore(async () => database);
    await store.keep("a", "mine");
    database.content.set("a", "theirs");
    expect(await store.readKept("a", text)).toBe("mine");
    store.release("a");
    expect(await store.readKept("a", text)).toBe("theirs");
  });

  it("does not give up what the database has not taken", async () => {
    const store = createReaderStore(() => Promise.reject(new DOMException("", "SecurityError")));
    await store.keep("a", "mine");
    store.release("a");
    expect(await store.readKept("a", text)).toBe("mine");
  });

  it("prefers what was kept meanwhile to what the database answers late", async () => {
    const database = createFakeDatabase();
    database.content.set("a", "old");
    const store = createReaderStore(async () => database);
    const reading = store.readKept("a", text);
    await store.keep("a", "new");
    expect(await reading).toBe("new");
  });
});

describe("remove(key)", () => {
  it("forgets what was kept, now and on the next visit", async () => {
    const database = createFakeDatabase();
    const store = createReaderStore(async () => database);
    await store.keep("a", "answer");
    await store.remove("a");
    expect(await store.readKept("a", text)).toBeUndefined();
    expect(database.content.size).toBe(0);
  });
});

describe("findKeys(prefix)", () => {
  it("gives the keys that begin so, in the database and in memory", async () => {
    const database = createFakeDatabase();
    database.content.set("notebook/b", 1).set("reader/seed", 2).set("notebook/a", 3);
    const store = createReaderStore(async () => ({ ...database, put: () => Promise.reject() }));
    await store.keep("notebook/c", 4);
    await store.keep("notebook/a", 5);
    expect(await store.findKeys("notebook/")).toEqual(["notebook/a", "notebook/b", "notebook/c"]);
  });
});

describe("eraseAll()", () => {
  it("leaves nothing, neither in the database nor in memory", async () => {
    const database = createFakeDatabase();
    const store = createReaderStore(async () => database);
    await store.keep("a", "answer");
    expect(await store.eraseAll()).toBe(true);
    expect(database.content.size).toBe(0);
    expect(await store.readKept("a", text)).toBeUndefined();
  });

  it("tells those who have something waiting", async () => {
    const store = createReaderStore(async () => createFakeDatabase());
    let calls = 0;
    const stop = store.subscribeToErase(() => calls++);
    await store.eraseAll();
    store.forget();
    stop();
    await store.eraseAll();
    expect(calls).toBe(2);
  });

  it("says so where the database does not take it", async () => {
    const store = createReaderStore(() => Promise.reject(new Error()));
    expect(await store.eraseAll()).toBe(false);
  });
});

describe("findOrDrawSeed(store, draw)", () => {
  it("draws one seed for a reader and keeps it", async () => {
    const database = createFakeDatabase();
    expect(
      await findOrDrawSeed(
        createReaderStore(async () => database),
        () => 42,
      ),
    ).toBe(42);
    expect(
      await findOrDrawSeed(
        createReaderStore(async () => database),
        () => 43,
      ),
    ).toBe(42);
  });

  it("draws anew where something else stands in its place", async () => {
    const database = createFakeDatabase();
    database.content.set("reader/seed", -1.5);
    expect(
      await findOrDrawSeed(
        createReaderStore(async () => database),
        () => 43,
      ),
    ).toBe(43);
  });

  it("draws a whole number below 2³²", async () => {
    const drawn = await findOrDrawSeed(createReaderStore(async () => createFakeDatabase()));
    expect(Number.isInteger(drawn) && drawn >= 0 && drawn < 2 ** 32).toBe(true);
  });
});
