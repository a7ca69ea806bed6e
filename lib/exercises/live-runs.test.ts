import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { getRun, publishRun } from "./live-runs";

const base = parseExperiment({});
const faster = parseExperiment({ compile: { optimizer: { learningRate: 0.1 } } });
const createLogs = (epochs: number) =>
  Array.from({ length: epochs }, (_, epoch) => ({ epoch, loss: 0.5, testLoss: 0.5 }));

describe("publishRun(id, run)", () => {
  it("is what getRun gives back", () => {
    expect(getRun("nowhere")).toBeUndefined();
    const logs = createLogs(3);
    publishRun("a", { base, experiment: base, logs });
    expect(getRun("a")).toEqual({ base, experiment: base, logs, changedAtEpoch: null });
  });

  it("remembers the first change in the middle of a run, also when it is taken back", () => {
    const logs = createLogs(11);
    publishRun("b", { base, experiment: base, logs });
    publishRun("b", { base, experiment: faster, logs });
    const longer = [...logs, { epoch: 11, loss: 0.4, testLoss: 0.4 }];
    publishRun("b", { base, experiment: faster, logs: longer });
    publishRun("b", { base, experiment: base, logs: longer });
    expect(getRun("b")?.changedAtEpoch).toBe(10);
  });

  it("forgets it when the run starts anew", () => {
    const logs = createLogs(11);
    publishRun("c", { base, experiment: base, logs });
    publishRun("c", { base, experiment: faster, logs });
    publishRun("c", { base, experiment: faster, logs: createLogs(1) });
    expect(getRun("c")?.changedAtEpoch).toBeNull();
    publishRun("c", { base, experiment: faster, logs });
    publishRun("c", { base, experiment: base, logs });
    publishRun("c", { base, experiment: base, logs: [] });
    expect(getRun("c")?.changedAtEpoch).toBeNull();
  });

  it("takes a change before the first step for a change of the start", () => {
    const logs = createLogs(1);
    publishRun("d", { base, experiment: base, logs });
    publishRun("d", { base, experiment: faster, logs });
    expect(getRun("d")?.changedAtEpoch).toBeNull();
  });

  it("does not count more epochs as a change", () => {
    const logs = createLogs(5);
    publishRun("e", { base, experiment: base, logs });
    publishRun("e", { base, experiment: parseExperiment({ fit: { epochs: 500 } }), logs });
    expect(getRun("e")?.changedAtEpoch).toBeNull();
  });
});
