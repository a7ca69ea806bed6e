import type { CellId } from "../notebook/cell";
import type { Completion, Description, Diagnostic, Hover, SourceCell } from "./language";
import type { Answers, LanguageMessage, LanguageRequest, Question } from "./protocol";

/** The compiler and its types may come over a slow line. */
const startLimitMs = 120_000;
/** A service that thinks longer is stuck. */
const answerLimitMs = 10_000;

interface Pending {
  resolve(answer: Answers[keyof Answers] | null | undefined): void;
  timer: ReturnType<typeof setTimeout>;
}

export interface LanguageOptions {
  /** Where `public/language/types.json` is served, from the root of the host. */
  typesUrl: string;
  /** Whether the reader asked for little data to be loaded: then nothing is. */
  isSavingData?: boolean;
  createWorker?: () => Worker;
}

/**
 * The page's side of the language service. Its worker, with more than a megabyte, starts at the first `edit`;
 * before, and where it cannot be had, nothing is known: answers are null or empty, and never an error.
 */
export class LanguageClient {
  readonly #typesUrl: string;
  readonly #createWorker: () => Worker;
  #worker: Worker | undefined;
  #hasAnswered = false;
  /** It failed, or must not be loaded. */
  #isOff: boolean;
  #cells = new Map<CellId, string>();
  /** The worker has not seen the present cells. */
  #isChanged = true;
  #lastId = 0;
  readonly #pending = new Map<number, Pending>();

  constructor({
    typesUrl,
    isSavingData = askSavingData(),
    createWorker = createLanguageWorker,
  }: LanguageOptions) {
    this.#typesUrl = typesUrl;
    this.#createWorker = createWorker;
    this.#isOff = isSavingData;
  }

  /** Whether the reader has typed and there is something to ask. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /** All cells of code, in the order of the page. Loads nothing. */
  setNotebook(cells: readonly SourceCell[]): void {
    this.#cells = new Map(cells.map(({ id, source }) => [id, source]));
    this.#isChanged = true;
  }

  /** The reader typed in a cell. Starts the service. */
  edit(cellId: CellId, source: string): void {
    if (this.#cells.get(cellId) !== source) this.#isChanged = true;
    this.#cells.set(cellId, source);
    this.#start();
  }

  /** What can stand at this place; null where nothing can be offered. */
  async complete(cellId: CellId, offset: number): Promise<Completion[] | null> {
    return (await this.#ask({ type: "complete", cellId, offset })) ?? null;
  }

  /** What one of those completions means. */
  async describe(cellId: CellId, offset: number, label: string): Promise<Description | null> {
    return (await this.#ask({ type: "describe", cellId, offset, label })) ?? null;
  }

  /** What the name at this place means. */
  async hover(cellId: CellId, offset: number): Promise<Hover | null> {
    return (await this.#ask({ type: "hover", cellId, offset })) ?? null;
  }

  /** What will go wrong when the cell runs, as far as its names say so. */
  async diagnose(cellId: CellId): Promise<Diagnostic[]> {
    return (await this.#ask({ type: "diagnose", cellId })) ?? [];
  }

  /** Ends the worker. Questions that are open are answered with nothing. */
  dispose(): void {
    this.#isOff = true;
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const id of this.#pending.keys()) this.#settle(id, undefined);
  }

  #start() {
    if (this.#isOff || this.#worker) return;
    try {
      this.#worker = this.#createWorker();
    } catch {
      // Some browsers are set up to allow no workers.
      this.#isOff = true;
      return;
    }
    this.#worker.onmessage = ({ data }: MessageEvent<LanguageMessage>) => this.#receive(data);
    this.#worker.onerror = (event) => {
      event.preventDefault();
      this.dispose();
    };
    this.#post({ type: "start", typesUrl: this.#typesUrl });
  }

  #ask<Type extends Question["type"]>(
    question: Question & { type: Type },
  ): Promise<Answers[Type] | undefined> {
    if (!this.#worker) return Promise.resolve(undefined);
    if (this.#isChanged) {
      const cells = [...this.#cells].map(([id, source]) => ({ id, source }));
      this.#post({ type: "cells", cells });
      this.#isChanged = false;
    }
    this.#lastId += 1;
    const id = this.#lastId;
    return new Promise((resolve) => {
      const limitMs = this.#hasAnswered ? answerLimitMs : startLimitMs;
      const timer = setTimeout(() => this.dispose(), limitMs);
      this.#pending.set(id, { resolve: resolve as Pending["resolve"], timer });
      this.#post({ type: "question", id, question });
    });
  }

  #receive(message: LanguageMessage) {
    if (message.type === "failed") {
      this.dispose();
      return;
    }
    this.#hasAnswered = true;
    this.#settle(message.id, message.answer);
  }

  #settle(id: number, answer: Answers[keyof Answers] | null | undefined) {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    clearTimeout(pending.timer);
    pending.resolve(answer);
  }

  #post(request: LanguageRequest) {
    this.#worker?.postMessage(request);
  }
}

function createLanguageWorker(): Worker {
  return new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "language" });
}

function askSavingData(): boolean {
  const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
  return connection?.saveData ?? false;
}
