import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { LanguageClient } from "./client";
import type { LanguageMessage, LanguageRequest } from "./protocol";

class FakeWorker {
  onmessage: ((event: { data: LanguageMessage }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  requests: LanguageRequest[] = [];
  isEnded = false;

  postMessage(request: LanguageRequest) {
    this.requests.push(request);
  }

  terminate() {
    this.isEnded = true;
  }

  /** Answers the newest question. */
  answer(answer: Extract<LanguageMessage, { type: "answer" }>["answer"]) {
    const last = this.requests.at(-1);
    if (last?.type !== "question") throw new Error("There is no question.");
    this.onmessage?.({ data: { type: "answer", id: last.id, answer } });
  }
}

let workers: FakeWorker[] = [];

function createClient(isSavingData = false): LanguageClient {
  return new LanguageClient({
    typesUrl: "/language/types.json",
    isSavingData,
    createWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker as unknown as Worker;
    },
  });
}

beforeEach(() => {
  workers = [];
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("LanguageClient", () => {
  it("loads nothing before the reader types", async () => {
    const client = createClient();
    client.setNotebook([{ id: "a", source: "1" }]);
    expect(await client.complete("a", 1)).toBeNull();
    expect(await client.hover("a", 1)).toBeNull();
    expect(await client.diagnose("a")).toEqual([]);
    expect(workers).toEqual([]);
    expect(client.isRunning).toBe(false);
  });

  it("starts one worker at the first edit", () => {
    const client = createClient();
    client.edit("a", "1");
    client.edit("a", "12");
    expect(client.isRunning).toBe(true);
    expect(workers.map(({ requests }) => requests)).toEqual([
      [{ type: "start", typesUrl: "/language/types.json" }],
    ]);
  });

  it("sends the cells before a question, when they have changed", async () => {
    const client = createClient();
    client.setNotebook([
      { id: "a", source: "let x" },
      { id: "b", source: "" },
    ]);
    client.edit("b", "x.");
    const asked = client.complete("b", 2);
    const worker = workers[0] as FakeWorker;
    expect(worker.requests.slice(1)).toEqual([
      {
        type: "cells",
        cells: [
          { id: "a", source: "let x" },
          { id: "b", source: "x." },
        ],
      },
      { type: "question", id: 1, question: { type: "complete", cellId: "b", offset: 2 } },
    ]);
    worker.answer([{ label: "toFixed", kind: "function", order: "11" }]);
    expect(await asked).toEqual([{ label: "toFixed", kind: "function", order: "11" }]);

    void client.hover("b", 0);
    expect(worker.requests.slice(3).map(({ type }) => type)).toEqual(["question"]);
  });

  it("gives each question its own answer, in whatever order they come", async () => {
    const client = createClient();
    client.edit("a", "x");
    const first = client.hover("a", 0);
    const second = client.diagnose("a");
    const [worker] = workers;
    worker?.onmessage?.({ data: { type: "answer", id: 2, answer: [] } });
    worker?.onmessage?.({ data: { type: "answer", id: 1, answer: null } });
    expect(await second).toEqual([]);
    expect(await first).toBeNull();
  });

  it("starts nothing where the reader saves data", async () => {
    const client = createClient(true);
    client.edit("a", "1");
    expect(workers).toEqual([]);
    expect(await client.diagnose("a")).toEqual([]);
  });

  it.each([
    [
      "the types cannot be had",
      (w: FakeWorker) => w.onmessage?.({ data: { type: "failed", reason: "" } }),
    ],
    ["the worker fails", (w: FakeWorker) => w.onerror?.({ preventDefault() {} })],
    ["no answer comes", () => vi.advanceTimersByTime(120_000)],
  ])("answers with nothing, and stays off, when %s", async (_, fail) => {
    const client = createClient();
    client.edit("a", "1");
    const asked = [client.complete("a", 1), client.hover("a", 1)];
    const worker = workers[0] as FakeWorker;
    fail(worker);
    expect(await Promise.all(asked)).toEqual([null, null]);
    expect(worker.isEnded).toBe(true);
    client.edit("a", "2");
    expect(workers).toHaveLength(1);
  });

  it("waits ten seconds for an answer once it has had one", async () => {
    const client = createClient();
    client.edit("a", "1");
    const first = client.diagnose("a");
    workers[0]?.answer([]);
    await first;
    const asked = client.hover("a", 0);
    vi.advanceTimersByTime(10_000);
    expect(await asked).toBeNull();
    expect(client.isRunning).toBe(false);
  });

  it("can do without workers", async () => {
    const client = new LanguageClient({
      typesUrl: "",
      isSavingData: false,
      createWorker: () => {
        throw new Error("Workers are not allowed.");
      },
    });
    client.edit("a", "1");
    expect(await client.complete("a", 1)).toBeNull();
  });
});
