import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { abridgeRun, getRun, publishRun } from "./live-runs";

const base = parseExperiment({});
const logs = [0, 1, 2, 3].map((epoch) => ({ epoch, loss: 0.5, testLoss: 0.6, step: 25 * epoch }));
const run = { base, experiment: base, logs, changedAtEpoch: null };

describe("publishRun(id, run)", () => {
  it("makes the run known under the figure's id", () => {
    publishRun("a", run);
    expect(getRun("a")).toEqual(run);
    expect(getRun("b")).toBeUndefined();
  });
});

describe("abridgeRun(run, epoch)", () => {
  it("keeps the entry of that epoch and the last one, and of each what a verdict needs", () => {
    expect(abridgeRun(run, 1).logs).toEqual([
      { epoch: 1, loss: 0.5, testLoss: 0.6 },
      { epoch: 3, loss: 0.5, testLoss: 0.6 },
    ]);
  });
});
