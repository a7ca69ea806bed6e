import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SandboxMessage, SandboxRequest } from "../protocol";
import { startRuntime } from "./main";

const nativeConsole = globalThis.console;
const listeners = new Map<string, (event: object) => void>();

beforeEach(() => {
  vi.stubGlobal("addEventListener", (type: string, listener: (event: object) => void) =>
    listeners.set(type, listener),
  );
});
afterEach(() => {
  globalThis.console = nativeConsole;
  vi.unstubAllGlobals();
});

function start() {
  const messages: SandboxMessage[] = [];
  let listener: ((request: SandboxRequest) => void) | undefined;
  startRuntime({
    post: (message) => messages.push(message),
    onRequest: (given) => {
      listener = given;
    },
  });
  const send = (request: SandboxRequest) => listener?.(request);
  const waitFor = (type: SandboxMessage["type"]) =>
    vi.waitFor(() => {
      const message = messages.find((candidate) => candidate.type === type);
      if (!message) throw new Error(`No ${type} came.`);
      return message;
    });
  return { messages, send, waitFor };
}

function createRequest(code: string): SandboxRequest {
  return { type: "execute_request", id: 1, cellId: "a", code, executionCount: 1, settings: {} };
}

describe("startRuntime(port)", () => {
  it("says when it is ready, runs cells, and stops them", async () => {
    const { messages, send, waitFor } = start();
    expect(messages).toEqual([{ type: "status", parentId: null, executionState: "idle" }]);
    send(createRequest("console.log(6 * 7); await new Promise(() => {})"));
    expect(await waitFor("stream")).toMatchObject({ text: "42\n" });
    send({ type: "interrupt_request", id: 2, executeId: 1 });
    expect(await waitFor("interrupt_reply")).toEqual({ type: "interrupt_reply", parentId: 2 });
    expect(await waitFor("execute_reply")).toMatchObject({ parentId: 1, status: "aborted" });
  });

  it("shows what libraries print, and errors that nobody waits for", async () => {
    const { send, waitFor, messages } = start();
    send(createRequest("1"));
    await waitFor("execute_reply");
    console.log("from a library");
    expect(await waitFor("stream")).toMatchObject({ text: "from a library\n" });
    const preventDefault = vi.fn();
    listeners.get("unhandledrejection")?.({ reason: new Error("forgotten"), preventDefault });
    listeners.get("error")?.({ error: new Error("in a timer"), preventDefault });
    expect(preventDefault).toHaveBeenCalledTimes(2);
    const errors = messages.filter((message) => message.type === "error");
    expect(errors).toMatchObject([{ evalue: "forgotten" }, { evalue: "in a timer" }]);
  });
});
