import { KernelConnection } from "./connection";
import { createKernelFrame, type KernelFrame } from "./kernel-frame";
import type {
  CallReply,
  ExecuteReply,
  NamedCall,
  RequestId,
  SandboxMessage,
  SandboxRequest,
} from "./protocol";

/** As the page shows it; absent before the first run, and after a start that failed. */
export type KernelState = "absent" | "starting" | "idle" | "busy";

/** What a run of a cell shows, checked. */
export type SandboxOutput = Exclude<
  SandboxMessage,
  { type: "status" | "execute_reply" | "call_reply" | "interrupt_reply" | "file_request" }
>;

export interface SandboxListener {
  /** Of this run only: while it lasts, and late output until the next run begins. */
  onMessage(message: SandboxOutput): void;
  /** The kernel has begun with it. */
  onBusy?(): void;
  /** The kernel waits for files of the book, as for TensorFlow.js, or does so no longer. */
  onLoading?(isLoading: boolean): void;
}

/** "lost": the kernel ended under it, and its names with it; the reason is a sentence for the reader. */
export type ExecuteOutcome = ExecuteReply | Lost;
export type CallOutcome = CallReply | Lost;

/** As in "“f” did not answer within 2 s. Look for a loop that never ends." */
export function phraseTooSlow(what: string, limitMs: number): string {
  return `${what} did not answer within ${limitMs / 1000} s. Look for a loop that never ends.`;
}

interface Lost {
  status: "lost";
  reason: string;
}

/** What to run; see `execute_request` in protocol.ts. */
export type ExecuteRun = Omit<Extract<SandboxRequest, { type: "execute_request" }>, "type" | "id">;

export interface SandboxOptions {
  /** The folder of the kernel's files, with a slash at its end. */
  filesUrl: string;
  /** Of those files, as `SANDBOX_VERSION` has it. */
  version: string;
  createFrame?: (url: string) => KernelFrame;
}

/** Code that has not stopped within it is ended with its worker, so that a second suffices in all. */
const politeMs = 700;

const endedSentence =
  "Stopped. The code gave no chance to stop it in between, so the kernel was ended, and all names are gone. Run the cells above again before you go on.";
const gpuSentence =
  "Work that a graphics processor has taken on is finished first, and until then new work waits there.";

/** A cell's run, or a call. */
interface Run {
  id: RequestId;
  /** What ends it; the outcome is of that kind, or "lost". */
  endsWith: "execute_reply" | "call_reply";
  listener: SandboxListener;
  outcome: Promise<ExecuteOutcome | CallOutcome>;
  settle(outcome: ExecuteOutcome | CallOutcome): void;
}

const silent: SandboxListener = { onMessage() {} };

/**
 * The page's side of the kernel that runs the reader's code. One run at a time; whatever the code does, a
 * promise settles, a Stop takes less than a second, and nothing comes through but checked outputs of the
 * present run, or of the last while there is none.
 */
export class SandboxClient {
  readonly #options: Required<SandboxOptions>;
  readonly #listeners = new Set<() => void>();
  #kernel: KernelConnection | undefined;
  /** The run that is under way. */
  #run: Run | undefined;
  /** The same, or the last one, whose late output is still taken. */
  #lastRun: Run | undefined;
  #lastId = 0;
  #toldState: KernelState = "absent";

  constructor({ createFrame = createKernelFrame, ...options }: SandboxOptions) {
    this.#options = { ...options, createFrame };
  }

  get state(): KernelState {
    if (!this.#kernel) return "absent";
    if (!this.#kernel.isReady) return "starting";
    return this.#run ? "busy" : "idle";
  }

  /** Calls back when the state has changed. Returns the way to end that. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Resolves when a kernel is there; `execute` calls it by itself. Rejects with a sentence. */
  start(): Promise<void> {
    if (!this.#kernel) {
      this.#kernel = new KernelConnection(this.#options, {
        onMessage: (message) => this.#receive(message),
        onLoading: (isLoading) => this.#run?.listener.onLoading?.(isLoading),
        onLost: (reason) => this.#end(reason),
      });
      this.#kernel.ready.then(
        () => this.#tellState(),
        () => {},
      );
      this.#tellState();
    }
    return this.#kernel.ready;
  }

  /** Runs a cell's code. Waits for an earlier run to end; never rejects. */
  async execute(run: ExecuteRun, listener: SandboxListener): Promise<ExecuteOutcome> {
    while (this.#run) await this.#run.outcome;
    const present = this.#begin("execute_reply", listener);
    try {
      await this.start();
      this.#post(present, { type: "execute_request", id: present.id, ...run });
    } catch (error) {
      present.settle({ status: "lost", reason: (error as Error).message });
    }
    return present.outcome as Promise<ExecuteOutcome>;
  }

  /**
   * Calls what the code of earlier runs has declared, or reads it. Waits for an earlier run to end; what does not
   * answer within the limit is ended with its kernel. Starts none, since a fresh one knows no names. What the call
   * prints is not heard. Never rejects.
   */
  async call(call: NamedCall, { limitMs = 2000 } = {}): Promise<CallOutcome> {
    while (this.#run) await this.#run.outcome;
    if (!this.#kernel?.isReady)
      return { status: "lost", reason: "No code has run in this kernel." };
    const present = this.#begin("call_reply", silent);
    this.#post(present, { type: "call_request", id: present.id, ...call });
    const timer = setTimeout(() => this.#end(phraseTooSlow(`“${call.name}”`, limitMs)), limitMs);
    const outcome = (await present.outcome) as CallOutcome;
    clearTimeout(timer);
    return outcome;
  }

  /**
   * Stops the present run. Code that does not listen is ended with its kernel, and a fresh one is made
   * ready; the names of the notebook are then gone.
   */
  async interrupt(): Promise<{ namesKept: boolean }> {
    const run = this.#run;
    if (!run) {
      this.#stopBackground();
      return { namesKept: true };
    }
    if (!this.#kernel?.isReady) {
      this.#end("Stopped before the kernel had started.");
      return { namesKept: true };
    }
    this.#lastId += 1;
    this.#post(run, { type: "interrupt_request", id: this.#lastId, executeId: run.id });
    const timer = setTimeout(() => {
      this.#end(`${endedSentence}${this.#kernel?.hasTensorFlow ? ` ${gpuSentence}` : ""}`);
      this.start().catch(() => {});
    }, politeMs);
    const { status } = await run.outcome;
    clearTimeout(timer);
    return { namesKept: status !== "lost" };
  }

  /** What earlier runs have left behind, such as timers. */
  #stopBackground() {
    if (!this.#lastRun) return;
    this.#lastId += 1;
    this.#kernel?.post({
      type: "interrupt_request",
      id: this.#lastId,
      executeId: this.#lastRun.id,
    });
  }

  /** Ends the kernel, and a run with it, and starts a fresh one. Rejects with a sentence, as `start`. */
  restart(): Promise<void> {
    this.#end("The kernel was restarted.");
    return this.start();
  }

  /** Ends the kernel, and a run with it. */
  dispose(): void {
    this.#end("The kernel was ended.");
  }

  #begin(endsWith: Run["endsWith"], listener: SandboxListener): Run {
    this.#lastId += 1;
    const id = this.#lastId;
    let resolve = (_outcome: ExecuteOutcome | CallOutcome) => {};
    const outcome = new Promise<ExecuteOutcome | CallOutcome>((settler) => {
      resolve = settler;
    });
    const settle = (outcome: ExecuteOutcome | CallOutcome) => {
      if (this.#run === run) this.#run = undefined;
      resolve(outcome);
      this.#tellState();
    };
    const run: Run = { id, endsWith, listener, outcome, settle };
    this.#run = run;
    this.#lastRun = run;
    return run;
  }

  #receive(message: SandboxMessage) {
    const run = this.#lastRun;
    if (!run || !("parentId" in message) || message.parentId !== run.id) return;
    switch (message.type) {
      case "status":
        if (message.executionState === "busy") run.listener.onBusy?.();
        break;
      case "execute_reply":
      case "call_reply": {
        const { type, parentId, ...reply } = message;
        if (type === run.endsWith) run.settle(reply);
        break;
      }
      case "interrupt_reply":
        break;
      default:
        run.listener.onMessage(message);
    }
  }

  /** Sends what concerns a run, unless that has ended meanwhile. */
  #post(run: Run, request: SandboxRequest) {
    if (this.#run === run) this.#kernel?.post(request);
    this.#tellState();
  }

  #end(reason: string) {
    this.#kernel?.close(reason);
    this.#kernel = undefined;
    this.#lastRun = undefined;
    this.#run?.settle({ status: "lost", reason });
    this.#tellState();
  }

  #tellState() {
    const { state } = this;
    if (state === this.#toldState) return;
    this.#toldState = state;
    for (const listener of this.#listeners) listener();
  }
}
