import { describe, expect, it } from "vitest";
import type { LogEntry } from "@/lib/engine/trainer";
import { parseExperiment } from "@/lib/experiment/experiment";
import type { KernelClient, TrainingListener, TrainingRun } from "@/lib/kernel/client";
import type { TrainingDisplay, TrainingOutcome } from "@/lib/kernel/protocol";
import { examineRun } from "./examine-run";

const experiment = parseExperiment({});

/** A client that shows one display for each request, and ends each as told. */
function createClient(outcome: TrainingOutcome, shows = true) {
  const requests: TrainingRun[] = [];
  const client: Pick<KernelClient, "train"> = {
    async train(run: TrainingRun, listener: TrainingListener) {
      requests.push(run);
      const epoch = run.goal === null ? 0 : 200;
      const display = {
        field: Float32Array.of(epoch),
        examination: { of: epoch },
        logs: [{ epoch: 0 }, { epoch }] as LogEntry[],
      };
      if (shows) listener.onDisplay(display as unknown as TrainingDisplay);
      return run.goal === null ? { status: "ok" } : outcome;
    },
  };
  return { client, requests };
}

describe("examineRun(client, experiment)", () => {
  it("asks for the start and for the whole run, each with an examination", async () => {
    const { client, requests } = createClient({ status: "ok" });
    const run = await examineRun(client, experiment);
    expect(requests.map(({ goal, examines }) => ({ goal, examines }))).toEqual([
      { goal: null, examines: true },
      { goal: { epoch: 200 }, examines: true },
    ]);
    expect([run.before.field[0], run.after.field[0]]).toEqual([0, 200]);
    expect(run.logs.map(({ epoch }) => epoch)).toEqual([0, 200]);
    expect(run.stoppedAtStep).toBeNull();
  });

  it("keeps the step at which a run broke off", async () => {
    const { client } = createClient({ status: "diverged", step: 7 });
    expect((await examineRun(client, experiment)).stoppedAtStep).toBe(7);
  });

  it("rejects with what went wrong in the worker", async () => {
    const { client } = createClient({ status: "error", ename: "ChunkLoadError", evalue: "Gone." });
    await expect(examineRun(client, experiment)).rejects.toMatchObject({
      name: "ChunkLoadError",
      message: "Gone.",
    });
  });

  it("rejects where a run was broken off before anything was seen", async () => {
    const { client } = createClient({ status: "aborted" }, false);
    await expect(examineRun(client, experiment)).rejects.toThrow("broken off");
  });
});
