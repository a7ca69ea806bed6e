import { describe, expect, it } from "vitest";
import type { ExecuteOutcome, SandboxListener } from "../sandbox/client";
import type { AuthorCell, Cell } from "./cell";
import { createAuthorCell } from "./cell-entry";
import { createNotebook, type NotebookOptions } from "./notebook";

/** A kernel whose runs end when the test says so. */
function createFakeKernel() {
  const runs: {
    cellId: string;
    code: string;
    executionCount: number;
    listener: SandboxListener;
    end(outcome: Partial<ExecuteOutcome>): Promise<void>;
  }[] = [];
  let isPolite = true;
  const kernel: NotebookOptions["kernel"] = {
    state: "absent",
    subscribe: () => () => {},
    execute: (request, listener) =>
      new Promise((resolve) => {
        const ok = { status: "ok" as const, elapsedMs: 1, defines: [], reads: [] };
        const rest = { executionCount: request.executionCount, tensorCount: null, leftTensors: 0 };
        const end = async (outcome: Partial<ExecuteOutcome>) => {
          resolve({ ...ok, ...rest, ...outcome } as ExecuteOutcome);
          await settle();
        };
        runs.push({ ...request, listener, end });
      }),
    async interrupt() {
      const lost: Partial<ExecuteOutcome> = { status: "lost", reason: "All names are gone." };
      await runs.at(-1)?.end(isPolite ? { status: "aborted" } : lost);
      return { namesKept: isPolite };
    },
    async restart() {
      await runs.at(-1)?.end({ status: "lost", reason: "The kernel was restarted." });
    },
    dispose() {},
  };
  return {
    kernel,
    runs,
    refuseToStop() {
      isPolite = false;
    },
  };
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

const author: AuthorCell[] = ["a", "b", "c"].map((id) => ({
  id,
  kind: "code",
  source: `${id} = 1`,
  recorded: [{ type: "stream", name: "stdout", text: `recorded ${id}` }],
}));

function setUp(cells: Cell[] = author.map(createAuthorCell)) {
  const fake = createFakeKernel();
  let lastId = 0;
  const notebook = createNotebook({
    kernel: fake.kernel,
    author,
    cells,
    onNextFrame: (callback) => callback(),
    createId: () => {
      lastId += 1;
      return `own-${lastId}`;
    },
  });
  const read = (id: string) => {
    const entry = notebook.store.getState().cells.get(id);
    if (!entry) throw new Error(`no cell ${id}`);
    return entry;
  };
  const order = () => notebook.store.getState().order.join(" ");
  const stale = () => [...notebook.store.getState().stale].join(" ");
  return { ...fake, notebook, read, order, stale };
}

const printed = (text: string) => ({
  type: "stream" as const,
  parentId: 1,
  name: "stdout" as const,
  text,
});

describe("createNotebook(…).run(ids)", () => {
  it("runs cells one after the other, and counts the runs", async () => {
    const { notebook, runs, read } = setUp();
    notebook.runAll();
    expect(runs.map(({ cellId }) => cellId)).toEqual(["a"]);
    expect([read("a").status, read("b").status, read("c").status]).toEqual([
      "busy",
      "queued",
      "queued",
    ]);
    await runs[0]?.end({});
    expect(read("a").cell.executionCount).toBe(1);
    await runs[1]?.end({});
    await runs[2]?.end({});
    expect(read("c")).toMatchObject({ status: "idle", cell: { executionCount: 3 } });
    notebook.run(["a"]);
    await runs[3]?.end({});
    expect(read("a").cell.executionCount).toBe(4);
  });

  it("leaves the old output in place until there is something new", async () => {
    const { notebook, runs, read } = setUp();
    notebook.run(["a"]);
    expect(read("a").cell.outputs).toHaveLength(1);
    runs[0]?.listener.onMessage(printed("new"));
    expect(read("a").cell.outputs).toEqual([{ type: "stream", name: "stdout", text: "new" }]);
    expect(read("a").outputsFrom).toBe("now");
    await runs[0]?.end({});
    notebook.run(["a"]);
    await runs[1]?.end({});
    expect(read("a").cell.outputs).toEqual([]);
  });

  it("stops the queue at the first error", async () => {
    const { notebook, runs, read } = setUp();
    notebook.runAll();
    await runs[0]?.end({ status: "error" });
    expect(runs).toHaveLength(1);
    expect([read("b").status, read("c").status]).toEqual(["idle", "idle"]);
  });

  it("does not queue a cell twice, and runs no Markdown", async () => {
    const { notebook, runs } = setUp();
    const text = notebook.insert("markdown", "c");
    notebook.run(["a", "a", text]);
    await runs[0]?.end({});
    expect(runs).toHaveLength(1);
  });

  it("runs what is above, and from here", async () => {
    const above = setUp();
    above.notebook.runAbove("c");
    await above.runs[0]?.end({});
    await above.runs[1]?.end({});
    expect(above.runs.map(({ cellId }) => cellId)).toEqual(["a", "b"]);
    const from = setUp();
    from.notebook.runFrom("b");
    await from.runs[0]?.end({});
    expect(from.runs.map(({ cellId }) => cellId)).toEqual(["b", "c"]);
  });

  it("shows what a timer prints after the end of its run", async () => {
    const { notebook, runs, read } = setUp();
    notebook.run(["a"]);
    await runs[0]?.end({});
    runs[0]?.listener.onMessage(printed("late"));
    expect(read("a").cell.outputs).toEqual([{ type: "stream", name: "stdout", text: "late" }]);
  });
});

describe("stale cells", () => {
  it("are those whose text, or whose inputs, changed since they ran", async () => {
    const { notebook, runs, stale } = setUp();
    notebook.runAll();
    await runs[0]?.end({ defines: ["x"] });
    await runs[1]?.end({ reads: ["x"], defines: ["y"] });
    await runs[2]?.end({ reads: ["y"] });
    expect(stale()).toBe("");
    notebook.setSource("a", "a = 2");
    expect(stale()).toBe("a b c");
    notebook.setSource("a", "a = 1");
    expect(stale()).toBe("");
    notebook.setSource("a", "a = 2");
    notebook.runStale();
    await runs[3]?.end({ defines: ["x"] });
    await runs[4]?.end({ reads: ["x"], defines: ["y"] });
    await runs[5]?.end({ reads: ["y"] });
    expect(stale()).toBe("");
    expect(runs).toHaveLength(6);
  });
});

describe("interrupt and restart", () => {
  it("stop the run, empty the queue, and say that the names are kept", async () => {
    const { notebook, runs, read } = setUp();
    notebook.runAll();
    await notebook.interrupt();
    await settle();
    expect(runs).toHaveLength(1);
    expect(read("a").note).toContain("names keep");
    expect(read("b").status).toBe("idle");
  });

  it("say that the names are gone where the kernel had to be ended, and forget all runs", async () => {
    const { notebook, runs, read, refuseToStop } = setUp();
    notebook.run(["b"]);
    await runs[0]?.end({});
    refuseToStop();
    notebook.run(["a"]);
    await notebook.interrupt();
    await settle();
    expect(read("a").note).toBe("All names are gone.");
    expect(read("b")).toMatchObject({ record: null, cell: { executionCount: null } });
    notebook.run(["a"]);
    expect(runs.at(-1)?.executionCount).toBe(1);
  });

  it("keep the outputs, marked as those of before", async () => {
    const { notebook, runs, read } = setUp();
    notebook.run(["a"]);
    runs[0]?.listener.onMessage(printed("x"));
    await runs[0]?.end({});
    await notebook.restart();
    expect(read("a")).toMatchObject({
      outputsFrom: "before",
      cell: { outputs: [{ text: "x" }], executionCount: null },
    });
    expect(read("b").outputsFrom).toBe("author");
  });
});

describe("the reader's own cells", () => {
  it("stand where they were added, can be moved, deleted and brought back", () => {
    const { notebook, order } = setUp();
    const one = notebook.insert("code", "a");
    const two = notebook.insert("markdown", null);
    expect(order()).toBe("own-2 a own-1 b c");
    notebook.move(one, 1);
    expect(order()).toBe("own-2 a b own-1 c");
    notebook.setSource(two, "text");
    notebook.remove(two);
    notebook.remove(one);
    expect(order()).toBe("a b c");
    notebook.undoRemove();
    notebook.undoRemove();
    expect(order()).toBe("own-2 a b own-1 c");
    expect(notebook.store.getState().cells.get(two)?.cell.source).toBe("text");
    notebook.undoRemove();
    expect(order()).toBe("own-2 a b own-1 c");
  });

  it("are stopped when they are deleted, and show nothing more when they come back", async () => {
    const { notebook, runs, read } = setUp();
    const own = notebook.insert("code", "a");
    notebook.run([own]);
    runs[0]?.listener.onMessage(printed("before"));
    notebook.remove(own);
    await settle();
    notebook.undoRemove();
    runs[0]?.listener.onMessage(printed("after"));
    expect(read(own)).toMatchObject({ status: "idle", cell: { outputs: [{ text: "before" }] } });
    notebook.run(["a"]);
    expect(runs).toHaveLength(2);
  });

  it("say for the whole notebook that names are gone, where the deleted one had to be ended", async () => {
    const { notebook, refuseToStop } = setUp();
    const own = notebook.insert("code", "a");
    refuseToStop();
    notebook.run([own]);
    notebook.remove(own);
    await settle();
    expect(notebook.store.getState().notice).toBe("All names are gone.");
  });

  it("are the only ones that can be deleted, moved, or made Markdown", () => {
    const { notebook, order, read } = setUp();
    notebook.remove("a");
    notebook.move("a", 1);
    notebook.setKind("a", "markdown");
    expect(order()).toBe("a b c");
    expect(read("a").cell.kind).toBe("code");
  });

  it("go with resetAll, and an author's cell is as the author made it", () => {
    const { notebook, order, read } = setUp();
    notebook.insert("code", "a");
    notebook.setSource("b", "mine");
    notebook.reset("b");
    expect(read("b")).toMatchObject({ outputsFrom: "author", cell: { source: "b = 1" } });
    notebook.setSource("b", "mine");
    notebook.resetAll();
    expect(order()).toBe("a b c");
    expect(read("b").cell.source).toBe("b = 1");
  });

  for (const reset of ["reset", "resetAll"] as const) {
    it(`leave nothing of a run that ${reset} breaks off`, async () => {
      const { notebook, runs, read } = setUp();
      notebook.run(["b", "c"]);
      runs[0]?.listener.onMessage(printed("x"));
      notebook[reset]("b");
      runs[0]?.listener.onMessage(printed("y"));
      await settle();
      expect(read("b")).toMatchObject({
        status: "idle",
        note: null,
        outputsFrom: "author",
        cell: { outputs: [{ text: "recorded b" }] },
      });
      expect(read("c").status).toBe("idle");
    });
  }
});

describe("createNotebook(…).replaceAll(cells)", () => {
  it("leaves a cell that is among both as it is, also while it runs", async () => {
    const { notebook, runs, read, order } = setUp();
    notebook.run(["a"]);
    const kept = read("a").cell;
    notebook.replaceAll([{ ...read("c").cell, id: "d" }, kept]);
    expect(order()).toBe("d a");
    expect(read("a").status).toBe("busy");
    await runs[0]?.end({});
    expect(read("a").cell.executionCount).toBe(1);
  });
});
