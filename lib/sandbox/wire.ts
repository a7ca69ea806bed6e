/** How requests and messages travel between the page and the kernel's worker. Types only. */
import type { SandboxMessage, SandboxRequest } from "./protocol";

/** Page to worker: the text of the runtime first, then requests, and an answer to each batch. */
export type ToWorker = string | SandboxRequest | { type: "batch_taken" };

/** Worker to page: messages in their order, under 0, 1, 2, …; the page answers when it has taken them. */
export type Batch = Record<number, SandboxMessage>;
