import { describe, expect, it, vi } from "vitest";
import { computeField } from "../engine/probes/field";
import { computeLossSlice } from "../engine/probes/loss-slice";
import { createReferenceStepper } from "../engine/reference";
import { createTask } from "../engine/task";
import { createTrainer } from "../engine/trainer";
import { parseExperiment } from "../experiment/experiment";
import type { KernelClient, TrainingListener, TrainingRun } from "./client";
import type { TrainingOutcome } from "./protocol";
import { createRun, type Run } from "./run";
import type { Picture, RunStatus } from "./run-state";

const recorded: Picture = {
  logs: [{ step: 5000, epoch: 200, loss: 0.1, testLoss: 0.1, relativeStep: 0.1 }],
  field: [],
  slice: { multiples: [], losses: [], slope: 0 },
};

const plan = { engine: "dense", path: "dense", device: "wasm", reason: "" } as const;

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
    const task = createTask(run.experiment);
    const trainer = createTrainer(task, createReferenceStepper, run.snapshot ?? undefined);
    const logs = [await trainer.evaluate()];
    const show = async () => {
      const snapshot = await trainer.snapshot();
      listener.onDisplay({
        plan,
        logs: logs.splice(0),
        snapshot,
        field: computeField(run.experiment, snapshot.weights, 4),
        // Any loss will do here, and the true one would take most of this file's time.
        slice: computeLossSlice(task, snapshot, ([weight = 0]) => weight),
      });
    };
    if (run.quietMs === 0 || !run.goal) await show();
    while (run.goal) {
      if (this.#isInterrupted) {
        // As the worker does: how far it came is shown.
        if (logs.length === 0) logs.push(await trainer.evaluate());
        await show();
        return { status: "aborted" };
      }
      const slice = await trainer.train(run.goal, 0);
      logs.push(...slice.logs);
      if (run.quietMs === 0 || slice.isDone || slice.divergedAtStep !== undefined) await show();
      if (slice.divergedAtStep !== undefined) {
        return { status: "diverged", step: slice.divergedAtStep };
      }
      if (slice.isDone) return { status: "ok" };
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { status: "ok" };
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
    const { run } = open({ fit: { epochs: 30 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.change({ epochs: 40 });
    expect(run.store.getState().changedAtEpoch).toBeNull();
    run.change({ learningRate: 0.3 });
    run.change({ learningRate: 0.03 });
    expect(run.store.getState().changedAtEpoch).toBeGreaterThanOrEqual(1);
    run.reset();
    expect(run.store.getState().changedAtEpoch).toBeNull();
    run.pause();
  });

  it("trains the whole run anew when a setting changes while it rests", async () => {
    const { run } = open();
    run.change({ learningRate: 0.3 });
    await reach(run, "finished");
    expect(epochs(run)).toEqual([0, 1, 2, 3]);
    expect(run.store.getState().changedAtEpoch).toBeNull();
    const { logs } = run.store.getState();
    run.reset();
    run.train();
    await reach(run, "finished");
    expect(run.store.getState().logs).toEqual(logs);
  });

  it("keeps as a ghost what stood there before a drag, and not its moments", async () => {
    const { run } = open({ fit: { epochs: 2 } });
    run.train();
    await reach(run, "finished");
    const { logs } = run.store.getState();
    for (const learningRate of [0.04, 0.05, 0.06]) {
      run.change({ learningRate });
      await vi.waitFor(() => expect(run.store.getState().snapshot?.epoch).toBe(2));
    }
    await vi.waitFor(() => expect(run.store.getState().logs).not.toEqual(logs));
    expect(run.store.getState().previous).toEqual(logs);
  });

  it("ends at the last of many changes, however fast they come", async () => {
    const { run, clients } = open();
    for (const learningRate of [0.1, 0.2, 0.3, 0.4]) run.change({ learningRate });
    await vi.waitFor(() => expect(clients[0]?.requests.length).toBeGreaterThan(1));
    await reach(run, "finished");
    const { logs, experiment } = run.store.getState();
    expect(experiment.compile.optimizer.learningRate).toBe(0.4);
    run.reset();
    run.train();
    await reach(run, "finished");
    expect(run.store.getState().logs).toEqual(logs);
  });

  it("shows any epoch of a run as it was, and the end again", async () => {
    const { run } = open({ fit: { epochs: 5 } });
    const seen: number[][] = [];
    for (let epoch = 1; epoch <= 5; epoch += 1) {
      run.step("epoch");
      await vi.waitFor(() => expect(epochs(run).at(-1)).toBe(epoch));
      await reach(run, "paused");
      seen.push(Array.from(run.store.getState().field));
    }
    for (const epoch of [2, 4, 1, 3]) {
      run.scrub(epoch);
      await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(epoch));
      expect(Array.from(run.store.getState().field)).toEqual(seen[epoch - 1]);
    }
    expect(epochs(run)).toEqual([0, 1, 2, 3, 4, 5]);
    run.scrub(5);
    await vi.waitFor(() => expect(Array.from(run.store.getState().field)).toEqual(seen[4]));
    expect(run.store.getState().shown).toBeNull();
  });

  it("shows an epoch before and after a change of the rate as each was trained", async () => {
    const { run } = open({ fit: { epochs: 30 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(3));
    run.change({ learningRate: 0.5 });
    await reach(run, "finished");
    const { changedAtEpoch, snapshot } = run.store.getState();
    const change = Math.floor(changedAtEpoch as number);
    run.scrub(29);
    await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(29));
    run.fork();
    run.step("epoch");
    await vi.waitFor(() => expect(run.store.getState().snapshot?.epoch).toBe(30));
    expect(run.store.getState().snapshot?.weights).toEqual(snapshot?.weights);
    expect(change).toBeGreaterThan(0);
  });

  it("shows an epoch of the recorded run by training it, without a ghost of itself", async () => {
    const { run } = open();
    run.scrub(2);
    await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(2));
    expect(run.store.getState().previous).toEqual([]);
    expect(epochs(run)).toEqual([0, 1, 2, 3]);
  });

  it("forks at the epoch shown: another setting changes what follows, beside the old curve", async () => {
    const { run } = open({ fit: { epochs: 6 } });
    run.train();
    await reach(run, "finished");
    const trunk = run.store.getState().logs;
    run.scrub(2);
    await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(2));
    run.fork();
    expect(epochs(run)).toEqual([0, 1, 2]);
    run.change({ learningRate: 0.5 });
    await reach(run, "finished");
    const { logs, previous, changedAtEpoch } = run.store.getState();
    expect(epochs(run)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(previous).toEqual(trunk);
    expect(logs.slice(0, 2)).toEqual(trunk.slice(0, 2));
    expect(logs[2]?.loss).toBe(trunk[2]?.loss);
    expect(logs[4]?.loss).not.toBe(trunk[4]?.loss);
    expect(changedAtEpoch).toBe(2);
    // The same rate as the trunk's gives the trunk again.
    run.change({ learningRate: 0.03 });
    await vi.waitFor(() => expect(run.store.getState().logs.at(-1)?.loss).toBe(trunk.at(-1)?.loss));
    run.reset();
    expect(run.store.getState()).toMatchObject({ forkedAtEpoch: null, changedAtEpoch: null });
  });

  it("keeps the old curve when the activation changes", async () => {
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
      plan,
      logs: [late],
      snapshot: { ...snapshot, step: 25 },
      field: Float32Array.from(field),
      slice,
    });
    expect(epochs(run)).toEqual([0]);
    expect(run.store.getState().snapshot?.step).toBe(0);
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
    // The weights before the broken step are huge already; another rate is another run.
    run.change({ learningRate: 0.01 });
    await reach(run, "finished");
    expect(run.store.getState().divergedAtStep).toBeNull();
  });

  it("ends with the whole curve of the last of two changes, though it takes long", async () => {
    const { run, clients } = open({ fit: { epochs: 4, batchSize: 250 } });
    run.change({ learningRate: 0.1 });
    // Ends within the patience that the next change has with it.
    run.change({ batchSize: 5 });
    await vi.waitFor(() => expect(clients[0]?.requests).toHaveLength(2));
    await reach(run, "finished");
    expect(epochs(run)).toEqual([0, 1, 2, 3, 4]);
  });

  it("breaks a long run off for the finger, though the finger does not rest", async () => {
    const { run, clients } = open({ fit: { epochs: 200 } });
    const changes = Array.from({ length: 12 }, (_, index) => 0.01 * (index + 1));
    for (const learningRate of changes) {
      run.change({ learningRate });
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    expect(clients[0]?.requests.length).toBeGreaterThan(2);
    run.dispose();
  });

  it("shows the epochs of the last change, and of none before it", async () => {
    const settings = { compile: { optimizer: { learningRate: 0.3 } }, fit: { epochs: 4 } };
    const { run: alone } = open({ ...settings, fit: { epochs: 4, batchSize: 5 } });
    alone.train();
    await reach(alone, "finished");
    alone.scrub(2);
    await vi.waitFor(() => expect(alone.store.getState().shown?.epoch).toBe(2));

    const { run, clients } = open(settings);
    run.change({ batchSize: 10 });
    await reach(run, "finished");
    run.change({ batchSize: 9 });
    // Its fewer steps end before those of the next, or it is broken off on its way.
    await vi.waitFor(() => expect(clients[0]?.requests).toHaveLength(2));
    run.change({ batchSize: 5 });
    await vi.waitFor(() => expect(clients[0]?.requests).toHaveLength(3));
    await vi.waitFor(() => expect(run.store.getState().snapshot?.step).toBe(200));
    run.scrub(2);
    await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(2));
    expect(run.store.getState().shown?.weights).toEqual(alone.store.getState().shown?.weights);
  });

  it("does not train after a reset though Train was pressed before it, while a change was tried", async () => {
    const { run, clients } = open({ fit: { epochs: 20 } });
    run.change({ learningRate: 0.1 });
    run.train();
    run.reset();
    await vi.waitFor(() => expect(epochs(run)).toEqual([0]));
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(run.store.getState().status).toBe("paused");
    expect(clients[0]?.requests.at(-1)?.goal).toBeNull();
  });

  it("takes up what is asked right after a pause", async () => {
    const { run } = open();
    run.pause();
    run.train();
    await reach(run, "finished");
  });

  it("shows the end where a slider goes back to it before another epoch has come", async () => {
    const { run } = open({ fit: { epochs: 3 } });
    run.train();
    await reach(run, "finished");
    run.scrub(2);
    run.scrub(3);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(run.store.getState().shown).toBeNull();
  });

  it("shows an epoch of the run that a change asks for, where that is not there yet", async () => {
    const { run } = open({ fit: { epochs: 3 } });
    run.train();
    await reach(run, "finished");
    run.change({ learningRate: 0.3 });
    run.scrub(2);
    await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(2));
    const { run: alone } = open({
      compile: { optimizer: { learningRate: 0.3 } },
      fit: { epochs: 2 },
    });
    alone.train();
    await reach(alone, "finished");
    expect(run.store.getState().shown?.weights).toEqual(alone.store.getState().snapshot?.weights);
  });

  it("shows the epochs before a fork as well, as they were", async () => {
    const { run } = open({ fit: { epochs: 4 } });
    run.train();
    await reach(run, "finished");
    const field = async (epoch: number) => {
      run.scrub(epoch);
      await vi.waitFor(() => expect(run.store.getState().shown?.epoch).toBe(epoch));
      return Array.from(run.store.getState().field);
    };
    const [first, third] = [await field(1), await field(3)];
    await field(2);
    run.fork();
    run.change({ learningRate: 0.5 });
    await reach(run, "finished");
    expect(await field(1)).toEqual(first);
    expect(await field(3)).not.toEqual(third);
  });

  it("trains a resumed run anew when a setting changes, though one had changed on its way", async () => {
    const { run } = open({ fit: { epochs: 3 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(1));
    run.change({ learningRate: 0.3 });
    await reach(run, "finished");
    const { run: later } = open();
    later.resume(run.store.getState());
    await vi.waitFor(() => expect(later.store.getState().plan).not.toBeNull());
    later.change({ learningRate: 0.1 });
    await reach(later, "finished");
    const { run: alone } = open({
      compile: { optimizer: { learningRate: 0.1 } },
      fit: { epochs: 3 },
    });
    alone.train();
    await reach(alone, "finished");
    expect(later.store.getState().logs).toEqual(alone.store.getState().logs);
  });

  it("can go on with another engine after a divergence", async () => {
    const { run } = open({
      data: { name: "plane" },
      model: { layers: [{ units: 1, activation: "linear" }] },
      compile: { optimizer: { learningRate: 30 } },
    });
    run.train();
    await reach(run, "diverged");
    run.chooseEngine("tfjs-cpu");
    await reach(run, "paused");
  });

  it("moves a run to another engine where it stands", async () => {
    const { run, clients } = open({ fit: { epochs: 6 } });
    run.train();
    await vi.waitFor(() => expect(epochs(run).length).toBeGreaterThan(2));
    run.chooseEngine("tfjs-cpu");
    await reach(run, "finished");
    expect(clients[0]?.isDisposed).toBe(true);
    expect(clients[1]?.requests[0]).toMatchObject({ engine: "tfjs-cpu" });
    expect(clients[1]?.requests[0]?.snapshot?.step).toBeGreaterThan(0);
  });
});
