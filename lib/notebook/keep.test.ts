import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createReaderStore, type Database } from "../reader/store";
import type { AuthorCell, Cell } from "./cell";
import { createKeeper, findNotebookKey, type KeptNotebook, toKeptNotebook } from "./keep";
import type { CellOutput } from "./output";

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

const output: CellOutput = { type: "stream", name: "stdout", text: "2" };

const notebook = (source: string): KeptNotebook => ({
  version: 1,
  cells: [{ id: "a", kind: "code", source, outputs: [output], executionCount: 1 }],
});

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("createKeeper({ store, key })", () => {
  function create(database = createFakeDatabase()) {
    const store = createReaderStore(async () => database);
    const keeper = createKeeper({ store, key: "momentum", delayMs: 500 });
    const states: string[] = [];
    keeper.subscribe((state) => states.push(state));
    return { database, store, keeper, states };
  }

  it("gives back on the next visit what was saved", async () => {
    const { keeper, database } = create();
    keeper.save(notebook("1 + 1"));
    await keeper.flush();
    expect(await create(database).keeper.read()).toEqual(notebook("1 + 1"));
    expect([...database.content.keys()]).toEqual([findNotebookKey("momentum")]);
  });

  it("gives undefined on the first visit", async () => {
    expect(await create().keeper.read()).toBeUndefined();
  });

  it("writes once for many changes, and also while the reader never pauses", async () => {
    const { keeper, database } = create();
    const put = vi.spyOn(database, "put");
    for (let key = 0; key < 20; key++) {
      keeper.save(notebook("x".repeat(key)));
      await vi.advanceTimersByTimeAsync(100);
    }
    // 2000 ms of typing, in steps of 500 ms.
    expect(put.mock.calls.length).toBeGreaterThanOrEqual(3);
    expect(put.mock.calls.length).toBeLessThanOrEqual(4);
  });

  it("says that it is unsaved, saving, and saved", async () => {
    const { keeper, states } = create();
    expect(keeper.getState()).toBe("saved");
    keeper.save(notebook("1"));
    keeper.save(notebook("2"));
    await vi.advanceTimersByTimeAsync(500);
    expect(states).toEqual(["unsaved", "saving", "saved"]);
  });

  it("does not write over what another tab keeps from now on, and reads that", async () => {
    const { keeper, database } = create();
    keeper.save(notebook("mine"));
    await keeper.flush();
    keeper.save(notebook("mine, not saved yet"));
    keeper.leave();
    const other = create(database).keeper;
    other.save(notebook("theirs"));
    await other.flush();
    await vi.advanceTimersByTimeAsync(2000);
    expect(await keeper.read()).toEqual(notebook("theirs"));
  });

  it("stays unsaved for a change that comes while it saves", async () => {
    const database = createFakeDatabase();
    let finish = () => {};
    const { keeper } = create({
      ...database,
      put: (key, value) =>
        new Promise((resolve) => {
          finish = () => resolve(database.put(key, value));
        }),
    });
    keeper.save(notebook("1"));
    void keeper.flush();
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.getState()).toBe("saving");
    keeper.save(notebook("2"));
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.getState()).toBe("unsaved");
    await vi.advanceTimersByTimeAsync(500);
    finish();
    await vi.advanceTimersByTimeAsync(0);
    expect(keeper.getState()).toBe("saved");
  });

  it("stays unsaved where the browser does not take it, and goes on in memory", async () => {
    const { keeper, store } = create({
      ...createFakeDatabase(),
      put: () => Promise.reject(new DOMException("", "QuotaExceededError")),
    });
    keeper.save(notebook("1"));
    await keeper.flush();
    expect(keeper.getState()).toBe("unsaved");
    expect(store.getStorageState()).toBe("full");
    expect(await keeper.read()).toEqual(notebook("1"));
  });

  it("hands over to the database at once when flushed, without waiting for an earlier write", async () => {
    const puts: unknown[] = [];
    const { keeper } = create({
      ...createFakeDatabase(),
      put: (_, value) => {
        puts.push(value);
        return new Promise(() => {});
      },
    });
    for (const source of ["1", "2"]) {
      keeper.save(notebook(source));
      void keeper.flush();
    }
    await vi.advanceTimersByTimeAsync(0);
    expect(puts).toHaveLength(2);
  });

  it("does not bring back what was erased while it waited", async () => {
    const { keeper, store, database } = create();
    keeper.save(notebook("1"));
    await store.eraseAll();
    await keeper.flush();
    await vi.advanceTimersByTimeAsync(1000);
    expect(database.content.size).toBe(0);
    expect(keeper.getState()).toBe("saved");
  });

  it("reads texts although an output is of another edition, or broken", async () => {
    const { keeper, database } = create();
    const cell = { id: "a", kind: "code", source: "mine", executionCount: null };
    database.content.set(findNotebookKey("momentum"), {
      version: 1,
      cells: [
        { ...cell, outputs: JSON.stringify([{ type: "hologram" }, output, null]) },
        { ...cell, outputs: "[" },
        { ...cell, outputs: "7" },
      ],
    });
    const read = await keeper.read();
    expect(read?.cells.map(({ outputs }) => outputs)).toEqual([[output], [], []]);
    expect(read?.cells.map(({ source }) => source)).toEqual(["mine", "mine", "mine"]);
  });

  it("leaves out outputs that are too large, and says so in their place", async () => {
    const { keeper } = create();
    const large: CellOutput = { type: "stream", name: "stdout", text: "x".repeat(600_000) };
    keeper.save({
      version: 1,
      cells: [{ id: "a", kind: "code", source: "1", outputs: [output, large], executionCount: 1 }],
    });
    await keeper.flush();
    const outputs = (await keeper.read())?.cells[0]?.outputs;
    expect(outputs?.[0]).toEqual(output);
    expect(JSON.stringify(outputs?.[1])).toContain("too large to keep");
  });
});

describe("toKeptNotebook(cells, authorCells, conflicts)", () => {
  const recorded = [output];
  const author: AuthorCell = { id: "a", kind: "code", source: "theirs", recorded };
  const cell: Cell = {
    id: "a",
    kind: "code",
    source: "mine",
    author: "theirs",
    outputs: recorded,
    executionCount: null,
  };

  it("keeps the text that the edits began from, and no outputs that the author recorded", () => {
    expect(toKeptNotebook([cell], [author]).cells).toEqual([
      { id: "a", kind: "code", source: "mine", author: "theirs", executionCount: null },
    ]);
  });

  it("keeps the older text while there is a conflict", () => {
    const conflict = { cellId: "a", base: "base", mine: "mine", theirs: "theirs" };
    expect(toKeptNotebook([cell], [author], [conflict]).cells[0]?.author).toBe("base");
  });

  it("keeps cleared outputs as cleared, and those of a run", () => {
    const cells = [
      { ...cell, outputs: [] },
      { ...cell, outputs: [output] },
    ];
    expect(toKeptNotebook(cells, [author]).cells.map(({ outputs }) => outputs)).toEqual([
      [],
      [output],
    ]);
  });

  it("keeps a cell of another chapter, from a file, as the reader's own", () => {
    expect(toKeptNotebook([cell], []).cells[0]).toEqual({
      id: "a",
      kind: "code",
      source: "mine",
      outputs: recorded,
      executionCount: null,
    });
  });
});
