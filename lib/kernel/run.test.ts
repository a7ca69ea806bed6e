import { describe, expect, it, vi } from "vitest";
import { createReferenceStepper } from "../engine/reference";
import { createTrainer } from "../engine/trainer";
import { parseExperiment } from "../experiment/experiment";
import type { KernelClient, TrainingListener, TrainingRun } from "./client";
import type { TrainingOutcome } from "./protocol";
import { createRun, type Picture, type Run, type RunStatus } from "./run";

const recorded: Picture = {
  logs: [{ step: 5000, epoch: 200, loss: 0.1, testLoss: 0.1, relativeStep: 0.1 }],
  field: [],
  slice: { multiples: [], losses: [], slope: 0 },
};

/** Trains in place, in float64, one epoch between two chances to interrupt it. */
class FakeClient {
  readonly requests: TrainingRun[] = [];
  isDisposed = false;
  #isInterrupted = false;

  async train(run: TrainingRun, listener: TrainingListener): Promise<TrainingOutcome> {
    this.requests.push(run);
    this.#isInterrupted = false;
    const trainer = createTrainer(
      run.experiment,
      createReferenceStepper,
      run.snapshot ?? undefined,
    );
    const show = async (logs: Awaited<ReturnType<typeof trainer.train>>["logs"]) =>
      listener.onDisplay({
        plan: { path: "tfjs", device: "cpu", reason: "" },
        logs,
        snapshot: await trainer.snapshot(),
        field: new Float32Array(),
        slice: recorded.slice,
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

  it("starts anew when the data change, keeps the old curve, and drops late displays", async () => {
    const { run } = open({ fit: { epochs: 6 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.change({ data: "xor" });
    expect(epochs(run)).toEqual([]);
    await reach(run, "finished");
    const { logs, previous, experiment } = run.store.getState();
    expect(experiment.data.name).toBe("xor");
    expect(logs[0]?.epoch).toBe(0);
    expect(logs.map(({ step }) => step)).toEqual([...new Set(logs.map(({ step }) => step))]);
    expect(previous.length).toBeGreaterThan(1);
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
    });
    run.train();
    await reach(run, "diverged");
    const { divergedAtStep, snapshot } = run.store.getState();
    expect(divergedAtStep).toBe((snapshot?.step ?? 0) + 1);
    run.reset();
    await vi.waitFor(() => expect(run.store.getState().status).toBe("paused"));
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
