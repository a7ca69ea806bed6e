import * as z from "zod/mini";
import { createStore, type StoreApi } from "zustand/vanilla";
import { chooseFiles } from "@/components/files";
import { sitePath } from "@/components/layout/site-path";
import type { ChapterNotebook } from "@/content/cells";
import { callOnNextFrame } from "@/lib/kernel/next-frame";
import { LanguageClient } from "@/lib/language/client";
import type { Cell, CellId } from "@/lib/notebook/cell";
import {
  createKeeper,
  type KeptNotebook,
  type SavingState,
  toKeptNotebook,
} from "@/lib/notebook/keep";
import { isNotebookLink, parseLink, toLink } from "@/lib/notebook/link";
import { claimNotebook } from "@/lib/notebook/lock";
import {
  type Conflict,
  mergeNotebook,
  type Resolution,
  resolveConflict,
} from "@/lib/notebook/merge";
import { mergeTabs } from "@/lib/notebook/merge-tabs";
import { createNotebook, type Notebook, type NotebookState } from "@/lib/notebook/notebook";
import { askForPersistence } from "@/lib/notebook/storage";
import { eraseReaderData } from "@/lib/reader/erase";
import { readerStore } from "@/lib/reader/store";
import { SandboxClient } from "@/lib/sandbox/client";
import type { RunSettings } from "@/lib/sandbox/protocol";

export interface SessionState {
  saving: SavingState | undefined;
  /** Another tab has this notebook, and keeps it. */
  isElsewhere: boolean;
  /** The browser may delete what is kept, and the reader has not been told yet. */
  isAtRisk: boolean;
  conflicts: readonly Conflict[];
  /** A notebook from a link or a file that waits for the reader's word. */
  offer: { cells: Cell[]; description: string } | null;
  /** Why something did not work, in a sentence. */
  message: string | null;
  dialog:
    | { kind: "share"; url: string; sizeBytes: number }
    | { kind: "reset" | "erase" | "keys" }
    | null;
}

/** A page's notebook, and everything around it: where it is kept, and how it comes and goes. */
export interface NotebookSession {
  chapter: string | null;
  notebook: Notebook;
  language: LanguageClient | undefined;
  store: StoreApi<SessionState>;
  takeOver(): void;
  resolve(cellId: CellId, choice: Resolution): void;
  acceptOffer(): void;
  declineOffer(): void;
  chooseFile(): void;
  downloadIpynb(): void;
  downloadHtml(): void;
  downloadKeras(): void;
  share(): void;
  reset(): void;
  erase(): void;
  openDialog(kind: "reset" | "erase" | "keys"): void;
  closeDialog(): void;
  dismissMessage(): void;
  dismissRisk(): void;
  dispose(): void;
}

/** In tests, what they set for all runs. */
declare global {
  interface Window {
    descentSettings?: RunSettings;
  }
}

/** Kept when the reader knows that the browser may delete what is kept. */
const riskKey = "reader/knows-of-eviction";

/** Opens the notebook of a chapter, or the blank one, as the reader left it. Nothing of it runs. */
export async function openNotebook(chapter: string | null): Promise<NotebookSession> {
  const key = chapter ?? "blank";
  const keeper = createKeeper({ store: readerStore, key });
  const { cells: author, twins } =
    chapter === null ? { cells: [], twins: {} } : await loadChapter(chapter);
  // Not before that has come: who tries again would find the notebook claimed.
  const [kept, firstClaim] = await Promise.all([keeper.read(), claimNotebook(key)]);
  let claim = firstClaim;
  const merged = mergeNotebook(author, kept);
  const version = process.env.SANDBOX_VERSION ?? "";
  const kernel = new SandboxClient({
    filesUrl: sitePath("/sandbox/"),
    version,
  });
  const notebook = createNotebook({
    kernel,
    author,
    cells: merged.cells,
    settings: () => window.descentSettings ?? {},
    onNextFrame: callOnNextFrame,
  });
  const language = new LanguageClient({
    typesUrl: `${sitePath("/language/types.json")}?v=${version}`,
  });
  const store = createStore<SessionState>(() => ({
    saving: undefined,
    isElsewhere: !claim.isOwner,
    isAtRisk: false,
    conflicts: merged.conflicts,
    offer: null,
    message: null,
    dialog: null,
  }));
  const { getState: get, setState: set } = store;
  const listCells = () => listNotebookCells(notebook);
  const findRecorded = (cellId: CellId) => author.find(({ id }) => id === cellId)?.recorded ?? [];

  let hasAsked = false;
  function keep() {
    if (!claim.isOwner) {
      set({ saving: "unsaved" });
      return;
    }
    const cells = listCells();
    keeper.save(toKeptNotebook(cells, author, get().conflicts));
    const isEdited = cells.some(({ source, author }) => source !== author);
    if (hasAsked || !isEdited) return;
    hasAsked = true;
    void askForPersistence().then(async (answer) => {
      if (answer !== "may be evicted" || (await readerStore.readKept(riskKey, z.literal(true))))
        return;
      // Where nothing is kept, the page says that instead.
      set({ isAtRisk: readerStore.getStorageState() === "kept" });
    });
  }

  /** As the notebook was when this tab and what is kept were last the same. */
  let opened = merged.cells;

  /** Another tab has written meanwhile; what was written here in that time is not lost either. */
  async function readAgain() {
    const { cells, conflicts } = mergeNotebook(author, await keeper.read());
    set({ conflicts, isElsewhere: false });
    notebook.replaceAll(mergeTabs(cells, listCells(), opened));
    opened = listCells();
  }

  function watchClaim() {
    claim.onFree(readAgain);
    claim.onLost(() => {
      // What was not saved yet counts as written here, when the notebook comes back.
      if (keeper.getState() === "saved") opened = listCells();
      keeper.leave();
      set({ isElsewhere: true, saving: undefined });
    });
  }
  watchClaim();

  const flush = () => void keeper.flush();
  const tellLanguage = () => {
    const code = listCells().filter(({ kind }) => kind === "code");
    language.setNotebook(code.map(({ id, source }) => ({ id, source })));
  };
  tellLanguage();
  const stops = [
    notebook.store.subscribe((state, before) => {
      if (!differsInCells(state, before)) return;
      tellLanguage();
      keep();
    }),
    keeper.subscribe((saving) => set({ saving })),
    listen(document, "visibilitychange", flush),
    listen(window, "pagehide", flush),
    listen(window, "descent:before-reload", flush),
    listen(window, "descent:erased", () => window.location.reload()),
    chapter === null ? listen(window, "hashchange", offerLink) : () => {},
  ];

  function offerLink() {
    if (!isNotebookLink(window.location.hash)) return;
    try {
      offer(parseLink(window.location.hash), "by this link");
    } catch (error) {
      set({ message: (error as Error).message });
    }
  }
  if (chapter === null) offerLink();

  function offer(cells: Cell[], how: string) {
    const count = cells.length === 1 ? "1 cell" : `${cells.length} cells`;
    const present = notebook.store.getState().order.length;
    const loss =
      chapter === null
        ? present > 0
          ? " Opening it takes the place of the cells that are here."
          : ""
        : " Opening it takes the place of your changes to this chapter.";
    const description = `A notebook with ${count} came ${how}. Nothing of it has run.${loss}`;
    set({ offer: { cells, description }, message: null });
  }

  /** Answers a broken file with its sentence. */
  async function attempt(act: () => void | Promise<void>) {
    try {
      await act();
    } catch (error) {
      set({ message: (error as Error).message, offer: null });
    }
  }

  async function download(
    make: (files: typeof import("./notebook-files")) => Promise<void> | void,
  ) {
    await attempt(async () => make(await import("./notebook-files")));
  }

  const name = chapter ?? "notebook";
  const title = document.querySelector("h1")?.textContent ?? name;
  return {
    chapter,
    notebook,
    language,
    store,
    async takeOver() {
      claim.release();
      claim = await claimNotebook(key, { steal: true });
      watchClaim();
      await readAgain();
    },
    resolve(cellId, choice) {
      const conflict = get().conflicts.find((each) => each.cellId === cellId);
      if (!conflict) return;
      set(({ conflicts }) => ({ conflicts: conflicts.filter((each) => each !== conflict) }));
      notebook.replaceAll(resolveConflict(listCells(), conflict, choice, findRecorded(cellId)));
      keep();
    },
    acceptOffer() {
      const cells = get().offer?.cells;
      if (!cells) return;
      set({ offer: null });
      const { cells: merged, conflicts } = mergeNotebook(author, asKept(cells));
      notebook.replaceAll(merged);
      set({ conflicts });
      forgetLink();
    },
    declineOffer() {
      set({ offer: null });
      forgetLink();
    },
    async chooseFile() {
      const [file] = await chooseFiles(".ipynb,.html,.ts,.js,.md,.gz");
      if (!file) return;
      await attempt(async () => {
        const { openNotebookFile } = await import("./notebook-files");
        const cells = await openNotebookFile(file);
        const isEmpty = chapter === null && notebook.store.getState().order.length === 0;
        if (isEmpty) notebook.replaceAll(cells.map(asOwn));
        else offer(cells, `in “${file.name}”`);
      });
    },
    downloadIpynb: () => download((files) => files.downloadIpynb(listCells(), name, title)),
    downloadHtml: () => download((files) => files.downloadHtml(listCells(), name, title)),
    downloadKeras: () => download((files) => files.downloadKeras(listCells(), twins, name)),
    share: () =>
      attempt(() => {
        const { origin } = window.location;
        set({
          dialog: { kind: "share", ...toLink(listCells(), `${origin}${sitePath("/notebook/")}`) },
        });
      }),
    reset() {
      set({ conflicts: [] });
      notebook.resetAll();
    },
    async erase() {
      await eraseReaderData();
      window.location.reload();
    },
    openDialog: (kind) => set({ dialog: { kind } }),
    closeDialog: () => set({ dialog: null }),
    dismissMessage: () => set({ message: null }),
    dismissRisk() {
      set({ isAtRisk: false });
      void readerStore.keep(riskKey, true);
    },
    dispose() {
      for (const stop of stops) stop();
      void keeper.flush();
      claim.release();
      kernel.dispose();
      language.dispose();
    },
  };
}

async function loadChapter(slug: string): Promise<ChapterNotebook> {
  const response = await fetch(sitePath(`/chapters/${slug}/notebook.json`));
  if (!response.ok) throw new Error(`openNotebook: ${response.url} answered ${response.status}.`);
  return response.json();
}

function listNotebookCells(notebook: Notebook): Cell[] {
  const { order, cells } = notebook.store.getState();
  return order.flatMap((id) => cells.get(id)?.cell ?? []);
}

/** Whether something of what is kept is another: running and selecting alone change nothing of it. */
function differsInCells(state: NotebookState, before: NotebookState): boolean {
  if (state.order !== before.order) return true;
  if (state.cells === before.cells) return false;
  return state.order.some((id) => {
    const [now, then] = [state.cells.get(id)?.cell, before.cells.get(id)?.cell];
    return (
      now?.source !== then?.source || now?.outputs !== then?.outputs || now?.kind !== then?.kind
    );
  });
}

/** Cells from elsewhere, as if the reader had kept them here. */
function asKept(cells: readonly Cell[]): KeptNotebook {
  return { version: 1, cells: cells.map((cell) => ({ ...cell })) };
}

function asOwn({ author: _, ...cell }: Cell): Cell {
  return cell;
}

/** The address is plain again, so that a reload does not offer the same notebook anew. */
function forgetLink() {
  const { pathname, search, hash } = window.location;
  if (isNotebookLink(hash)) window.history.replaceState(null, "", pathname + search);
}

function listen(target: EventTarget, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener);
  return () => target.removeEventListener(event, listener);
}
