import type { MimeBundle } from "../../notebook/output";
import type { RequestId, SandboxMessage } from "../protocol";
import { callLater, cancelCall } from "./event-loop";
import type { Run } from "./run";

/** So much text a run may print; the rest is cut. */
const maxStreamLength = 1_000_000;
const maxBufferLength = 64_000;
const flushAfterMs = 20;

/** What a run shows. Printed text is gathered and sent in batches, in order with everything else. */
export class Output {
  readonly #post: (message: SandboxMessage) => void;
  readonly #now: () => number;
  #run: Run | undefined;
  #name: "stdout" | "stderr" = "stdout";
  #text = "";
  #timer: ReturnType<typeof callLater> | undefined;
  #flushedAt = 0;

  constructor(post: (message: SandboxMessage) => void, now: () => number) {
    this.#post = post;
    this.#now = now;
  }

  /** Adds to the text that the run has printed. */
  write(run: Run, name: "stdout" | "stderr", text: string): void {
    if (this.isFull(run)) return;
    if (this.#run !== run || this.#name !== name) this.flush();
    this.#run = run;
    this.#name = name;
    const room = maxStreamLength - run.streamLength;
    const isTooLong = text.length > room;
    this.#text += isTooLong ? `${text.slice(0, room)}\n… output cut after 1 MB\n` : text;
    run.streamLength = isTooLong ? Number.POSITIVE_INFINITY : run.streamLength + text.length;
    if (this.#text.length > maxBufferLength || this.#now() - this.#flushedAt > flushAfterMs) {
      this.flush();
    } else {
      this.#timer ??= callLater(() => this.flush(), flushAfterMs);
    }
  }

  flush = (): void => {
    this.#flushedAt = this.#now();
    if (this.#timer !== undefined) cancelCall(this.#timer);
    this.#timer = undefined;
    const text = this.#text;
    this.#text = "";
    if (text && this.#run) {
      this.#post({ type: "stream", parentId: this.#run.id, name: this.#name, text });
    }
  };

  /** Sends a message after all that was printed before it. */
  send(message: SandboxMessage): void {
    this.flush();
    this.#post(message);
  }

  display(parentId: RequestId, data: MimeBundle, displayId?: string, isUpdate = false): void {
    if (displayId !== undefined && isUpdate) {
      this.send({ type: "update_display_data", parentId, data, displayId });
    } else {
      this.send({ type: "display_data", parentId, data, displayId });
    }
  }

  /** Whether nothing that the run prints would be shown any more. */
  isFull(run: Run): boolean {
    return run.streamLength > maxStreamLength;
  }
}
