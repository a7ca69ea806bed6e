import type { SandboxMessage, SandboxRequest } from "../protocol";
import { offeredModules } from "./modules";
import { createRuntime } from "./runtime";

/** How the kernel hears from the page and answers; nothing else in the worker has it. */
export interface RuntimePort {
  post(message: SandboxMessage, transfer?: Transferable[]): void;
  onRequest(listener: (request: SandboxRequest) => void): void;
}

/** Starts the kernel in this worker. */
export function startRuntime(port: RuntimePort): void {
  const runtime = createRuntime({ post: (message) => port.post(message), offeredModules });
  // Libraries call many functions between the reader's line and the one that fails.
  (Error as { stackTraceLimit?: number }).stackTraceLimit = 50;
  Object.assign(globalThis, { console: runtime.console });
  addEventListener("unhandledrejection", (event) => {
    event.preventDefault();
    runtime.reportError(event.reason);
  });
  addEventListener("error", (event) => {
    event.preventDefault();
    runtime.reportError(event.error ?? event.message);
  });
  port.onRequest((request) => {
    switch (request.type) {
      case "execute_request":
        void runtime.execute(request);
        return;
      case "call_request":
        void runtime.call(request);
        return;
      case "interrupt_request":
        runtime.interrupt(request.executeId);
        port.post({ type: "interrupt_reply", parentId: request.id });
        return;
      case "file_reply":
        runtime.receiveFile(request.name, request.bytes);
        return;
      default:
        assertNever(request);
    }
  });
  port.post({ type: "status", parentId: null, executionState: "idle" });
}

function assertNever(request: never): never {
  throw new Error(`internal: no such request: ${JSON.stringify(request)}.`);
}
