import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { KernelClient, type PageClock, type TrainingRun } from "./client";
import type { KernelMessage, KernelRequest, TrainingDisplay } from "./protocol";

/** A worker that says what the test tells it to. */
class FakeWorker {
  onmessage: ((event: { data: KernelMessage }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly received: KernelRequest[] = [];
  isTerminated = false;

  postMessage(request: KernelRequest) {
    this.received.push(request);
  }

  terminate() {
    this.isTerminated = true;
  }

  say(message: KernelMessage) {
    this.onmessage?.({ data: message });
  }

  get train() {
    const request = this.received.find((candidate) => candidate.type === "train_request");
    if (request?.type !== "train_request") throw new Error("no train_request was sent");
    return request;
  }

  show(epoch: number) {
    this.say({ type: "update_display_data", parentId: this.train.id, data: displayAt(epoch) });
  }
}

function displayAt(epoch: number): TrainingDisplay {
  return {
    plan: { engine: "tfjs-cpu", path: "tfjs", device: "cpu", reason: "" },
    logs: [],
    snapshot: {
      epoch,
      offset: 0,
      shuffle: [],
      step: epoch * 25,
      weights: new Float32Array(1),
      slots: new Float32Array(1),
    },
    field: new Float32Array(1),
    slice: { multiples: [], losses: [], slope: 0 },
  };
}

const run: TrainingRun = {
  experiment: parseExperiment({}),
  snapshot: null,
  goal: { epoch: 100 },
  engine: null,
  pace: null,
  quietMs: 0,
};

let workers: FakeWorker[];
let isVisible: boolean;
let notices: string[];
let shown: number[];
let client: KernelClient;

const clock: PageClock = {
  now: () => Date.now(),
  isVisible: () => isVisible,
  onNextFrame: (callback) => setTimeout(callback, 16),
};

const listener = {
  onDisplay: (display: TrainingDisplay) => shown.push(display.snapshot.epoch),
  onNotice: (notice: string) => notices.push(notice),
};

function worker(index: number): FakeWorker {
  const found = workers[index];
  if (!found) throw new Error(`worker ${index} was not started`);
  return found;
}

beforeEach(() => {
  vi.useFakeTimers();
  workers = [];
  isVisible = true;
  notices = [];
  shown = [];
  client = new KernelClient(() => {
    const created = new FakeWorker();
    workers.push(created);
    return created as unknown as Worker;
  }, clock);
});

afterEach(() => {
  client.dispose();
  vi.useRealTimers();
});

/** In an object, since an async function would wait for a promise that it returns. */
async function begin() {
  const begun = { promise: client.train(run, listener) };
  await vi.advanceTimersByTimeAsync(0);
  return begun;
}

describe("KernelClient.train(run, listener)", () => {
  it("passes displays on and resolves with the outcome", async () => {
    const { promise } = await begin();
    worker(0).show(0);
    worker(0).show(7);
    worker(0).say({ type: "train_reply", parentId: worker(0).train.id, outcome: { status: "ok" } });
    expect(await promise).toEqual({ status: "ok" });
    expect(shown).toEqual([0, 7]);
  });

  it("says so where the browser allows no workers", async () => {
    client = new KernelClient(() => {
      throw new Error("blocked");
    }, clock);
    expect(await client.train(run, listener)).toMatchObject({
      status: "error",
      evalue: "The trainer could not be started (blocked).",
    });
  });

  it("asks for the next display once a frame has passed", async () => {
    await begin();
    worker(0).show(1);
    expect(worker(0).received).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(16);
    expect(worker(0).received.at(-1)).toEqual({ type: "display_ready" });
  });

  it("replaces a quiet worker after 10 s and goes on from the last snapshot", async () => {
    await begin();
    worker(0).show(37);
    await vi.advanceTimersByTimeAsync(9_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(worker(0).isTerminated).toBe(true);
    expect(worker(1).train.snapshot?.epoch).toBe(37);
    expect(notices).toEqual(["The trainer stopped answering and was started again from epoch 37."]);
  });

  it("gives a worker 30 s until its first update, for shaders to compile", async () => {
    await begin();
    worker(0).show(0);
    await vi.advanceTimersByTimeAsync(29_000);
    expect(workers).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(workers).toHaveLength(2);
  });

  it("takes a sign of life for an answer", async () => {
    await begin();
    worker(0).show(1);
    for (let i = 0; i < 5; i += 1) {
      await vi.advanceTimersByTimeAsync(8_000);
      const { id } = worker(0).train;
      worker(0).say({ type: "status", parentId: id, executionState: "busy" });
    }
    expect(workers).toHaveLength(1);
  });

  it("does not count time in which the page is hidden", async () => {
    await begin();
    worker(0).show(1);
    isVisible = false;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(workers).toHaveLength(1);
  });

  it("does not count time in which the computer slept", async () => {
    await begin();
    worker(0).show(1);
    vi.setSystemTime(Date.now() + 3_600_000);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(workers).toHaveLength(1);
  });

  it("replaces a worker that lost its GPU, and one that died", async () => {
    await begin();
    worker(0).show(5);
    worker(0).say({ type: "device_lost", reason: "driver reset" });
    worker(1).show(6);
    worker(1).onerror?.({ message: "out of memory", preventDefault() {} });
    expect(worker(2).train.snapshot?.epoch).toBe(6);
    expect(notices).toEqual([
      "The graphics processor was lost (driver reset) and was started again from epoch 5.",
      "The trainer stopped with an error (out of memory) and was started again from epoch 6.",
    ]);
  });

  it("gives up after three restarts without progress", async () => {
    const { promise } = await begin();
    for (let i = 0; i < 4; i += 1) {
      worker(i).show(0);
      worker(i).say({ type: "device_lost", reason: "" });
    }
    expect(await promise).toMatchObject({ status: "error", ename: "KernelError" });
    expect(workers).toHaveLength(4);
  });

  it("says that the trainer could not be loaded, if it never spoke", async () => {
    const { promise } = await begin();
    worker(0).onerror?.({ message: "", preventDefault() {} });
    expect(await promise).toMatchObject({ status: "error", ename: "ChunkLoadError" });
  });

  it("stops an earlier run before it starts another", async () => {
    const { promise } = await begin();
    const second = client.train(run, listener);
    const [first, interrupt] = worker(0).received;
    expect(interrupt).toMatchObject({ type: "interrupt_request", trainId: worker(0).train.id });
    worker(0).say({
      type: "train_reply",
      parentId: worker(0).train.id,
      outcome: { status: "aborted" },
    });
    expect(await promise).toEqual({ status: "aborted" });
    await vi.advanceTimersByTimeAsync(0);
    expect(worker(0).received.at(-1)).toMatchObject({ type: "train_request" });
    expect(worker(0).received.at(-1)).not.toBe(first);
    client.dispose();
    await second;
  });
});

describe("KernelClient.interrupt()", () => {
  it("waits for a worker that is still loading, rather than have it load all over again", async () => {
    const { promise } = await begin();
    const interrupted = client.interrupt();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(worker(0).isTerminated).toBe(false);
    const outcome = { status: "aborted" } as const;
    worker(0).say({ type: "train_reply", parentId: worker(0).train.id, outcome });
    await interrupted;
    expect(await promise).toEqual(outcome);
  });

  it("ends a worker that does not answer within 3 s", async () => {
    const { promise } = await begin();
    worker(0).show(3);
    const interrupted = client.interrupt();
    await vi.advanceTimersByTimeAsync(3_000);
    await interrupted;
    expect(await promise).toEqual({ status: "aborted" });
    expect(worker(0).isTerminated).toBe(true);
  });
});
