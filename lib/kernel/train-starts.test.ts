import { describe, expect, it } from "vitest";
import { loadDenseInNode } from "../engine/dense/load-node";
import { createMember } from "../engine/population/members";
import { trainWithHistory } from "../engine/population/train-members";
import { parseExperiment } from "../experiment/experiment";
import type { PopulationClient, PopulationOutcome } from "./population";
import { trainWith } from "./train-starts";

type Train = PopulationClient["train"];

/** Trains in parts of two, the last part first, as workers may. */
const trainBackwards: Train = async (base, changes, listener, options) => {
  expect(options).toEqual({ needsHistories: true });
  const modules = await loadDenseInNode();
  const from = changes.length - (changes.length % 2 || 2);
  for (let at = from; at >= 0; at -= 2) {
    const members = changes.slice(at, at + 2).map((change) => createMember(base, change));
    const results = members.map((member) => trainWithHistory(member, modules));
    listener.onResults(at, await Promise.all(results));
  }
  return { status: "ok" };
};

describe("trainWith(client, experiment, seeds)", () => {
  const experiment = parseExperiment({ seed: 99, fit: { epochs: 3 } });

  it("gives each seed its run, in the order of the seeds, with an entry an epoch", async () => {
    const seeds = [7, 3, 4_294_967_295];
    const runs = await trainWith({ train: trainBackwards }, experiment, seeds);
    expect(runs.map(({ seed }) => seed)).toEqual(seeds);
    const modules = await loadDenseInNode();
    for (const { seed, loss, testLoss, history } of runs) {
      const alone = await trainWithHistory({ ...experiment, seed }, modules);
      expect([loss, testLoss]).toEqual([alone.loss, alone.testLoss]);
      expect(history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3]);
      expect(history.at(-1)).toEqual({ epoch: 3, loss, testLoss });
    }
  });

  it.each<[PopulationOutcome, string]>([
    [{ status: "error", ename: "KernelError", evalue: "No worker could be started." }, "No worker"],
    [{ status: "aborted" }, "internal: "],
  ])("rejects with the reason: %o", async (outcome, message) => {
    const train: Train = async () => outcome;
    await expect(trainWith({ train }, experiment, [1])).rejects.toThrow(message);
  });
});
