import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { listSeeds } from "../engine/population/members";
import type { PopulationPlan } from "../engine/population/plan-population";
import type { MemberResult } from "../engine/population/train-members";
import { parseExperiment } from "../experiment/experiment";
import { PopulationClient } from "./population";
import type { PopulationReply, PopulationRequest } from "./protocol";

const base = parseExperiment({});

/** Answers with each member's seed as its loss, after as long as its networks take. */
class FakeWorker {
  onmessage: ((event: { data: PopulationReply }) => void) | null = null;
  onerror: ((event: { preventDefault(): void }) => void) | null = null;
  readonly requests: PopulationRequest[] = [];
  isTerminated = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  postMessage(request: PopulationRequest) {
    this.requests.push(request);
    const { engine, changes, id } = request;
    const behaviour = behaviours[engine];
    if (behaviour === "dies") {
      setTimeout(() => this.onerror?.({ preventDefault() {} }));
      return;
    }
    const elapsedMs = typeof behaviour === "number" ? changes.length * behaviour : 0;
    this.#timer = setTimeout(() => {
      const outcome: PopulationReply["outcome"] =
        typeof behaviour === "string"
          ? { status: "impossible", reason: behaviour }
          : {
              status: "ok",
              results: changes.map(({ seed }) => ({ loss: seed as number, testLoss: 0 })),
              elapsedMs,
              gpuName: engine === "webgpu" ? "Test GPU" : null,
            };
      this.onmessage?.({ data: { type: "population_reply", parentId: id, outcome } });
    }, elapsedMs);
  }

  terminate() {
    this.isTerminated = true;
    clearTimeout(this.#timer);
  }
}

/** Milliseconds a network, or why not, or "dies". */
let behaviours: Record<PopulationRequest["engine"], number | string>;
let workers: FakeWorker[];
let client: PopulationClient;
let losses: (number | undefined)[];
let plans: PopulationPlan[];

const listener = {
  onResults(from: number, results: readonly MemberResult[]) {
    for (const [index, { loss }] of results.entries()) {
      expect(losses[from + index]).toBeUndefined();
      losses[from + index] = loss;
    }
  },
  onPlan: (plan: PopulationPlan) => plans.push(plan),
};

beforeEach(() => {
  vi.useFakeTimers();
  behaviours = { dense: 1, webgpu: 0.01 };
  workers = [];
  losses = [];
  plans = [];
  client = new PopulationClient(() => {
    const worker = new FakeWorker();
    workers.push(worker);
    return worker as unknown as Worker;
  }, 2);
});

afterEach(() => {
  vi.useRealTimers();
});

describe("PopulationClient.train(base, changes, listener)", () => {
  it("gives every member its result once, from all workers", async () => {
    const outcome = client.train(base, listSeeds(500), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    expect(losses).toEqual(Array.from({ length: 500 }, (_, seed) => seed));
    expect(workers).toHaveLength(2);
    for (const { requests } of workers) expect(requests.length).toBeGreaterThan(2);
    expect(plans).toHaveLength(1);
    expect(plans[0]).toMatchObject({ engine: "dense" });
  });

  it("sends parts that take about as long as a few frames", async () => {
    behaviours.dense = 5;
    void client.train(base, listSeeds(200), listener);
    await vi.runAllTimersAsync();
    const sizes = workers.flatMap(({ requests }) => requests.map(({ changes }) => changes.length));
    expect(Math.max(...sizes)).toBe(12);
  });

  it("lets the GPU take over where a trial shows that it is faster", async () => {
    behaviours = { dense: 30, webgpu: 1 };
    const outcome = client.train(base, listSeeds(1000), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    expect(losses).toEqual(Array.from({ length: 1000 }, (_, seed) => seed));
    expect(plans).toMatchObject([
      { engine: "webgpu", reason: expect.stringContaining("(Test GPU) trains 1000 networks") },
    ]);
  });

  it("stays on the CPU where the GPU is slower, or cannot, or is not there", async () => {
    for (const webgpu of [17, 2000, "This browser has no WebGPU"]) {
      losses = [];
      behaviours = { dense: 30, webgpu };
      const outcome = client.train(base, listSeeds(300), listener);
      await vi.runAllTimersAsync();
      expect(await outcome).toEqual({ status: "ok" });
      expect(losses.filter((loss) => loss !== undefined)).toHaveLength(300);
    }
    expect(plans).toMatchObject([
      { engine: "dense", reason: expect.stringContaining("so the CPU trains on") },
      { engine: "dense", reason: expect.stringContaining("trained none in 5 s") },
      { engine: "dense", reason: expect.stringContaining("This browser has no WebGPU.") },
    ]);
  });

  it("goes on with all workers on the CPU where the GPU fails half-way", async () => {
    behaviours = { dense: 30, webgpu: 10 };
    const outcome = client.train(base, listSeeds(1000), {
      ...listener,
      onPlan(plan) {
        plans.push(plan);
        behaviours.webgpu = "dies";
      },
    });
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    expect(losses).toEqual(Array.from({ length: 1000 }, (_, seed) => seed));
    expect(plans).toMatchObject([{ engine: "webgpu" }, { engine: "dense" }]);
    for (const { requests } of workers.filter((worker) => !worker.isTerminated)) {
      const sizes = requests
        .filter(({ engine }) => engine === "dense")
        .map((r) => r.changes.length);
      expect(Math.max(...sizes)).toBeLessThan(10);
    }
  });

  it("sends the GPU parts that it answers soon, so that results stream", async () => {
    behaviours = { dense: 60, webgpu: 8 };
    const outcome = client.train(base, listSeeds(10_000), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    expect(losses.filter((loss) => loss !== undefined)).toHaveLength(10_000);
    const onGpu = workers.map(({ requests }) => requests.filter((r) => r.engine === "webgpu"));
    const [parts] = onGpu.filter((requests) => requests.length > 0);
    expect(onGpu.flat()).toEqual(parts);
    // 2 s of them, at 8 ms each.
    expect(Math.max(...(parts ?? []).map(({ changes }) => changes.length))).toBe(256);
  });

  it("says so where no worker can be started", async () => {
    const none = new PopulationClient(() => {
      throw new Error("denied");
    }, 2);
    expect(await none.train(base, listSeeds(10), listener)).toMatchObject({
      status: "error",
      evalue: "No worker could be started to train these networks (denied).",
    });
  });

  it("shares the work though a coarse clock says that it took no time", async () => {
    behaviours.dense = 0;
    const outcome = client.train(base, listSeeds(2000), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    expect(plans[0]?.reason).not.toContain("Infinity");
    for (const { requests } of workers) expect(requests.length).toBeGreaterThan(2);
  });

  it("replaces a worker that dies, and gives up when its networks kill the next one too", async () => {
    behaviours.dense = "dies";
    const outcome = client.train(base, listSeeds(10), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({
      status: "error",
      evalue: expect.stringContaining("twice"),
    });
    behaviours.dense = 1;
    const second = client.train(base, listSeeds(10), listener);
    await vi.runAllTimersAsync();
    expect(await second).toEqual({ status: "ok" });
  });

  it("says why where not even the CPU can", async () => {
    behaviours.dense = "This browser has no WebAssembly, which a population needs";
    const outcome = client.train(base, listSeeds(10), listener);
    await vi.runAllTimersAsync();
    expect(await outcome).toMatchObject({
      status: "error",
      evalue: "This browser has no WebAssembly, which a population needs.",
    });
  });

  it("asks the CPU for histories, where they are wanted", async () => {
    behaviours = { dense: 30, webgpu: 1 };
    const outcome = client.train(base, listSeeds(400), listener, { needsHistories: true });
    await vi.runAllTimersAsync();
    expect(await outcome).toEqual({ status: "ok" });
    const requests = workers.flatMap((worker) => worker.requests);
    expect(
      requests.every(({ needsHistories, engine }) => needsHistories && engine === "dense"),
    ).toBe(true);
  });

  it("ends at once when it is interrupted, and drops what an earlier population still brings", async () => {
    const first = client.train(base, listSeeds(500), listener);
    await vi.advanceTimersByTimeAsync(100);
    client.interrupt();
    expect(await first).toEqual({ status: "aborted" });
    expect(workers.every(({ isTerminated }) => isTerminated)).toBe(true);

    losses = [];
    const second = client.train(base, listSeeds(500), listener);
    await vi.advanceTimersByTimeAsync(50);
    losses = [];
    const third = client.train(base, listSeeds(20, 7), listener);
    await vi.runAllTimersAsync();
    expect(await second).toEqual({ status: "aborted" });
    expect(await third).toEqual({ status: "ok" });
    expect(losses).toEqual(Array.from({ length: 20 }, (_, index) => index + 7));
  });
});
