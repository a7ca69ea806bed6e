import type { KernelFrame } from "./kernel-frame";
import { parseMessage } from "./parse-message";
import type { SandboxFile, SandboxMessage, SandboxRequest } from "./protocol";
import type { Batch, ToWorker } from "./wire";

export interface ConnectionOptions {
  /** The folder of the kernel's files, with a slash at its end. */
  filesUrl: string;
  /** Of those files: a page that is older than the deployment asks for its own. */
  version: string;
  createFrame(url: string): KernelFrame;
}

/** What the page hears of a kernel, until it closes the connection. */
export interface ConnectionListener {
  /** Checked, and in their order. */
  onMessage(message: SandboxMessage): void;
  /** The kernel waits for files, or does so no longer. */
  onLoading(isLoading: boolean): void;
  /** The kernel did not start, or has ended by itself; the reason is a sentence. */
  onLost(reason: string): void;
}

const startLimitMs = 30_000;
/** The frame is asked so often whether it is there; of the worker nobody can tell whether it is only slow. */
const askMs = 1000;
const maxUnanswered = 5;
/** The kernel may send the next batch when the page has had time to draw the last. */
const drawMs = 16;

/** Each file that a kernel may ask for. The ending lets hosts compress it. */
const filePaths: Record<SandboxFile, string> = {
  "tfjs.js": "tfjs.js",
  "tfjs-wasm": "tfjs.wasm",
  "dense.wasm": "dense.wasm",
  "multiply.wasm": "multiply.wasm",
  "multiply-relaxed.wasm": "multiply-relaxed.wasm",
};

/** One kernel from its start to its end: its frame, the port to its worker, and the files that it asks for. */
export class KernelConnection {
  readonly #options: ConnectionOptions;
  readonly #listener: ConnectionListener;
  readonly #frame: KernelFrame;
  readonly #port: MessagePort;
  readonly #reports: MessagePort;
  readonly #startTimer: ReturnType<typeof setTimeout>;
  readonly #loading = new Set<SandboxFile>();
  #hasTensorFlow = false;
  #askTimer: ReturnType<typeof setInterval> | undefined;
  #unanswered = 0;
  #isReady = false;
  #isClosed = false;
  #resolveReady = () => {};
  #rejectReady = (_reason: Error) => {};
  /** Rejects with a sentence where the kernel does not start, or is closed before. */
  readonly ready = new Promise<void>((resolve, reject) => {
    this.#resolveReady = resolve;
    this.#rejectReady = reject;
  });

  constructor(options: ConnectionOptions, listener: ConnectionListener) {
    this.#options = options;
    this.#listener = listener;
    // Who waits hears of it; where nobody does, it is no unhandled rejection.
    this.ready.catch(() => {});
    const kernel = new MessageChannel();
    const reports = new MessageChannel();
    this.#port = kernel.port1;
    this.#reports = reports.port1;
    this.#port.onmessage = (event: MessageEvent<Batch>) => this.#receive(event.data);
    this.#reports.onmessage = (event: MessageEvent<string | null>) => this.#hear(event.data);
    this.#startTimer = setTimeout(
      () => this.#lose(`The kernel did not start within ${startLimitMs / 1000} s.`),
      startLimitMs,
    );
    this.#frame = options.createFrame(this.#getUrl("kernel.html"));
    void this.#frame.loaded.then(() => {
      if (!this.#isClosed) this.#frame.send([kernel.port2, reports.port2]);
    });
    void this.#sendRuntime();
  }

  get isReady(): boolean {
    return this.#isReady;
  }

  /** Whether the code in it may have used TensorFlow.js, and with it a graphics processor. */
  get hasTensorFlow(): boolean {
    return this.#hasTensorFlow;
  }

  post(request: SandboxRequest): void {
    this.#send(request);
  }

  /** Ends the kernel at once. Nothing is heard of it after this. */
  close(reason: string): void {
    this.#isClosed = true;
    this.#rejectReady(new Error(reason));
    clearTimeout(this.#startTimer);
    clearInterval(this.#askTimer);
    this.#port.onmessage = null;
    this.#port.close();
    this.#reports.onmessage = null;
    this.#reports.close();
    this.#frame.remove();
  }

  async #sendRuntime() {
    try {
      this.#send(await (await this.#fetch("runtime.js")).text());
    } catch (error) {
      this.#lose(`The kernel could not be loaded (${(error as Error).message}).`);
    }
  }

  #receive(batch: unknown) {
    setTimeout(() => this.#send({ type: "batch_taken" }), drawMs);
    if (typeof batch !== "object" || batch === null) return;
    for (const value of Object.values(batch)) {
      const message = parseMessage(value);
      if (!message || this.#isClosed) continue;
      if (message.type === "file_request") void this.#sendFile(message.name);
      else if (message.type === "status" && message.parentId === null) this.#markReady();
      else this.#listener.onMessage(message);
    }
  }

  #markReady() {
    if (this.#isReady) return;
    this.#isReady = true;
    clearTimeout(this.#startTimer);
    this.#askTimer = setInterval(() => this.#ask(), askMs);
    this.#resolveReady();
  }

  /** A frame whose process has died, as it does when memory runs out, says nothing of it. */
  #ask() {
    if (this.#unanswered === maxUnanswered) {
      this.#lose("The kernel ended by itself, perhaps because its memory ran out.");
      return;
    }
    this.#unanswered += 1;
    this.#reports.postMessage(null);
  }

  #hear(report: string | null) {
    this.#unanswered = 0;
    // Once the kernel runs, an uncaught error is one of the reader's code, and ends nothing.
    if (report === null || this.#isReady) return;
    this.#lose(`The kernel could not be started (${report || "the browser gives no reason"}).`);
  }

  async #sendFile(name: SandboxFile) {
    if (this.#loading.has(name)) return;
    this.#loading.add(name);
    this.#listener.onLoading(true);
    this.#hasTensorFlow ||= name === "tfjs.js";
    const bytes = await this.#fetch(filePaths[name])
      .then((response) => response.arrayBuffer())
      .catch(() => null);
    this.#loading.delete(name);
    if (this.#isClosed) return;
    this.#listener.onLoading(this.#loading.size > 0);
    this.#send({ type: "file_reply", name, bytes }, bytes ? [bytes] : []);
  }

  async #fetch(path: string): Promise<Response> {
    const response = await fetch(this.#getUrl(path));
    if (!response.ok) throw new Error(`${path}: status ${response.status}`);
    return response;
  }

  #getUrl(path: string): string {
    return `${this.#options.filesUrl}${path}?v=${this.#options.version}`;
  }

  #send(message: ToWorker, transfer: Transferable[] = []) {
    if (!this.#isClosed) this.#port.postMessage(message, transfer);
  }

  #lose(reason: string) {
    if (this.#isClosed) return;
    this.close(reason);
    this.#listener.onLost(reason);
  }
}
