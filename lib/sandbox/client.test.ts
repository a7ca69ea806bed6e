import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { SandboxClient, type SandboxListener, type SandboxOutput } from "./client";
import type { ExecuteReply, SandboxRequest } from "./protocol";
import type { ToWorker } from "./wire";

/** The other end of the port: a kernel made of what a test wants it to do. */
class FakeKernel {
  readonly requests: SandboxRequest[] = [];
  /** Batches that the page says it has taken. */
  taken = 0;
  isRemoved = false;
  reports: MessagePort | undefined;
  #port: MessagePort | undefined;

  constructor(readonly behave: (kernel: FakeKernel, request: SandboxRequest) => void) {}

  connect(port: MessagePort, reports: MessagePort) {
    this.#port = port;
    this.reports = reports;
    reports.onmessage = () => reports.postMessage(null);
    port.onmessage = ({ data }: MessageEvent<ToWorker>) => {
      if (typeof data === "string") {
        if (data === "runtime")
          this.say({ type: "status", parentId: null, executionState: "idle" });
      } else if (data.type === "batch_taken") {
        this.taken += 1;
      } else {
        this.requests.push(data);
        this.behave(this, data);
      }
    };
  }

  say(...messages: unknown[]) {
    this.#port?.postMessage({ ...messages });
  }

  end() {
    this.isRemoved = true;
    this.#port?.close();
    this.reports?.close();
  }
}

const ok: ExecuteReply = {
  status: "ok",
  executionCount: 1,
  elapsedMs: 1,
  defines: [],
  reads: [],
  tensorCount: null,
  leftTensors: 0,
};

function stream(parentId: number, text: string) {
  return { type: "stream", parentId, name: "stdout", text };
}

function answer(kernel: FakeKernel, request: SandboxRequest) {
  if (request.type !== "execute_request") return;
  const { id, code } = request;
  kernel.say({ type: "status", parentId: id, executionState: "busy" }, stream(id, code));
  kernel.say({ ...ok, type: "execute_reply", parentId: id });
}

function isSilent() {}

let kernels: FakeKernel[];
let clients: SandboxClient[];

function createClient(
  behave: (kernel: FakeKernel, request: SandboxRequest) => void = answer,
  loaded: Promise<void> = Promise.resolve(),
) {
  const urls: string[] = [];
  const client = new SandboxClient({
    filesUrl: "/book/sandbox/",
    version: "abc",
    createFrame: (url) => {
      urls.push(url);
      const kernel = new FakeKernel(behave);
      kernels.push(kernel);
      return {
        loaded,
        send: ([port, reports]) => kernel.connect(port, reports),
        remove: () => kernel.end(),
      };
    },
  });
  clients.push(client);
  return { client, urls };
}

function collect() {
  const outputs: SandboxOutput[] = [];
  let busy = 0;
  const listener: SandboxListener = {
    onMessage: (message) => outputs.push(message),
    onBusy: () => {
      busy += 1;
    },
  };
  return { outputs, listener, countBusy: () => busy };
}

function run(client: SandboxClient, code: string, listener = collect().listener) {
  return client.execute({ cellId: "a", code, executionCount: 1, settings: {} }, listener);
}

function pause(milliseconds = 30) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

const fetchFile = vi.fn<(url: string) => Promise<Response>>();

beforeEach(() => {
  kernels = [];
  clients = [];
  fetchFile.mockReset();
  fetchFile.mockImplementation(
    async (url) => new Response(url.includes("runtime") ? "runtime" : "bytes"),
  );
  vi.stubGlobal("fetch", fetchFile);
});
afterEach(() => {
  for (const client of clients) client.dispose();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

describe("new SandboxClient(options)", () => {
  it("loads nothing", () => {
    const { client, urls } = createClient();
    expect(client.state).toBe("absent");
    expect(urls).toEqual([]);
    expect(fetchFile).not.toHaveBeenCalled();
  });
});

describe("execute(run, listener)", () => {
  it("starts a kernel of the page's own version, runs the code, and gives its reply", async () => {
    const { client, urls } = createClient();
    const { listener, outputs, countBusy } = collect();
    expect(await run(client, "1 + 1", listener)).toEqual(ok);
    expect(outputs).toEqual([stream(1, "1 + 1")]);
    expect(countBusy()).toBe(1);
    expect(urls).toEqual(["/book/sandbox/kernel.html?v=abc"]);
    expect(fetchFile.mock.calls).toEqual([["/book/sandbox/runtime.js?v=abc"]]);
  });

  it("goes through starting, busy and idle", async () => {
    const { client } = createClient();
    const states: string[] = [];
    const unsubscribe = client.subscribe(() => states.push(client.state));
    await run(client, "1");
    await run(client, "2");
    expect(states).toEqual(["starting", "busy", "idle", "busy", "idle"]);
    unsubscribe();
    client.dispose();
    expect(states).toHaveLength(5);
  });

  it("keeps the kernel from run to run, and waits for the one before", async () => {
    const { client } = createClient();
    const outcomes = await Promise.all(["1", "2", "3"].map((code) => run(client, code)));
    expect(outcomes).toEqual([ok, ok, ok]);
    expect(kernels).toHaveLength(1);
    expect(kernels[0]?.requests.map((request) => "code" in request && request.code)).toEqual([
      "1",
      "2",
      "3",
    ]);
  });

  it("hears nothing that belongs to another request, or is malformed", async () => {
    const { client } = createClient((kernel, request) => {
      if (request.type !== "execute_request") return;
      kernel.say(stream(request.id + 1, "next"), stream(request.id - 1, "before"));
      kernel.say({ ...ok, type: "execute_reply", parentId: request.id + 1 });
      kernel.say({ type: "stream", parentId: request.id, name: "stdout", text: 1 }, "junk", null);
      answer(kernel, request);
    });
    const { listener, outputs } = collect();
    await run(client, "a", listener);
    await run(client, "b", listener);
    expect(outputs.map((output) => output.type === "stream" && output.text)).toEqual(["a", "b"]);
  });

  it("passes late output to the last run, until the next begins", async () => {
    const { client } = createClient();
    const first = collect();
    const second = collect();
    await run(client, "a", first.listener);
    kernels[0]?.say(stream(1, "late"));
    await pause();
    await run(client, "b", second.listener);
    kernels[0]?.say(stream(1, "too late"));
    await pause();
    expect(first.outputs).toEqual([stream(1, "a"), stream(1, "late")]);
    expect(second.outputs).toEqual([stream(2, "b")]);
  });

  it("answers every batch, so that the kernel knows how fast the page is", async () => {
    const { client } = createClient();
    await run(client, "a");
    // The kernel has said that it is idle, that it is busy, and the reply.
    await vi.waitFor(() => expect(kernels[0]?.taken).toBe(3));
  });

  it.each([
    ["tfjs.js", "tfjs.js"],
    ["tfjs-wasm", "tfjs.wasm"],
    ["dense.wasm", "dense.wasm"],
  ] as const)("hands out %s", async (name, path) => {
    const { client } = createClient((kernel, request) => {
      if (request.type === "execute_request") kernel.say({ type: "file_request", name });
      else answer(kernel, { ...execute, id: 1 });
    });
    await run(client, "a");
    const [, reply] = kernels[0]?.requests ?? [];
    expect(reply).toMatchObject({ type: "file_reply", name });
    const { bytes } = reply as { bytes: ArrayBuffer };
    expect(new TextDecoder().decode(bytes)).toBe("bytes");
    expect(fetchFile).toHaveBeenLastCalledWith(`/book/sandbox/${path}?v=abc`);
  });

  it("says to the kernel that a file cannot be had", async () => {
    fetchFile.mockImplementation(async (url) =>
      url.includes("runtime") ? new Response("runtime") : new Response("", { status: 404 }),
    );
    const { client } = createClient((kernel, request) => {
      if (request.type === "execute_request") kernel.say({ type: "file_request", name: "tfjs.js" });
      else answer(kernel, { ...execute, id: 1 });
    });
    await run(client, "a");
    expect(kernels[0]?.requests[1]).toEqual({ type: "file_reply", name: "tfjs.js", bytes: null });
  });

  it("asks for no file but those of the kernel", async () => {
    const { client } = createClient((kernel, request) => {
      kernel.say({ type: "file_request", name: "../index.html" });
      answer(kernel, request);
    });
    await run(client, "a");
    await pause();
    expect(fetchFile).toHaveBeenCalledTimes(1);
  });

  describe("where the kernel does not start", () => {
    it("says that the runtime is missing, and tries again the next time", async () => {
      fetchFile.mockResolvedValueOnce(new Response("", { status: 404 }));
      const { client } = createClient();
      expect(await run(client, "a")).toEqual({
        status: "lost",
        reason: "The kernel could not be loaded (runtime.js: status 404).",
      });
      expect(client.state).toBe("absent");
      expect(kernels[0]?.isRemoved).toBe(true);
      expect(await run(client, "a")).toEqual(ok);
    });

    it("says what the frame reports", async () => {
      fetchFile.mockImplementation(async () => new Response("no runtime"));
      const { client } = createClient();
      const outcome = run(client, "a");
      await pause();
      kernels[0]?.reports?.postMessage("Workers are not allowed here");
      expect(await outcome).toEqual({
        status: "lost",
        reason: "The kernel could not be started (Workers are not allowed here).",
      });
    });

    it("does not wait for ever", async () => {
      vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
      const { client } = createClient(answer, new Promise(() => {}));
      const outcome = run(client, "a");
      await vi.advanceTimersByTimeAsync(30_000);
      expect(await outcome).toEqual({
        status: "lost",
        reason: "The kernel did not start within 30 s.",
      });
    });
  });

  it("does not take an uncaught error of the reader's code for the kernel's end", async () => {
    const { client } = createClient();
    await run(client, "a");
    kernels[0]?.reports?.postMessage("Uncaught Error: in a timer");
    await pause();
    expect(client.state).toBe("idle");
  });

  it("notices that the frame's process is gone, and starts another for the next run", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const { client } = createClient((kernel, request) => kernels[1] && answer(kernel, request));
    const outcome = run(client, "a");
    await vi.waitFor(() => expect(kernels[0]?.requests).toHaveLength(1));
    for (let second = 0; second < 20; second += 1) {
      vi.advanceTimersByTime(1000);
      await new Promise((resolve) => setTimeout(resolve, 2));
    }
    expect(client.state).toBe("busy");

    kernels[0]?.reports?.close();
    vi.advanceTimersByTime(6000);
    expect(await outcome).toEqual({
      status: "lost",
      reason: "The kernel ended by itself, perhaps because its memory ran out.",
    });
    expect(client.state).toBe("absent");
    expect(await run(client, "a")).toEqual(ok);
  });
});

const execute: SandboxRequest & { type: "execute_request" } = {
  type: "execute_request",
  id: 1,
  cellId: "a",
  code: "",
  executionCount: 1,
  settings: {},
};

describe("interrupt()", () => {
  it("has nothing to do while nothing runs", async () => {
    const { client } = createClient();
    expect(await client.interrupt()).toEqual({ namesKept: true });
    expect(kernels).toEqual([]);
  });

  it("keeps the kernel where the code stops by itself", async () => {
    const { client } = createClient((kernel, request) => {
      if (request.type !== "interrupt_request") return;
      kernel.say({ type: "interrupt_reply", parentId: request.id });
      kernel.say({ ...ok, type: "execute_reply", parentId: request.executeId, status: "aborted" });
    });
    const outcome = run(client, "a");
    await vi.waitFor(() => expect(kernels[0]?.requests).toHaveLength(1));
    expect(await client.interrupt()).toEqual({ namesKept: true });
    expect(await outcome).toMatchObject({ status: "aborted" });
    expect(kernels[0]?.isRemoved).toBe(false);
    expect(client.state).toBe("idle");
  });

  it("ends the kernel of code that does not listen, and has a fresh one within a second", async () => {
    const { client } = createClient((kernel, request) => {
      if (request.type === "execute_request" && request.code === "2") answer(kernel, request);
    });
    const outcome = run(client, "1");
    await vi.waitFor(() => expect(kernels[0]?.requests).toHaveLength(1));
    const startMs = performance.now();
    const answers = await Promise.all([client.interrupt(), client.interrupt()]);
    expect(performance.now() - startMs).toBeLessThan(1000);
    expect(answers).toEqual([{ namesKept: false }, { namesKept: false }]);
    expect(await outcome).toMatchObject({
      status: "lost",
      reason: expect.stringMatching(/^Stopped/),
    });
    expect(kernels[0]?.isRemoved).toBe(true);
    expect(kernels).toHaveLength(2);
    expect(await run(client, "2")).toEqual(ok);
    expect(kernels).toHaveLength(2);
  });

  it("breaks off a start", async () => {
    const { client } = createClient(answer, new Promise(() => {}));
    const outcome = run(client, "a");
    expect(client.state).toBe("starting");
    expect(await client.interrupt()).toEqual({ namesKept: true });
    expect(await outcome).toMatchObject({ status: "lost" });
    expect(client.state).toBe("absent");
  });
});

describe("restart()", () => {
  it("ends the run, and has a fresh kernel", async () => {
    const { client } = createClient(isSilent);
    const outcome = run(client, "a");
    await client.start();
    await client.restart();
    expect(await outcome).toEqual({ status: "lost", reason: "The kernel was restarted." });
    expect(client.state).toBe("idle");
    expect(kernels.map(({ isRemoved }) => isRemoved)).toEqual([true, false]);
  });

  it("hears nothing of the old kernel", async () => {
    const { client } = createClient();
    const { listener, outputs } = collect();
    await run(client, "a", listener);
    kernels[0]?.say(stream(1, "last words"));
    await client.restart();
    await pause();
    expect(outputs).toEqual([stream(1, "a")]);
  });
});

describe("dispose()", () => {
  it("settles whoever waits", async () => {
    const { client } = createClient(answer, new Promise(() => {}));
    const start = client.start();
    const outcome = run(client, "a");
    client.dispose();
    await expect(start).rejects.toThrow("The kernel was ended.");
    expect(await outcome).toEqual({ status: "lost", reason: "The kernel was ended." });
  });
});

describe("call(call, options)", () => {
  const f = { name: "f", args: [1] };
  /** Runs cells, and answers calls as a test wants it to. */
  function answerCalls(say: (kernel: FakeKernel, id: number) => void) {
    return createClient((kernel, request) => {
      if (request.type === "call_request") say(kernel, request.id);
      else answer(kernel, request);
    }).client;
  }
  const reply = (parentId: number, value: unknown) => ({
    type: "call_reply",
    parentId,
    status: "ok",
    value,
  });

  it("gives what came back, checked", async () => {
    const client = answerCalls((kernel, id) => kernel.say(reply(id, [1, Number.NaN])));
    await run(client, "a");
    expect(await client.call(f)).toEqual({ status: "ok", value: [1, Number.NaN] });
    expect(kernels[0]?.requests.at(-1)).toEqual({ type: "call_request", id: 2, ...f });
  });

  it("takes the first answer, and none of another request or another kind", async () => {
    const client = answerCalls((kernel, id) => {
      kernel.say(reply(id + 1, "next"), reply(id - 1, "before"), reply(Number.NaN, "none"));
      kernel.say({ ...ok, type: "execute_reply", parentId: id });
      kernel.say({ ...reply(id, "malformed"), status: "done" }, reply(id, new Map()));
      kernel.say(reply(id, "first"), reply(id, "second"), reply(id + 1, "for the next"));
    });
    await run(client, "a");
    expect(await client.call(f)).toEqual({ status: "ok", value: "first" });
    expect(await client.call(f)).toEqual({ status: "ok", value: "first" });
  });

  it("does not end a run", async () => {
    const { client } = createClient((kernel, request) => {
      if (request.type !== "execute_request") return;
      kernel.say(reply(request.id, 1));
      answer(kernel, request);
    });
    expect(await run(client, "a")).toEqual(ok);
  });

  it("ends the kernel where nothing comes within the limit", async () => {
    const client = answerCalls((kernel, id) => kernel.say(stream(id, "still busy")));
    await run(client, "a");
    expect(await client.call(f, { limitMs: 20 })).toEqual({
      status: "lost",
      reason: "“f” did not answer within 0.02 s. Look for a loop that never ends.",
    });
    expect([client.state, kernels[0]?.isRemoved]).toEqual(["absent", true]);
  });

  it("does not start a kernel, in which no code has run", async () => {
    const client = answerCalls(() => {});
    expect(await client.call(f)).toEqual({
      status: "lost",
      reason: "No code has run in this kernel.",
    });
    expect(kernels).toEqual([]);
  });

  it("waits for a run and for other calls", async () => {
    const client = answerCalls((kernel, id) => kernel.say(reply(id, id)));
    const [, first, second] = await Promise.all([run(client, "a"), client.call(f), client.call(f)]);
    expect([first, second]).toEqual([
      { status: "ok", value: 2 },
      { status: "ok", value: 3 },
    ]);
  });
});
