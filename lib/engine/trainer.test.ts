import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { createReferenceStepper } from "./reference";
import { createTrainer, type Snapshot } from "./trainer";

const forever = Number.POSITIVE_INFINITY;

function start(input: ExperimentInput, snapshot?: Snapshot) {
  return createTrainer(parseExperiment(input), createReferenceStepper, snapshot);
}

describe("createTrainer(experiment, createStepper)", () => {
  it("repeats a run to the last bit", async () => {
    const runs = [start({ fit: { shuffle: true } }), start({ fit: { shuffle: true } })];
    const logs = await Promise.all(runs.map((run) => run.train({ epoch: 3 }, forever)));
    expect(logs[0]).toEqual(logs[1]);
  });

  it("logs each epoch once, however it is cut into slices", async () => {
    const whole = await start({}).train({ epoch: 4 }, forever);
    const trainer = start({});
    const sliced = [];
    for (;;) {
      // A budget of nothing stops after every single step.
      const { logs, isDone } = await trainer.train({ epoch: 4 }, 0);
      sliced.push(...logs);
      if (isDone) break;
    }
    expect(sliced).toEqual(whole.logs);
    expect(sliced.map(({ epoch, step }) => [epoch, step])).toEqual([
      [1, 25],
      [2, 50],
      [3, 75],
      [4, 100],
    ]);
  });

  it("goes on from a snapshot in the middle of a shuffled epoch as if it had not stopped", async () => {
    const input: ExperimentInput = {
      fit: { shuffle: true, batchSize: 32 },
      compile: { optimizer: { momentum: 0.9 } },
    };
    const whole = start(input);
    await whole.train({ step: 40 }, forever);
    const first = start(input);
    await first.train({ step: 19 }, forever);
    const second = start(input, await first.snapshot());
    await second.train({ step: 40 }, forever);
    expect(await second.snapshot()).toEqual(await whole.snapshot());
  });

  it("uses what is left as the last batch of an epoch", async () => {
    const trainer = start({ fit: { batchSize: 100 } });
    const { logs } = await trainer.train({ epoch: 2 }, forever);
    expect(logs.map(({ step }) => step)).toEqual([3, 6]);
  });

  it("stops in the middle of an epoch and says where it is", async () => {
    const { logs, isDone } = await start({}).train({ step: 5 }, forever);
    expect(isDone).toBe(true);
    expect(logs).toMatchObject([{ step: 5, epoch: 0.2 }]);
  });

  it("gives the length of the coming step beside that of the weights", async () => {
    const trainer = start({});
    const { relativeStep } = await trainer.evaluate();
    const before = await trainer.snapshot();
    await trainer.train({ step: 1 }, forever);
    const after = await trainer.snapshot();
    const moved = Math.hypot(...before.weights.map((w, i) => w - (after.weights[i] as number)));
    expect(relativeStep).toBeCloseTo(moved / Math.hypot(...before.weights), 12);
  });

  it("finds the same broken step when it is given no time at all", async () => {
    const input: ExperimentInput = {
      data: { name: "plane" },
      model: {
        layers: [
          { units: 4, activation: "linear" },
          { units: 1, activation: "linear" },
        ],
      },
      compile: { optimizer: { learningRate: 3 } },
    };
    const { divergedAtStep } = await start(input).train({ epoch: 9 }, forever);
    const hurried = start(input);
    let found: number | undefined;
    for (let slices = 0; found === undefined && slices < 1000; slices += 1) {
      found = (await hurried.train({ epoch: 9 }, 0)).divergedAtStep;
    }
    expect(found).toBe(divergedAtStep);
  });

  it("finds the step whose update breaks the run, and stands before it", async () => {
    const input: ExperimentInput = {
      data: { name: "plane" },
      model: {
        layers: [
          { units: 4, activation: "linear" },
          { units: 1, activation: "linear" },
        ],
      },
      compile: { optimizer: { learningRate: 3 } },
    };
    const trainer = start(input);
    const { divergedAtStep, isDone } = await trainer.train({ epoch: 200 }, forever);
    expect(isDone).toBe(false);
    const { step, weights } = await trainer.snapshot();
    expect(step).toBe((divergedAtStep as number) - 1);
    expect(weights.every(Number.isFinite)).toBe(true);
    const again = await trainer.train({ step: step + 1 }, forever);
    expect(again.divergedAtStep).toBe(divergedAtStep);
  });
});
