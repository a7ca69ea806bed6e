import type { SandboxFile, SandboxMessage } from "../protocol";

interface Pending {
  promise: Promise<ArrayBuffer>;
  resolve: (bytes: ArrayBuffer) => void;
  reject: (error: Error) => void;
}

/** Files of the book, which only the page can fetch. */
export class Files {
  readonly #post: (message: SandboxMessage) => void;
  readonly #pending = new Map<SandboxFile, Pending>();

  constructor(post: (message: SandboxMessage) => void) {
    this.#post = post;
  }

  /** Asks the page for a file, once for all who wait for it. Rejects, in a sentence, if it cannot be had. */
  load(name: SandboxFile): Promise<ArrayBuffer> {
    const pending = this.#pending.get(name);
    if (pending) return pending.promise;
    const request = createPending();
    this.#pending.set(name, request);
    this.#post({ type: "file_request", name });
    return request.promise;
  }

  receive(name: SandboxFile, bytes: ArrayBuffer | null): void {
    const pending = this.#pending.get(name);
    this.#pending.delete(name);
    if (bytes) pending?.resolve(bytes);
    else
      pending?.reject(
        new Error(
          `The file ${name} of the book could not be loaded. Check the connection, and run the cell again.`,
        ),
      );
  }
}

function createPending(): Pending {
  let settle: Omit<Pending, "promise"> | undefined;
  const promise = new Promise<ArrayBuffer>((resolve, reject) => {
    settle = { resolve, reject };
  });
  return { promise, ...(settle as Omit<Pending, "promise">) };
}
