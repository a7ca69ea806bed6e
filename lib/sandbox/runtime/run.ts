import type { CellId } from "../../notebook/cell";
import type { RequestId } from "../protocol";
import { whenSettled, yieldToEventLoop } from "./event-loop";

/** What ends the code of a run that the reader stops. It is no error, and nothing shows it. */
export class Interrupted extends Error {
  override name = "Interrupted";

  constructor() {
    super("The run was stopped.");
  }
}

/** A place in a cell's text: the number of the text and the offset in it. */
export interface Site {
  cell: number;
  offset: number;
}

export interface RunOptions {
  id: RequestId;
  cellId: CellId;
  now: () => number;
  /** Sends what has been printed. */
  flush: () => void;
}

/** The reader's Stop has to be noticed within so many milliseconds. */
const breathMs = 16;
const maxBudget = 4095;

/**
 * One run of a cell, as its code sees it: `tick`, `pause`, `wait` and `iterate` are called by what the
 * transform inserts. From an interruption on they all throw, so that no abandoned code goes on.
 */
export class Run {
  readonly id: RequestId;
  readonly cellId: CellId;
  /** The number of its text, 0 until its code starts, and where in it the statement stands that runs. */
  text = 0;
  at = 0;
  /** The value of the last expression. */
  result: unknown;
  isInterrupted = false;
  /** How much text it has printed. */
  streamLength = 0;
  /** Where code was waiting for what failed, innermost first. */
  readonly awaited = new WeakMap<object, Site[]>();
  /** Work that the run does not end without, unless its code waits for it. */
  readonly followed = new Set<Promise<unknown>>();
  readonly #now: () => number;
  readonly #flush: () => void;
  readonly #stops = new Set<(reason: Interrupted) => void>();
  #breathedAt: number;
  #tickedAt: number;

  constructor({ id, cellId, now, flush }: RunOptions) {
    this.id = id;
    this.cellId = cellId;
    this.#now = now;
    this.#flush = flush;
    this.#breathedAt = now();
    this.#tickedAt = this.#breathedAt;
  }

  interrupt(): void {
    this.isInterrupted = true;
    // The innermost first, so that the code has ended when the run has.
    for (const stop of [...this.#stops].reverse()) stop(new Interrupted());
    this.#stops.clear();
  }

  check(): void {
    if (this.isInterrupted) throw new Interrupted();
  }

  /**
   * Called after so many iterations of a loop as `budget` says. Returns after how many to call again, or
   * -1 if it is time to `pause`. Cheap iterations are counted in ever larger portions, so that a loop
   * hardly notices; long ones are counted singly.
   */
  tick(budget: number): number {
    this.check();
    const now = this.#now();
    const elapsedMs = now - this.#tickedAt;
    this.#tickedAt = now;
    return now - this.#breathedAt > breathMs ? -1 : adaptBudget(budget, elapsedMs);
  }

  /** Lets the page draw and the reader's Stop arrive. */
  async pause(): Promise<1> {
    this.check();
    this.#flush();
    await new Promise<void>((resolve, reject) => {
      this.#stops.add(reject);
      const finish = () => {
        this.#stops.delete(reject);
        resolve();
      };
      whenSettled(yieldToEventLoop(), finish, finish);
    });
    this.#breathedAt = this.#now();
    this.check();
    return 1;
  }

  /** What `await` waits for: the value, or the reader's Stop. */
  wait(value: unknown, cell = 0, offset = 0): unknown {
    this.check();
    this.followed.delete(value as Promise<unknown>);
    // Awaiting what is settled already never leaves the event loop a turn.
    const isDue = this.#now() - this.#breathedAt > breathMs;
    if (!isDue && (value === null || (typeof value !== "object" && typeof value !== "function"))) {
      return value;
    }
    return new Promise((resolve, reject) => {
      this.#stops.add(reject);
      const settle = (finish: () => void) => {
        this.#stops.delete(reject);
        if (isDue && !this.isInterrupted) whenSettled(this.pause(), finish, reject);
        else finish();
      };
      whenSettled(
        Promise.resolve(value),
        (result) => settle(() => resolve(result)),
        (error) => {
          this.#noteAwait(error, { cell, offset });
          settle(() => reject(error));
        },
      );
    });
  }

  /**
   * Lets the run end only after this work, and with its error. Code that waits for it, or handles its error,
   * takes that over.
   */
  follow<T>(work: Promise<T>): Promise<T> {
    const then = work.then.bind(work);
    // Its error is shown with the run, unless code handles it.
    whenSettled(work, ignore, ignore);
    // biome-ignore lint/suspicious/noThenProperty: a promise has one, and this one notices who asks for it.
    Object.defineProperty(work, "then", {
      configurable: true,
      value: (...handlers: Parameters<typeof work.then>) => {
        this.followed.delete(work);
        return then(...handlers);
      },
    });
    this.followed.add(work);
    return work;
  }

  /** Waits for all that is followed. */
  async finish(): Promise<void> {
    for (const work of this.followed) await this.wait(work);
  }

  /** What `for await` goes through. */
  async *iterate(
    iterable: AsyncIterable<unknown> & Iterable<unknown>,
    cell: number,
    offset: number,
  ): AsyncGenerator<unknown> {
    const iterator = (iterable[Symbol.asyncIterator] ?? iterable[Symbol.iterator]).call(iterable);
    let isDone = false;
    try {
      while (true) {
        const step = (await this.wait(iterator.next(), cell, offset)) as IteratorResult<unknown>;
        isDone = Boolean(step.done);
        if (isDone) return;
        yield await this.wait(step.value, cell, offset);
      }
    } finally {
      if (!isDone) await iterator.return?.();
    }
  }

  #noteAwait(error: unknown, site: Site): void {
    if (typeof error !== "object" || error === null || site.cell === 0) return;
    const sites = this.awaited.get(error) ?? [];
    this.awaited.set(error, [...sites, site]);
  }
}

function ignore(): void {}

/** The next portion of iterations, given how long the last one took. */
export function adaptBudget(budget: number, elapsedMs: number): number {
  if (elapsedMs < 0.25) return Math.min(2 * budget + 1, maxBudget);
  return Math.max(1, elapsedMs > 2 ? budget >> 2 : budget);
}
