import type { Snapshot } from "../engine/trainer";
import { callOnNextFrame } from "./next-frame";
import type { KernelMessage, KernelRequest, TrainingDisplay, TrainingOutcome } from "./protocol";

/** What to train; see `train_request` in protocol.ts. */
export type TrainingRun = Omit<Extract<KernelRequest, { type: "train_request" }>, "type" | "id">;

export interface TrainingListener {
  onDisplay(display: TrainingDisplay): void;
  /** Something that the reader should know, in one sentence. */
  onNotice(notice: string): void;
}

/** The part of the page that supervision depends on; tests bring their own. */
export interface PageClock {
  now(): number;
  isVisible(): boolean;
  /** Calls back when a display can be drawn, and soon also where nothing is drawn. */
  onNextFrame(callback: () => void): void;
}

const tickMs = 500;
/** A longer gap between two ticks means that the computer slept, and says nothing of the worker. */
const longestTickMs = 2_000;
/** Before a worker's first update TensorFlow.js loads, and a GPU may compile its shaders. */
const startLimitMs = 30_000;
const quietLimitMs = 10_000;
const interruptLimitMs = 3_000;
const maxRestarts = 3;

interface Pending {
  id: number;
  run: TrainingRun;
  listener: TrainingListener;
  resolve(outcome: TrainingOutcome): void;
  /** Where a restarted worker goes on. */
  snapshot: Snapshot | null;
  /** Since the run last advanced. */
  restarts: number;
}

/**
 * A worker that trains one run at a time, watched: one that dies, loses its GPU or goes quiet is
 * replaced and goes on from the last snapshot, and a promise always settles.
 */
export class KernelClient {
  readonly #createWorker: () => Worker;
  readonly #clock: PageClock;
  #worker: Worker | undefined;
  #hasSpoken = false;
  /** Whether this worker has made an update, so that all it needs is loaded and compiled. */
  #hasStepped = false;
  #pending: Pending | undefined;
  #lastId = 0;
  #quietMs = 0;
  #lastTick = 0;
  #ticker: ReturnType<typeof setInterval> | undefined;

  constructor(createWorker: () => Worker, clock: PageClock = browserClock) {
    this.#createWorker = createWorker;
    this.#clock = clock;
  }

  /** Trains until the goal is reached, the run diverges, or `interrupt` is called. Never rejects. */
  async train(run: TrainingRun, listener: TrainingListener): Promise<TrainingOutcome> {
    // In a loop: another caller may have begun a run meanwhile.
    while (this.#pending) await this.interrupt();
    return new Promise((resolve) => {
      this.#lastId += 1;
      const { snapshot } = run;
      this.#pending = { id: this.#lastId, run, listener, resolve, snapshot, restarts: 0 };
      this.#lastTick = this.#clock.now();
      this.#ticker = setInterval(() => this.#tick(), tickMs);
      this.#send();
    });
  }

  /** Resolves when the run has stopped; a worker that does not answer is ended. */
  async interrupt(): Promise<void> {
    const pending = this.#pending;
    if (!pending) return;
    const { resolve } = pending;
    await new Promise<void>((stopped) => {
      const timer = setTimeout(
        () => {
          this.#endWorker();
          this.#settle({ status: "aborted" });
        },
        this.#hasStepped ? interruptLimitMs : startLimitMs,
      );
      pending.resolve = (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
        stopped();
      };
      this.#lastId += 1;
      this.#post({ type: "interrupt_request", id: this.#lastId, trainId: pending.id });
    });
  }

  /** Ends the worker; a run that is under way is aborted. */
  dispose(): void {
    this.#endWorker();
    this.#settle({ status: "aborted" });
  }

  #send() {
    const { id, run, snapshot } = this.#pending as Pending;
    this.#quietMs = 0;
    this.#post({ type: "train_request", id, ...run, snapshot });
  }

  #post(request: KernelRequest) {
    try {
      this.#worker ??= this.#startWorker();
      this.#worker.postMessage(request);
    } catch (error) {
      // Some browsers are set up to allow no workers.
      const evalue = `The trainer could not be started (${(error as Error).message}).`;
      this.#settle({ status: "error", ename: "KernelError", evalue });
    }
  }

  #startWorker(): Worker {
    const worker = this.#createWorker();
    this.#hasSpoken = false;
    this.#hasStepped = false;
    worker.onmessage = (event: MessageEvent<KernelMessage>) => this.#receive(event.data);
    worker.onerror = (event) => {
      event.preventDefault();
      if (this.#hasSpoken) {
        this.#restart(`The trainer stopped with an error (${event.message})`);
        return;
      }
      this.#endWorker();
      this.#settle({
        status: "error",
        ename: "ChunkLoadError",
        evalue: "The trainer could not be loaded.",
      });
    };
    return worker;
  }

  #receive(message: KernelMessage) {
    this.#hasSpoken = true;
    this.#quietMs = 0;
    const pending = this.#pending;
    if (message.type === "device_lost") {
      this.#restart(`The graphics processor was lost (${message.reason || "no reason given"})`);
      return;
    }
    if (!pending || message.parentId !== pending.id) return;
    switch (message.type) {
      case "status":
      case "interrupt_reply":
        break;
      case "update_display_data":
        if (message.data.snapshot.step > (pending.snapshot?.step ?? 0)) {
          this.#hasStepped = true;
          pending.restarts = 0;
        }
        pending.snapshot = message.data.snapshot;
        pending.listener.onDisplay(message.data);
        this.#clock.onNextFrame(() => this.#worker?.postMessage({ type: "display_ready" }));
        break;
      case "train_reply":
        this.#settle(message.outcome);
        break;
      default:
        message satisfies never;
    }
  }

  #tick() {
    const now = this.#clock.now();
    const elapsed = now - this.#lastTick;
    this.#lastTick = now;
    if (!this.#clock.isVisible() || elapsed > longestTickMs) return;
    this.#quietMs += elapsed;
    if (this.#quietMs > (this.#hasStepped ? quietLimitMs : startLimitMs)) {
      this.#restart("The trainer stopped answering");
    }
  }

  #restart(reason: string) {
    this.#endWorker();
    const pending = this.#pending;
    if (!pending) return;
    pending.restarts += 1;
    if (pending.restarts > maxRestarts) {
      this.#settle({
        status: "error",
        ename: "KernelError",
        evalue: `${reason}, ${maxRestarts + 1} times in a row. Choose another engine under "More settings", or reload the page.`,
      });
      return;
    }
    const place = pending.snapshot ? `epoch ${pending.snapshot.epoch}` : "the start";
    pending.listener.onNotice(`${reason} and was started again from ${place}.`);
    this.#send();
  }

  #endWorker() {
    if (!this.#worker) return;
    this.#worker.onmessage = null;
    this.#worker.onerror = null;
    this.#worker.terminate();
    this.#worker = undefined;
  }

  #settle(outcome: TrainingOutcome) {
    clearInterval(this.#ticker);
    const pending = this.#pending;
    this.#pending = undefined;
    pending?.resolve(outcome);
  }
}

const browserClock: PageClock = {
  now: () => performance.now(),
  isVisible: () => document.visibilityState === "visible",
  onNextFrame: callOnNextFrame,
};

/** The trainer of a widget, in a worker of its own. */
export function createKernelClient(): KernelClient {
  return new KernelClient(
    () => new Worker(new URL("./worker.ts", import.meta.url), { type: "module", name: "trainer" }),
  );
}
