import { describe, expect, it, vi } from "vitest";
import { createReferenceStepper } from "../engine/reference";
import { createTrainer, type LogEntry } from "../engine/trainer";
import { parseExperiment } from "../experiment/experiment";
import type { KernelClient, TrainingListener, TrainingRun } from "./client";
import type { TrainingOutcome } from "./protocol";
import { createRun, type Picture, type Run, type RunStatus } from "./run";

const recorded: Picture = {
  logs: [{ step: 5000, epoch: 200, loss: 0.1, testLoss: 0.1, relativeStep: 0.1 }],
  field: [],
  slice: { multiples: [], losses: [], slope: 0 },
};

/** Trains in place, in float64, one step between two chances to interrupt it. */
class FakeClient {
  readonly requests: TrainingRun[] = [];
  readonly listeners: TrainingListener[] = [];
  isDisposed = false;
  #isInterrupted = false;

  async train(run: TrainingRun, listener: TrainingListener): Promise<TrainingOutcome> {
    this.requests.push(run);
    this.listeners.push(listener);
    this.#isInterrupted = false;
    const trainer = createTrainer(
      run.experiment,
      createReferenceStepper,
      run.snapshot ?? undefined,
    );
    const show = async (logs: LogEntry[]) =>
      listener.onDisplay({
        plan: { path: "tfjs", device: "cpu", reason: "" },
        logs,
        ...(await trainer.probe(4)),
      });
    await show([await trainer.evaluate()]);
    while (run.goal && !this.#isInterrupted) {
      const { logs, isDone, divergedAtStep } = await trainer.train(run.goal, 0);
      await show(logs);
      if (divergedAtStep !== undefined) return { status: "diverged", step: divergedAtStep };
      if (isDone) return { status: "ok" };
      await new Promise((resolve) => setTimeout(resolve));
    }
    return { status: run.goal ? "aborted" : "ok" };
  }

  async interrupt() {
    this.#isInterrupted = true;
  }

  dispose() {
    this.isDisposed = true;
    this.#isInterrupted = true;
  }
}

function open(input: Parameters<typeof parseExperiment>[0] = { fit: { epochs: 3 } }) {
  const clients: FakeClient[] = [];
  const run = createRun(parseExperiment(input), recorded, () => {
    const client = new FakeClient();
    clients.push(client);
    return client as unknown as KernelClient;
  });
  return { run, clients };
}

function reach(run: Run, status: RunStatus) {
  return vi.waitFor(() => expect(run.store.getState().status).toBe(status), { timeout: 5000 });
}

function epochs(run: Run) {
  return run.store.getState().logs.map(({ epoch }) => epoch);
}

describe("createRun(experiment, recorded, createClient)", () => {
  it("shows the recorded picture and starts nothing by itself", () => {
    const { run, clients } = open();
    expect(run.store.getState()).toMatchObject({ status: "recorded", logs: recorded.logs });
    expect(clients).toHaveLength(0);
  });

  it("trains from the start for the epochs asked, then for as many again", async () => {
    const { run } = open();
    run.train();
    await reach(run, "finished");
    expect(epochs(run)).toEqual([0, 1, 2, 3]);
    expect(run.store.getState().previous).toEqual(recorded.logs);
    run.train();
    await vi.waitFor(() => expect(epochs(run)).toEqual([0, 1, 2, 3, 4, 5, 6]));
    await reach(run, "finished");
  });

  it("steps by one batch and by one epoch", async () => {
    const { run } = open();
    run.step("batch");
    await reach(run, "paused");
    await vi.waitFor(() => expect(epochs(run)).toEqual([0, 0.04]));
    run.step("epoch");
    await vi.waitFor(() => expect(epochs(run)).toEqual([0, 0.04, 1]));
  });

  it("goes on where it was paused, and repeats the very same run after a reset", async () => {
    const { run } = open();
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(1));
    run.pause();
    await reach(run, "paused");
    run.train();
    await reach(run, "finished");
    const first = run.store.getState().logs;
    run.reset();
    await vi.waitFor(() => expect(epochs(run)).toEqual([0]));
    run.train();
    await reach(run, "finished");
    const losses = (logs: typeof first) => new Map(logs.map(({ step, loss }) => [step, loss]));
    for (const [step, loss] of losses(run.store.getState().logs)) {
      expect(losses(first).get(step)).toBe(loss);
    }
  });

  it("takes a new learning rate while it trains, without starting anew", async () => {
    const { run, clients } = open({ fit: { epochs: 6 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.change({ learningRate: 0.3 });
    await reach(run, "finished");
    const last = clients[0]?.requests.at(-1);
    expect(last?.experiment.compile.optimizer.learningRate).toBe(0.3);
    expect(last?.snapshot?.step).toBeGreaterThan(0);
    expect(epochs(run).at(-1)).toBe(6);
  });

  it("remembers that a setting changed in the middle of a run, until it starts anew", async () => {
    const { run } = open({ fit: { epochs: 6 } });
    run.step("epoch");
    await reach(run, "paused");
    run.change({ epochs: 8 });
    expect(run.store.getState().changedAtEpoch).toBeNull();
    run.change({ learningRate: 0.3 });
    run.change({ learningRate: 0.03 });
    expect(run.store.getState().changedAtEpoch).toBe(1);
    run.reset();
    expect(run.store.getState().changedAtEpoch).toBeNull();
  });

  it("starts anew when the activation changes, and keeps the old curve", async () => {
    const { run } = open({ fit: { epochs: 2 } });
    run.train();
    await reach(run, "finished");
    run.change({ activation: "relu" });
    expect(run.store.getState().previous.map(({ epoch }) => epoch)).toEqual([0, 1, 2]);
  });

  it("starts anew when the data change, without a curve that means something else", async () => {
    const { run } = open({ fit: { epochs: 6 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.change({ data: "xor" });
    expect(epochs(run)).toEqual([]);
    await reach(run, "finished");
    const { logs, previous, experiment } = run.store.getState();
    expect(experiment.data.name).toBe("xor");
    expect(previous).toEqual([]);
    expect(epochs(run)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(new Set(logs.map(({ step }) => step)).size).toBe(logs.length);
  });

  it("drops what an earlier start still shows", async () => {
    const { run, clients } = open();
    run.step("epoch");
    await reach(run, "paused");
    run.reset();
    await vi.waitFor(() => expect(epochs(run)).toEqual([0]));
    const late = { step: 25, epoch: 1, loss: 9, testLoss: 9, relativeStep: 9 };
    const { snapshot, field, slice } = run.store.getState();
    if (!snapshot) throw new Error("the reset has not been shown");
    clients[0]?.listeners[0]?.onDisplay({
      plan: { path: "tfjs", device: "cpu", reason: "" },
      logs: [late],
      snapshot: { ...snapshot, step: 25 },
      field: Float32Array.from(field),
      slice,
    });
    expect(epochs(run)).toEqual([0]);
    expect(run.store.getState().snapshot?.step).toBe(0);
  });

  it("does not train on when the data change after a single step", async () => {
    const { run } = open();
    run.step("batch");
    run.change({ data: "xor" });
    await vi.waitFor(() => expect(epochs(run)).toEqual([0]));
    expect(run.store.getState().status).toBe("paused");
  });

  it("takes a start from a link, and a saved run as it was", async () => {
    const { run } = open();
    run.replace(parseExperiment({ seed: 9 }));
    await vi.waitFor(() => expect(epochs(run)).toEqual([0]));
    run.step("epoch");
    await reach(run, "paused");
    const saved = run.store.getState();
    const { run: later } = open();
    later.resume(saved);
    await vi.waitFor(() => expect(epochs(later)).toEqual([0, 1]));
    later.step("epoch");
    run.step("epoch");
    await vi.waitFor(() => expect(epochs(later)).toEqual([0, 1, 2]));
    await vi.waitFor(() => expect(epochs(run)).toEqual([0, 1, 2]));
    expect(later.store.getState().logs.at(-1)).toEqual(run.store.getState().logs.at(-1));
  });

  it("stops where the loss becomes infinite, and says at which step", async () => {
    const { run } = open({
      data: { name: "plane" },
      model: {
        layers: [
          { units: 2, activation: "linear" },
          { units: 1, activation: "linear" },
        ],
      },
      compile: { optimizer: { learningRate: 3 } },
      fit: { epochs: 20 },
    });
    run.train();
    await reach(run, "diverged");
    const { divergedAtStep, snapshot } = run.store.getState();
    expect(divergedAtStep).toBe((snapshot?.step ?? 0) + 1);
    run.change({ learningRate: 0.01 });
    expect(run.store.getState()).toMatchObject({ status: "paused", divergedAtStep: null });
    // The weights before the broken step are huge already, so only a new start is mended.
    run.reset();
    run.train();
    await reach(run, "finished");
  });

  it("moves a run to another device where it stands", async () => {
    const { run, clients } = open({ fit: { epochs: 6 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.chooseDevice("cpu");
    await reach(run, "finished");
    expect(clients[0]?.isDisposed).toBe(true);
    expect(clients[1]?.requests[0]).toMatchObject({ device: "cpu" });
    expect(clients[1]?.requests[0]?.snapshot?.step).toBeGreaterThan(0);
  });
});
