import * as z from "zod/mini";
import type { ReaderStore } from "../reader/store";
import type { AuthorCell, Cell, CellId } from "./cell";
import type { Conflict } from "./merge";
import { type CellOutput, parseOutput } from "./output";
import { printOutputs } from "./print-outputs";

/** A notebook as it is kept on the reader's computer. */
export interface KeptNotebook {
  version: 1;
  cells: KeptCell[];
}

export interface KeptCell {
  id: CellId;
  kind: Cell["kind"];
  source: string;
  /** Of a cell that the author wrote: the author's text that the reader's edits began from. */
  author?: string;
  /** Absent where they are those of the author's run. */
  outputs?: CellOutput[];
  executionCount: number | null;
}

/**
 * Outputs are kept as JSON text: to copy 6 MB of text into the database takes 1 ms to 30 ms, of small
 * objects 100 ms.
 */
const outputsSchema = z.pipe(z.string(), z.transform(parseOutputs));

export const keptNotebookSchema = z.object({
  version: z.literal(1),
  cells: z.array(
    z.object({
      id: z.string(),
      kind: z.enum(["code", "markdown"]),
      source: z.string(),
      author: z.optional(z.string()),
      outputs: z.optional(outputsSchema),
      executionCount: z.nullable(z.int()),
    }),
  ),
});

/** What cannot be read is left out, and never takes the reader's text with it. */
function parseOutputs(text: string): CellOutput[] {
  try {
    const outputs: unknown[] = JSON.parse(text);
    return outputs.flatMap((output) => parseOutput(output) ?? []);
  } catch {
    return [];
  }
}

/**
 * What is to be kept of the cells on a page. A cell of the author's that is in conflict keeps the text
 * that its edits began from, so that the choice is offered again on the next visit. A cell that is not in
 * `authorCells`, as in a file opened on a blank page, is the reader's own.
 */
export function toKeptNotebook(
  cells: readonly Cell[],
  authorCells: readonly AuthorCell[],
  conflicts: readonly Conflict[] = [],
): KeptNotebook {
  const authors = new Map(authorCells.map((cell) => [cell.id, cell]));
  const bases = new Map(conflicts.map(({ cellId, base }) => [cellId, base]));
  return {
    version: 1,
    cells: cells.map(({ id, kind, source, outputs, executionCount }) => {
      const author = authors.get(id);
      const base = bases.get(id) ?? author?.source;
      return {
        id,
        kind,
        source,
        ...(base !== undefined && { author: base }),
        ...(outputs !== author?.recorded && { outputs }),
        executionCount,
      };
    }),
  };
}

export type SavingState = "saved" | "saving" | "unsaved";

export interface Keeper {
  read(): Promise<KeptNotebook | undefined>;
  /** Keeps this notebook within `delayMs`, or a later one that comes before. */
  save(notebook: KeptNotebook): void;
  /**
   * Writes at once what waits, and resolves when nothing is left to write. For `visibilitychange` and
   * `pagehide`, and before the page is left in other ways.
   */
  flush(): Promise<void>;
  /** Another tab keeps the notebook from now on: what waits is not written, and `read` gives that tab's. */
  leave(): void;
  /** "unsaved" also where the browser did not take it; the store's `getStorageState` then says why. */
  getState(): SavingState;
  /** Calls back whenever the state changes; returns what ends that. */
  subscribe(listener: (state: SavingState) => void): () => void;
}

/** Where the notebook of a page is kept in the reader's store. */
export function findNotebookKey(key: string): string {
  return `notebook/${key}`;
}

/** Keeps one notebook as the reader works. Never rejects. */
export function createKeeper({
  store,
  key,
  delayMs = 500,
}: {
  store: Pick<
    ReaderStore,
    "readKept" | "keep" | "release" | "getStorageState" | "subscribeToErase"
  >;
  key: string;
  delayMs?: number;
}): Keeper {
  const listeners = new Set<(state: SavingState) => void>();
  let state: SavingState = "saved";
  let waiting: KeptNotebook | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopListening: (() => void) | undefined;
  let lastWrite: Promise<void> = Promise.resolve();

  function setState(next: SavingState) {
    if (state === next) return;
    state = next;
    for (const listener of listeners) listener(state);
  }

  function takeWaiting(): KeptNotebook | undefined {
    clearTimeout(timer);
    timer = undefined;
    stopListening?.();
    stopListening = undefined;
    const taken = waiting;
    waiting = undefined;
    return taken;
  }

  function dropWaiting() {
    takeWaiting();
    setState("saved");
  }

  function write(notebook: KeptNotebook) {
    setState("saving");
    // Not after the write before: when a page is hidden there is time only for what is asked for at
    // once, and the database keeps the order.
    const writing: Promise<void> = store
      .keep(findNotebookKey(key), printNotebook(notebook))
      .then(() => {
        if (lastWrite !== writing || waiting) return;
        setState(store.getStorageState() === "kept" ? "saved" : "unsaved");
      });
    lastWrite = writing;
  }

  async function flush() {
    const notebook = takeWaiting();
    if (notebook) write(notebook);
    await lastWrite;
  }

  return {
    read: () => store.readKept(findNotebookKey(key), keptNotebookSchema),
    save(notebook) {
      waiting = notebook;
      setState("unsaved");
      // Counted from the first change: a reader who never pauses is saved too.
      timer ??= setTimeout(flush, delayMs);
      // Erased data must not come back with what still waits.
      stopListening ??= store.subscribeToErase(dropWaiting);
    },
    flush,
    leave() {
      dropWaiting();
      store.release(findNotebookKey(key));
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function printNotebook({ version, cells }: KeptNotebook): z.input<typeof keptNotebookSchema> {
  const outputs = printOutputs(cells.map((cell) => cell.outputs ?? []));
  return {
    version,
    cells: cells.map((cell, index) => ({
      ...cell,
      outputs: cell.outputs && outputs[index],
    })),
  };
}
