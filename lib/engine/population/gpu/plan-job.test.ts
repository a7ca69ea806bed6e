import { describe, expect, it } from "vitest";
import { type Progress, planJob } from "./plan-job";

const track = (step: number, batchSize = 10, count = 25): Progress => ({ count, batchSize, step });

describe("planJob(tracks, options)", () => {
  it("takes as many steps as its examples are enough for", () => {
    const plan = planJob([track(0)], { goal: { epoch: 100 }, readAt: [], rows: 57 });
    expect(plan.job).toEqual({ kind: "train", steps: [5] });
  });

  it("makes at least one step, and none beyond the goal", () => {
    const goal = { step: 4 };
    expect(planJob([track(2)], { goal, readAt: [], rows: 1 }).job).toEqual({
      kind: "train",
      steps: [1],
    });
    expect(planJob([track(2)], { goal, readAt: [], rows: 1e6 }).job).toEqual({
      kind: "train",
      steps: [2],
    });
    expect(planJob([track(4)], { goal, readAt: [], rows: 1e6 }).job).toBeNull();
  });

  it("brings small and large batches to the end of an epoch together", () => {
    // An epoch of 25 takes 25 steps with batches of 1, and 3 with batches of 10.
    const tracks = [track(0, 1), track(0, 10)];
    const options = { goal: { epoch: 1 }, readAt: [], rows: 10 };
    expect(planJob(tracks, options).job).toEqual({ kind: "train", steps: [10, 1] });
    expect(planJob([track(20, 1), track(2, 10)], options).job).toEqual({
      kind: "train",
      steps: [5, 1],
    });
    expect(planJob([track(25, 1), track(2, 10)], options).job).toEqual({
      kind: "train",
      steps: [0, 1],
    });
  });

  it("stops for a reading, takes it once, and goes on", () => {
    const options = { goal: { epoch: 5 }, readAt: [1, 2], rows: 1e6 };
    const first = planJob([track(0)], options);
    expect(first).toEqual({ job: { kind: "train", steps: [3] }, readAt: [1, 2] });
    const reading = planJob([track(3)], options);
    expect(reading).toEqual({ job: { kind: "evaluate", epoch: 1 }, readAt: [2] });
    const next = planJob([track(3)], { ...options, readAt: reading.readAt });
    expect(next).toEqual({ job: { kind: "train", steps: [3] }, readAt: [2] });
  });

  it("leaves out a reading that lies before the start or behind the goal", () => {
    const options = { goal: { epoch: 3 }, readAt: [1, 4], rows: 1e6 };
    expect(planJob([track(4)], options)).toEqual({
      job: { kind: "train", steps: [5] },
      readAt: [4],
    });
    expect(planJob([track(9)], { ...options, readAt: [4] }).job).toBeNull();
  });
});
