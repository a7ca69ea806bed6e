import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { createReferenceStepper } from "./reference";
import { createTask } from "./task";
import { createTrainer, type Snapshot } from "./trainer";

const forever = Number.POSITIVE_INFINITY;

function start(input: ExperimentInput, snapshot?: Snapshot) {
  return createTrainer(createTask(parseExperiment(input)), createReferenceStepper, snapshot);
}

describe("createTrainer(task, createStepper)", () => {
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

  it.each<[string, ExperimentInput]>([
    [
      "dropout",
      { model: { layers: [{ units: 8, dropout: 0.5 }, { units: 4, dropout: 0.2 }, { units: 1 }] } },
    ],
    ["Nadam", { compile: { optimizer: { name: "nadam", learningRate: 0.01 } } }],
    ["AMSGrad", { compile: { optimizer: { name: "adam", amsgrad: true, clipnorm: 0.1 } } }],
    [
      "a schedule",
      { fit: { schedule: { name: "exponentialDecay", decaySteps: 10, decayRate: 0.5 } } },
    ],
  ])("goes on from a snapshot with %s as if it had not stopped", async (_, input) => {
    const whole = start(input);
    await whole.train({ step: 40 }, forever);
    const first = start(input);
    await first.train({ step: 19 }, forever);
    const second = start(input, await first.snapshot());
    await second.train({ step: 40 }, forever);
    expect(await second.snapshot()).toEqual(await whole.snapshot());
    expect(await second.evaluate()).toEqual(await whole.evaluate());
  });

  it("drops other units in every step, and none when it measures", async () => {
    const model = { layers: [{ units: 8 }, { units: 1 }] };
    const dropping = { layers: [{ units: 8, dropout: 0.5 }, { units: 1 }] };
    const [plain, dropped] = [start({ model }), start({ model: dropping })];
    const [before, beforeDropped] = [await plain.evaluate(), await dropped.evaluate()];
    expect(beforeDropped.loss).toBe(before.loss);
    expect(await dropped.evaluate()).toEqual(beforeDropped);
    for (const trainer of [plain, dropped]) await trainer.train({ step: 1 }, forever);
    expect((await dropped.snapshot()).weights).not.toEqual((await plain.snapshot()).weights);
  });

  it("measures what is asked for, on both sets, in every entry", async () => {
    const metrics = ["accuracy", "meanSquaredError"] as const;
    const trainer = start({
      data: { name: "gauss" },
      model: { layers: [{ units: 1 }] },
      compile: { metrics: [...metrics] },
    });
    const before = await trainer.evaluate();
    expect(Object.keys(before.metrics ?? {})).toEqual(metrics);
    const { logs } = await trainer.train({ epoch: 3 }, forever);
    expect(logs).toHaveLength(3);
    for (const { loss, testLoss, metrics, testMetrics } of logs) {
      // The loss is ½(o − t)², so half the mean squared error.
      expect(metrics?.meanSquaredError).toBeCloseTo(2 * loss, 12);
      expect(testMetrics?.meanSquaredError).toBeCloseTo(2 * testLoss, 12);
      expect(metrics?.accuracy).toBeGreaterThan(0.9);
      expect(testMetrics?.accuracy).toBeGreaterThan(0.9);
    }
    expect((await start({}).evaluate()).metrics ?? {}).toEqual({});
  });

  it("follows the schedule from step to step", async () => {
    // A warm-up over one step: the first update moves nothing, the second as without it.
    const warm = start({ fit: { schedule: { name: "warmup", warmupSteps: 1 } } });
    const before = await warm.snapshot();
    await warm.train({ step: 1 }, forever);
    const resting = await warm.snapshot();
    expect([...resting.weights]).toEqual([...before.weights]);
    expect((await warm.evaluate()).relativeStep).toBeGreaterThan(0);
    const plain = start({}, resting);
    for (const trainer of [warm, plain]) await trainer.train({ step: 5 }, forever);
    expect(await warm.snapshot()).toEqual(await plain.snapshot());
  });

  it("shrinks the weights by a regularizer, and leaves it out of the loss", async () => {
    const layers = (l2: number) => [
      { units: 4, kernelRegularizer: { l2 } },
      { units: 1, kernelRegularizer: { l2 } },
    ];
    const [plain, decayed] = [0, 0.05].map((l2) => start({ model: { layers: layers(l2) } }));
    if (!plain || !decayed) throw new Error("Two runs were started.");
    expect((await decayed.evaluate()).loss).toBe((await plain.evaluate()).loss);
    const lengths = [];
    for (const trainer of [plain, decayed]) {
      await trainer.train({ epoch: 40 }, forever);
      lengths.push(Math.hypot(...(await trainer.snapshot()).weights));
    }
    expect(lengths[1]).toBeLessThan(lengths[0] as number);
  });

  it.each<[string, ExperimentInput]>([
    [
      "binary cross-entropy",
      {
        model: { layers: [{ units: 4 }, { units: 1, activation: "sigmoid" }] },
        compile: { loss: { name: "binaryCrossentropy" } },
      },
    ],
    [
      "categorical cross-entropy",
      {
        model: { layers: [{ units: 4 }, { units: 2, activation: "softmax" }] },
        compile: { loss: { name: "categoricalCrossentropy" } },
      },
    ],
    [
      "sparse categorical cross-entropy",
      {
        model: { layers: [{ units: 4 }, { units: 2, activation: "softmax" }] },
        compile: { loss: { name: "sparseCategoricalCrossentropy" } },
      },
    ],
  ])("learns the circle with Adam and %s", async (_, { model, compile }) => {
    const trainer = start({
      model,
      compile: {
        ...compile,
        optimizer: { name: "adam", learningRate: 0.02 },
        metrics: ["accuracy"],
      },
    });
    const { logs } = await trainer.train({ epoch: 40 }, forever);
    expect(logs.at(-1)?.testMetrics?.accuracy).toBeGreaterThan(0.95);
    expect(logs.at(-1)?.testLoss).toBeLessThan(0.2);
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

  it.each<[string, ExperimentInput]>([
    ["plain descent", {}],
    ["dropout", { model: { layers: [{ units: 8, dropout: 0.5 }, { units: 1 }] } }],
    ["Adam", { compile: { optimizer: { name: "adam", weightDecay: 0.1 } } }],
  ])("gives the length of the coming step beside that of the weights: %s", async (_, input) => {
    const trainer = start(input);
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
