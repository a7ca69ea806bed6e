import { createStore, type StoreApi } from "zustand/vanilla";
import type { KernelState, SandboxClient } from "../sandbox/client";
import type { RunSettings } from "../sandbox/protocol";
import { applyMessage, endTrainings, type OutputMessage } from "./apply-message";
import type { AuthorCell, Cell, CellId } from "./cell";
import { arrange, type CellEntry, createAuthorCell, createEntry } from "./cell-entry";
import {
  defineNames,
  findStale,
  type NameVersions,
  type RunRecord,
  recordReads,
} from "./staleness";

export interface NotebookState {
  order: readonly CellId[];
  cells: ReadonlyMap<CellId, CellEntry>;
  kernel: KernelState;
  /** What the reader should know of the kernel as a whole, in a sentence. */
  notice: string | null;
  tensorCount: number | null;
  stale: ReadonlySet<CellId>;
  selected: CellId | null;
  /** Whether keys are commands, or go to the selected cell's text. */
  mode: "command" | "edit";
  /** Deleted cells, the last one last, with the cell that each followed. */
  deleted: readonly { cell: Cell; after: CellId | null }[];
}

export interface Notebook {
  store: StoreApi<NotebookState>;
  setSource(id: CellId, source: string): void;
  /** Runs cells one after the other; an error ends the queue. Markdown cells have nothing to run. */
  run(ids: readonly CellId[]): void;
  runAll(): void;
  runAbove(id: CellId): void;
  runFrom(id: CellId): void;
  runStale(): void;
  /** Stops the present run and empties the queue. */
  interrupt(): Promise<void>;
  /** Ends the kernel and its names; outputs stay, and are marked as earlier ones. */
  restart(): Promise<void>;
  clearOutputs(): void;
  /** Adds an empty cell after another, or at the top (null), and selects it for editing. */
  insert(kind: Cell["kind"], after: CellId | null): CellId;
  /** Takes away a cell of the reader's own, and stops it if it runs; those of the author stay. */
  remove(id: CellId): void;
  undoRemove(): void;
  setKind(id: CellId, kind: Cell["kind"]): void;
  /** Moves a cell of the reader's own by one place. */
  move(id: CellId, by: -1 | 1): void;
  select(id: CellId | null, mode?: "command" | "edit"): void;
  /** An author's cell as the author made it. */
  reset(id: CellId): void;
  /** Without the reader's own cells and changes. */
  resetAll(): void;
  /** Takes other cells in place of those that are there; one that is among both stays as it is. */
  replaceAll(cells: readonly Cell[]): void;
  dismissNotice(): void;
}

export interface NotebookOptions {
  kernel: Pick<
    SandboxClient,
    "state" | "subscribe" | "execute" | "interrupt" | "restart" | "dispose"
  >;
  /** The author's cells; none in a blank notebook. */
  author: readonly AuthorCell[];
  /** What is there at first: the author's cells, with what the reader did to them before. */
  cells: readonly Cell[];
  settings?: () => RunSettings;
  /** Calls back when something new can be drawn. */
  onNextFrame(callback: () => void): void;
  now?: () => number;
  createId?: () => CellId;
}

export function createNotebook({
  kernel,
  author,
  cells,
  settings = () => ({}),
  onNextFrame,
  now = () => performance.now(),
  createId = drawId,
}: NotebookOptions): Notebook {
  const authorCells = new Map(author.map((cell) => [cell.id, cell]));
  const store = createStore<NotebookState>(() => ({
    ...arrange(cells, authorCells),
    kernel: kernel.state,
    notice: null,
    tensorCount: null,
    stale: new Set(),
    selected: null,
    mode: "command",
    deleted: [],
  }));
  const { getState: get, setState: set } = store;
  let versions: NameVersions = new Map();
  let executionCount = 0;
  let queue: CellId[] = [];
  let isWorking = false;
  let restarts = 0;
  /** The present run, or the last one, whose late output still comes. */
  let lastRun: { id: CellId; isAbandoned: boolean } | undefined;

  kernel.subscribe(() => set({ kernel: kernel.state }));

  function update(id: CellId, change: (entry: CellEntry) => Partial<CellEntry>) {
    set(({ cells }) => {
      const entry = cells.get(id);
      if (!entry) return {};
      return { cells: new Map(cells).set(id, { ...entry, ...change(entry) }) };
    });
  }

  function updateCell(id: CellId, change: Partial<Cell>) {
    update(id, ({ cell }) => ({ cell: { ...cell, ...change } }));
  }

  function refreshStale() {
    const { order, cells, stale } = get();
    const runs = order.flatMap((id) => {
      const entry = cells.get(id);
      return entry ? [{ id, source: entry.cell.source, run: entry.record }] : [];
    });
    const next = findStale(runs, versions);
    const isSame = next.size === stale.size && [...next].every((id) => stale.has(id));
    if (!isSame) set({ stale: next });
  }

  function emptyQueue() {
    const left = queue;
    queue = [];
    for (const id of left) update(id, () => ({ status: "idle" }));
  }

  /** For a cell that is taken away or begun anew: it waits no longer, and its run ends unseen. */
  function abandon(id: CellId) {
    queue = queue.filter((queued) => queued !== id);
    if (lastRun?.id !== id) return;
    lastRun.isAbandoned = true;
    if (get().cells.get(id)?.status === "busy") void notebook.interrupt();
  }

  async function work() {
    if (isWorking) return;
    isWorking = true;
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const isFine = await runCell(id);
      if (!isFine) emptyQueue();
    }
    isWorking = false;
  }

  /** Runs one cell to its end; false if it failed or was stopped. */
  async function runCell(id: CellId): Promise<boolean> {
    const entry = get().cells.get(id);
    if (!entry) return true;
    const { source } = entry.cell;
    const run = { id, isAbandoned: false };
    lastRun = run;
    const updateRun = (change: (entry: CellEntry) => Partial<CellEntry>) => {
      if (!run.isAbandoned) update(id, change);
    };
    executionCount += 1;
    const count = executionCount;
    let waiting: OutputMessage[] = [{ type: "clear_output", parentId: 0 }];
    const show = () => {
      if (waiting.length === 0) return;
      const messages = waiting;
      waiting = [];
      updateRun(({ cell }) => ({ cell: messages.reduce(applyMessage, cell), outputsFrom: "now" }));
    };
    let isDrawing = false;
    const showSoon = () => {
      if (isDrawing) return;
      isDrawing = true;
      onNextFrame(() => {
        isDrawing = false;
        show();
      });
    };
    updateRun(({ cell }) => ({
      status: "busy",
      isLoading: false,
      startedAtMs: now(),
      elapsedMs: null,
      leftTensors: 0,
      note: null,
      cell: { ...cell, executionCount: null },
    }));
    const request = { cellId: id, code: source, executionCount: count, settings: settings() };
    const outcome = await kernel.execute(request, {
      onBusy: () => updateRun(() => ({ startedAtMs: now() })),
      onLoading: (isLoading) => updateRun(() => ({ isLoading })),
      onMessage: (message) => {
        waiting.push(message);
        showSoon();
      },
    });
    show();
    if (outcome.status === "lost") {
      forgetRuns();
      if (run.isAbandoned) set({ notice: outcome.reason });
      updateRun(({ cell }) => ({
        status: "idle",
        startedAtMs: null,
        note: outcome.reason,
        cell: endTrainings(cell),
      }));
      return false;
    }
    const record: RunRecord = { source, reads: recordReads(versions, outcome.reads) };
    versions = defineNames(versions, id, outcome.defines);
    updateRun(({ cell }) => ({
      status: "idle",
      startedAtMs: null,
      elapsedMs: outcome.elapsedMs,
      leftTensors: outcome.leftTensors,
      record: outcome.status === "aborted" ? null : record,
      note: outcome.status === "aborted" ? "Stopped. All names keep the values they had." : null,
      cell: { ...endTrainings(cell), executionCount: count },
    }));
    set({ tensorCount: outcome.tensorCount });
    refreshStale();
    return outcome.status === "ok";
  }

  /** As after the end of a kernel: nothing has run, and outputs are those of before. */
  function forgetRuns() {
    versions = new Map();
    executionCount = 0;
    set(({ cells }) => ({
      tensorCount: null,
      stale: new Set(),
      cells: new Map(
        [...cells].map(([id, entry]) => [
          id,
          {
            ...entry,
            record: null,
            leftTensors: 0,
            outputsFrom: entry.outputsFrom === "now" ? "before" : entry.outputsFrom,
            cell: { ...entry.cell, executionCount: null },
          },
        ]),
      ),
    }));
  }

  function place(cell: Cell, after: CellId | null) {
    set(({ order, cells }) => {
      const at = after === null ? 0 : order.indexOf(after) + 1;
      return {
        order: [...order.slice(0, at), cell.id, ...order.slice(at)],
        cells: new Map(cells).set(cell.id, createEntry(cell, undefined)),
      };
    });
  }

  const notebook: Notebook = {
    store,
    setSource(id, source) {
      if (get().cells.get(id)?.cell.source === source) return;
      updateCell(id, { source });
      refreshStale();
    },
    run(ids) {
      for (const id of ids) {
        const entry = get().cells.get(id);
        if (entry?.cell.kind !== "code" || entry.status !== "idle") continue;
        queue.push(id);
        update(id, () => ({ status: "queued" }));
      }
      void work();
    },
    runAll: () => notebook.run(get().order),
    runAbove: (id) => notebook.run(get().order.slice(0, get().order.indexOf(id))),
    runFrom: (id) => notebook.run(get().order.slice(get().order.indexOf(id))),
    runStale: () => notebook.run(get().order.filter((id) => get().stale.has(id))),
    async interrupt() {
      emptyQueue();
      await kernel.interrupt();
    },
    async restart() {
      emptyQueue();
      set({ notice: null });
      restarts += 1;
      const present = restarts;
      const isRestarting = kernel.restart();
      forgetRuns();
      await isRestarting.catch((error: Error) => {
        // One restart breaks off another.
        if (present === restarts) set({ notice: error.message });
      });
    },
    clearOutputs() {
      for (const id of get().order) {
        update(id, ({ cell }) => ({
          outputsFrom: "now",
          note: null,
          elapsedMs: null,
          leftTensors: 0,
          cell: { ...cell, outputs: [] },
        }));
      }
    },
    insert(kind, after) {
      const id = createId();
      place({ id, kind, source: "", outputs: [], executionCount: null }, after);
      notebook.select(id, "edit");
      return id;
    },
    remove(id) {
      const { order, cells } = get();
      const entry = cells.get(id);
      if (!entry || entry.cell.author !== undefined) return;
      const at = order.indexOf(id);
      abandon(id);
      const rest = new Map(cells);
      rest.delete(id);
      const left = order.filter((other) => other !== id);
      set(({ deleted }) => ({
        order: left,
        cells: rest,
        deleted: [...deleted, { cell: entry.cell, after: order[at - 1] ?? null }],
        selected: left[Math.min(at, left.length - 1)] ?? null,
        mode: "command",
      }));
    },
    undoRemove() {
      const last = get().deleted.at(-1);
      if (!last) return;
      set(({ deleted }) => ({ deleted: deleted.slice(0, -1) }));
      const isThere = last.after !== null && get().order.includes(last.after);
      place(last.cell, isThere ? last.after : null);
      notebook.select(last.cell.id);
    },
    setKind(id, kind) {
      const entry = get().cells.get(id);
      if (!entry || entry.cell.author !== undefined || entry.cell.kind === kind) return;
      abandon(id);
      updateCell(id, { kind, outputs: [], executionCount: null });
      update(id, () => ({ status: "idle", record: null, note: null, elapsedMs: null }));
    },
    move(id, by) {
      const { order, cells } = get();
      const at = order.indexOf(id);
      const other = order[at + by];
      if (at < 0 || other === undefined || cells.get(id)?.cell.author !== undefined) return;
      const next = order.filter((cell) => cell !== id);
      next.splice(at + by, 0, id);
      set({ order: next });
    },
    select(id, mode = "command") {
      const { selected, mode: present } = get();
      if (selected !== id || present !== mode) set({ selected: id, mode });
    },
    reset(id) {
      const own = authorCells.get(id);
      if (!own) return;
      abandon(id);
      update(id, () => createEntry(createAuthorCell(own), own));
      refreshStale();
    },
    resetAll: () => notebook.replaceAll(author.map(createAuthorCell)),
    replaceAll(others) {
      const { cells: present } = get();
      const isSame = (cell: Cell) => present.get(cell.id)?.cell === cell;
      const gone = [...present.values()].filter(({ cell }) => !others.includes(cell));
      for (const { cell } of gone) abandon(cell.id);
      const { order, cells } = arrange(others, authorCells);
      for (const cell of others.filter(isSame))
        cells.set(cell.id, present.get(cell.id) as CellEntry);
      set({ order, cells, selected: null, mode: "command", deleted: [] });
      refreshStale();
    },
    dismissNotice: () => set({ notice: null }),
  };
  return notebook;
}

/** Eight hexadecimal digits. (`randomUUID` is missing where a page came without https.) */
function drawId(): CellId {
  const [drawn] = crypto.getRandomValues(new Uint32Array(1));
  return (drawn as number).toString(16).padStart(8, "0");
}
