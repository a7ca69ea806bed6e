import { describe, expect, it } from "vitest";
import type { Snapshot } from "../engine/trainer";
import { parseExperiment } from "../experiment/experiment";
import { Checkpoints } from "./checkpoints";

const stepsPerEpoch = 25;
const [first, second] = [1, 2].map((seed) => parseExperiment({ seed })) as [Experiment, Experiment];
type Experiment = ReturnType<typeof parseExperiment>;

function at(epoch: number): Snapshot {
  const none = new Float32Array();
  return { epoch, offset: 0, shuffle: [], step: stepsPerEpoch * epoch, weights: none, slots: none };
}

/** Which moment an epoch is trained from, and with the settings of which seed. */
function describePlace(checkpoints: Checkpoints, epoch: number) {
  const { snapshot, experiment } = checkpoints.find(epoch);
  return { from: snapshot?.epoch ?? null, seed: experiment.seed };
}

describe("new Checkpoints(experiment)", () => {
  it("finds the last moment before an epoch", () => {
    const checkpoints = new Checkpoints(first);
    for (const epoch of [10, 20]) checkpoints.add(first, at(epoch));
    expect(describePlace(checkpoints, 9)).toEqual({ from: null, seed: 1 });
    expect(describePlace(checkpoints, 10)).toEqual({ from: 10, seed: 1 });
    expect(describePlace(checkpoints, 19)).toEqual({ from: 10, seed: 1 });
  });

  it("keeps what led to a moment, though the settings change there and it is added again", () => {
    const checkpoints = new Checkpoints(first);
    checkpoints.add(first, at(10));
    checkpoints.add(first, at(20));
    checkpoints.add(second, at(20));
    checkpoints.add(second, at(30));
    expect(describePlace(checkpoints, 15)).toEqual({ from: 10, seed: 1 });
    expect(describePlace(checkpoints, 25)).toEqual({ from: 20, seed: 2 });
  });

  it("keeps few of many moments, among them that of a change", () => {
    const checkpoints = new Checkpoints(first);
    for (let epoch = 1; epoch <= 101; epoch += 1) checkpoints.add(first, at(epoch));
    for (let epoch = 102; epoch <= 1000; epoch += 1) checkpoints.add(second, at(epoch));
    for (let epoch = 1; epoch <= 1000; epoch += 1) {
      const { from, seed } = describePlace(checkpoints, epoch);
      expect(from ?? 0).toBeLessThanOrEqual(epoch);
      if (from !== epoch) expect(seed).toBe(epoch <= 101 ? 1 : 2);
    }
  });

  it("branches at a fork, and still knows what lies before", () => {
    const trunk = new Checkpoints(first);
    for (let epoch = 1; epoch <= 50; epoch += 1) trunk.add(first, at(epoch));
    trunk.fork(at(20));
    const branch = trunk.branch(second);
    for (let epoch = 21; epoch <= 300; epoch += 1) branch.add(second, at(epoch));
    expect(branch.origin?.epoch).toBe(20);
    for (const epoch of [5, 19]) {
      const { from, seed } = describePlace(branch, epoch);
      expect(from ?? 0).toBeLessThanOrEqual(epoch);
      if (from !== epoch) expect(seed).toBe(1);
    }
    expect(describePlace(branch, 20).from).toBe(20);
    // Never from before the fork to after it.
    expect(describePlace(branch, 22).from).toBeGreaterThanOrEqual(20);
    expect(describePlace(trunk.branch(second), 25)).toMatchObject({ from: 20 });
  });

  it("gives the first moment that is known for what lies before it", () => {
    const checkpoints = new Checkpoints(first);
    checkpoints.forgetBefore(at(30));
    expect(describePlace(checkpoints, 10)).toEqual({ from: 30, seed: 1 });
    expect(checkpoints.origin).toBeNull();
  });
});
