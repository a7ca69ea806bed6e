import { describe, expect, it, vi } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { getRun, publishRun, subscribeToRuns } from "./live-runs";

const base = parseExperiment({});
const experiment = parseExperiment({ fit: { batchSize: 2 } });

describe("publishRun(id, run)", () => {
  it("makes the last Experiment under an id known, and nothing under others", () => {
    publishRun("a", { base, experiment: base });
    publishRun("a", { base, experiment });
    expect(getRun("a")).toEqual({ base, experiment });
    expect(getRun("b")).toBeUndefined();
  });

  it("calls back when an Experiment changes, and not for each epoch of its run", () => {
    const listener = vi.fn();
    const end = subscribeToRuns(listener);
    publishRun("c", { base, experiment: base });
    const before = getRun("c");
    publishRun("c", { base, experiment: base });
    expect(getRun("c")).toBe(before);
    expect(listener).toHaveBeenCalledTimes(1);
    publishRun("c", { base, experiment });
    expect(listener).toHaveBeenCalledTimes(2);
    end();
    publishRun("c", { base, experiment: base });
    expect(listener).toHaveBeenCalledTimes(2);
  });
});
