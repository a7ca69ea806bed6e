import { describe, expect, it } from "vitest";
import { createTask } from "@/lib/engine/task";
import { createStart } from "@/lib/engine/trainer";
import { parseExperiment } from "@/lib/experiment/experiment";
import type { SavedRun } from "@/lib/kernel/run-state";
import { packRun, unpackRun } from "./saved-run";

const experiment = parseExperiment({ seed: 3 });
const start = createStart(createTask(experiment));
const run: SavedRun = {
  experiment,
  changedAtEpoch: 2,
  forkedAtEpoch: null,
  engine: "tfjs-wasm",
  logs: [{ step: 25, epoch: 1, loss: 0.5, testLoss: 0.5, relativeStep: Number.NaN }],
  previous: [],
  snapshot: { ...start, step: 25, epoch: 1 },
};

describe("unpackRun(packed)", () => {
  it("gives back a run exactly, after a way through JSON", () => {
    expect(unpackRun(JSON.parse(JSON.stringify(packRun(run))))).toEqual(run);
  });

  it("refuses what is not a run, or not one of this edition", () => {
    expect(unpackRun({})).toBeUndefined();
    expect(unpackRun({ ...packRun(run), logs: "many" })).toBeUndefined();
    expect(unpackRun({ ...packRun(run), experiment: { data: { name: "moon" } } })).toBeUndefined();
  });
});
