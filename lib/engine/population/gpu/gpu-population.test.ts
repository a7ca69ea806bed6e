import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  type ActivationName,
  activationNames,
  type ExperimentInput,
  metricNames,
  parseExperiment,
} from "../../../experiment/experiment";
import { createReferenceStepper } from "../../reference";
import { createTask } from "../../task";
import { createTrainer, type Goal } from "../../trainer";
import { chromiumPath, openTestPage, type TestPage } from "./open-test-page";
import type { MemberOutcome, Outcome, Scenario } from "./run-in-browser";

const modulePath = "lib/engine/population/gpu/run-in-browser.ts";

/** The page's global object. */
interface WithTested {
  tested: typeof import("./run-in-browser");
}

const layouts = ["workgroup", "invocation"] as const;

type LossInput = NonNullable<NonNullable<ExperimentInput["compile"]>["loss"]>;
type OptimizerInput = NonNullable<NonNullable<ExperimentInput["compile"]>["optimizer"]>;

const losses: LossInput[] = [
  { name: "halfSquaredError" },
  { name: "meanSquaredError" },
  { name: "meanAbsoluteError" },
  { name: "huber", delta: 0.7 },
  { name: "binaryCrossentropy" },
  { name: "categoricalCrossentropy" },
  { name: "sparseCategoricalCrossentropy" },
];

const optimizers: OptimizerInput[] = [
  { name: "sgd", learningRate: 0.1 },
  { name: "sgd", momentum: 0.9, clipvalue: 0.02 },
  { name: "sgd", momentum: 0.9, nesterov: true, weightDecay: 0.1 },
  { name: "rmsprop", learningRate: 0.01 },
  { name: "rmsprop", learningRate: 0.01, centered: true, momentum: 0.5 },
  { name: "adagrad", learningRate: 0.1 },
  { name: "adadelta", learningRate: 1, clipnorm: 0.05 },
  { name: "adam", learningRate: 0.01, weightDecay: 0.01 },
  { name: "adam", learningRate: 0.01, amsgrad: true, globalClipnorm: 0.05 },
  { name: "adamax", learningRate: 0.01 },
  { name: "nadam", learningRate: 0.01 },
];

const schedules: NonNullable<ExperimentInput["fit"]>["schedule"][] = [
  { name: "constant" },
  { name: "cosineDecay", decaySteps: 20, warmupSteps: 2 },
  { name: "exponentialDecay", decaySteps: 3, decayRate: 0.5 },
];

const hiddenActivations = activationNames.filter((name) => name !== "softmax");

/** The activations that an output may have, of which `choice` takes one. */
function chooseOutput(loss: LossInput["name"], choice: number): ActivationName {
  if (loss === "binaryCrossentropy") return "sigmoid";
  if (loss?.endsWith("ategoricalCrossentropy")) return "softmax";
  return activationNames[choice % activationNames.length] as ActivationName;
}

/** Every activation with a third of the optimizers, and through both, in turn, all else. */
const matrix = hiddenActivations.flatMap((activation, i) =>
  optimizers.flatMap((optimizer, k) => {
    if ((i + k) % 3 !== 0) return [];
    const turn = Math.floor((i * optimizers.length + k) / 3);
    const loss = losses[(i + 2 * k) % losses.length] as LossInput;
    const output = chooseOutput(loss.name, turn);
    const layout = layouts[turn % 2] as (typeof layouts)[number];
    const experiment: ExperimentInput = {
      data: { name: "xor", samples: 40, noise: 0.1 },
      model: {
        layers: [
          {
            units: 4,
            activation,
            kernelRegularizer: turn % 3 === 0 ? { l1: 0.01, l2: 0.02 } : {},
          },
          { units: 3, activation: hiddenActivations[(i + k) % hiddenActivations.length] },
          { units: output === "softmax" ? 2 : 1, activation: output },
        ],
      },
      compile: { optimizer, loss, metrics: [...metricNames] },
      // 20 training examples: the last batch of an epoch has 6.
      fit: { batchSize: 7, shuffle: turn % 4 < 2, schedule: schedules[turn % schedules.length] },
    };
    const settings = Object.entries(optimizer).map(([name, value]) => `${name} ${value}`);
    return [
      {
        title: `${activation}, ${output}, ${loss.name}, ${settings.join(" ")}, by ${layout}`,
        experiment,
        layout,
      },
    ];
  }),
);

describe.skipIf(!chromiumPath)("createGpuPopulation(device, tasks) in Chromium", () => {
  let test: TestPage;

  beforeAll(async () => {
    test = await openTestPage(chromiumPath as string, modulePath);
    const hasAdapter = await test.page.evaluate(
      async () => !!(await navigator.gpu?.requestAdapter()),
    );
    expect(hasAdapter, "whether this Chromium has a WebGPU adapter").toBe(true);
  });

  afterAll(() => test?.close());

  const run = (scenario: Scenario): Promise<Outcome> =>
    test.page.evaluate(
      (plain) => (globalThis as unknown as WithTested).tested.runScenario(plain),
      scenario,
    );

  it.each(matrix)("makes the reference's steps: $title", async ({ experiment, layout }) => {
    const experiments = [1, 2].map((seed) => ({ ...experiment, seed }));
    const goal = { step: 4 };
    const outcome = await run({ experiments, options: { layout }, goals: [goal] });
    await expectReference(experiments, outcome, goal);
  });

  const shapes: [string, ExperimentInput][] = [
    ["one unit and batches of 1", { model: { layers: [{ units: 1 }] }, fit: { batchSize: 1 } }],
    ["no hidden layer, one batch", { model: { layers: [{ units: 1 }] }, fit: { batchSize: 20 } }],
    [
      "a softmax over a narrow layer",
      {
        model: { layers: [{ units: 1 }, { units: 2, activation: "softmax" }] },
        compile: { loss: { name: "meanSquaredError" } },
        fit: { batchSize: 3, shuffle: true },
      },
    ],
  ];

  it.each(shapes.flatMap(([name, shape]) => layouts.map((layout) => ({ name, shape, layout }))))(
    "makes the reference's steps: $name, by $layout",
    async ({ shape, layout }) => {
      const experiments = [1, 2].map((seed) => ({ ...shape, data: { samples: 40 }, seed }));
      const goal = { step: 4 };
      const outcome = await run({ experiments, options: { layout }, goals: [goal] });
      await expectReference(experiments, outcome, goal);
    },
  );

  it("makes the reference's steps: a wide network, a batch in several parts", async () => {
    const experiments = [1, 2].map((seed) => ({
      data: { name: "spiral" as const, samples: 160 },
      model: {
        layers: [
          { units: 40, activation: "relu" as const },
          { units: 33 },
          { units: 1, activation: "linear" as const },
        ],
      },
      compile: { optimizer: { name: "adam" as const } },
      fit: { batchSize: 70 },
      seed,
    }));
    const goal = { step: 2 };
    const outcome = await run({ experiments, goals: [goal] });
    await expectReference(experiments, outcome, goal);
  });

  it.each(layouts)("gives each member its own numbers, by %s", async (layout) => {
    const base: ExperimentInput = {
      data: { name: "circle", samples: 40 },
      model: { layers: [{ units: 3 }, { units: 1 }] },
    };
    const experiments: ExperimentInput[] = [
      [0.03, 0, 0, 3, 1],
      [0.3, 0.9, 0.01, 20, 0.5],
      [0.1, 0.5, 0.02, 7, 2],
    ].map(([learningRate, momentum, l2, batchSize, delta], index) => ({
      ...base,
      data: { ...base.data, noise: index / 10 },
      model: { layers: [{ units: 3, kernelRegularizer: { l1: l2, l2 } }, { units: 1 }] },
      compile: {
        optimizer: { name: "sgd", learningRate, momentum, clipnorm: delta },
        loss: { name: "huber", delta },
      },
      fit: { batchSize },
      seed: index,
    }));
    const goal = { epoch: 2 };
    const outcome = await run({ experiments, options: { layout }, goals: [goal] });
    await expectReference(experiments, outcome, goal);
    expect(outcome.final.epoch).toBe(2);
  });

  const lively: ExperimentInput = {
    data: { name: "xor", samples: 40 },
    model: { layers: [{ units: 4 }, { units: 1 }] },
    compile: { optimizer: { name: "adam", learningRate: 0.01 }, metrics: ["accuracy"] },
    fit: { batchSize: 7, shuffle: true },
  };
  const seeds = (count: number, experiment = lively) =>
    Array.from({ length: count }, (_, seed) => ({ ...experiment, seed }));

  it.each(layouts)("repeats itself to the byte, stopped or not, by %s", async (layout) => {
    const experiments = [...seeds(3), { ...lively, seed: 1 }];
    const straight = await run({ experiments, options: { layout }, goals: [{ step: 40 }] });
    expect(straight.members[3]).toEqual(straight.members[1]);

    const goals: Goal[] = [{ step: 1 }, { step: 11 }, { epoch: 5 }, { step: 40 }];
    const stopped = await run({ experiments, options: { layout }, goals, readAt: [2, 3] });
    expect(stopped.members).toEqual(straight.members);
    expect(stopped.readings.map(({ epoch }) => epoch)).toEqual([2, 3]);

    const reopened = await run({ experiments, options: { layout }, goals, reopens: true });
    expect(reopened.members).toEqual(straight.members);
  });

  it.each(layouts)("trains in several groups as in one, by %s", async (layout) => {
    const experiments = seeds(5);
    const goals = [{ epoch: 3 }];
    const whole = await run({ experiments, options: { layout }, goals, readAt: [1] });
    const split = await run({ experiments, options: { layout, groupSize: 2 }, goals, readAt: [1] });
    expect(split).toEqual(whole);
  });

  it.each(layouts)("keeps equal units equal, by %s", async (layout) => {
    const same = { name: "constant", value: 0.3 } as const;
    const units = 7;
    const experiment: ExperimentInput = {
      data: { samples: 40 },
      model: {
        layers: [
          { units, kernelInitializer: same },
          { units, kernelInitializer: same },
          { units: 1, kernelInitializer: same },
        ],
      },
    };
    const outcome = await run({
      experiments: [experiment],
      options: { layout },
      goals: [{ step: 30 }],
    });
    const { weights } = outcome.members[0] as MemberOutcome;
    const firstKernel = weights.slice(0, 2 * units);
    expect(new Set(firstKernel.slice(0, units)).size).toBe(1);
    expect(new Set(firstKernel.slice(units)).size).toBe(1);
    // The second layer's kernel, the third's, and both biases between them.
    const second = weights.slice(3 * units, 3 * units + units * units);
    expect(new Set(second).size).toBe(1);
    expect(new Set(weights.slice(-units - 1, -1)).size).toBe(1);
  });

  it.each(layouts)(
    "tells a diverged member, and leaves the others alone, by %s",
    async (layout) => {
      const calm: ExperimentInput = {
        data: { samples: 40 },
        model: {
          layers: [
            { units: 4, activation: "relu" },
            { units: 1, activation: "linear" },
          ],
        },
        compile: { metrics: ["accuracy"] },
      };
      const wild = { ...calm, compile: { ...calm.compile, optimizer: { learningRate: 1000 } } };
      const goals = [{ step: 60 }];
      const alone = await run({ experiments: seeds(2, calm), options: { layout }, goals });
      const [first, second] = seeds(2, calm) as [ExperimentInput, ExperimentInput];
      const mixed = await run({ experiments: [first, wild, second], options: { layout }, goals });
      expect([mixed.members[0], mixed.members[2]]).toEqual(alone.members);
      expect(mixed.final.loss).toEqual([alone.final.loss[0], Number.NaN, alone.final.loss[1]]);
      expect(mixed.final.metrics.accuracy?.[1]).toBeNaN();
      expect(mixed.final.testLoss[1]).toBeNaN();
    },
  );

  it("gives the engine each member's results, and the speed of each layout", async () => {
    const brief = { ...lively, fit: { ...lively.fit, epochs: 3 } };
    const through = (experiments: ExperimentInput[]) =>
      test.page.evaluate(
        (plain) => (globalThis as unknown as WithTested).tested.runThroughInterface(plain),
        experiments,
      );
    const { results, speeds } = await through(seeds(2, brief));
    const { final } = await run({ experiments: seeds(2, brief), goals: [{ epoch: 3 }] });
    expect(results).toEqual(
      [0, 1].map((index) => ({
        loss: final.loss[index],
        testLoss: final.testLoss[index],
        metrics: { accuracy: final.metrics.accuracy?.[index] },
        testMetrics: { accuracy: final.testMetrics.accuracy?.[index] },
      })),
    );
    expect(speeds.map(({ layout }) => layout).toSorted()).toEqual(["invocation", "workgroup"]);
    for (const { updatesPerSecond } of speeds) expect(updatesPerSecond).toBeGreaterThan(0);
  });

  it("stops at a signal, works on one thing at a time, and rejects when the device is lost", async () => {
    const result = await test.page.evaluate(
      (experiment) => (globalThis as unknown as WithTested).tested.runInterruptions(experiment),
      lively,
    );
    expect(result.second).toBe(
      "evaluate: expected a population at rest, but it is at work already.",
    );
    expect(result.isDone).toBe(false);
    expect(result.step).toBeGreaterThan(0);
    expect(result.lost).toBe("population: the graphics device was lost (it was closed).");
  });
});

/**
 * Compares each member with the float64 reference from the same start: the way it went within 1e-5 of
 * its length, besides the rounding of the weights to float32 in each step.
 */
async function expectReference(
  experiments: readonly ExperimentInput[],
  { members, final }: Outcome,
  goal: Goal,
) {
  for (const [index, experiment] of experiments.entries()) {
    const trainer = createTrainer(createTask(parseExperiment(experiment)), createReferenceStepper);
    const start = await trainer.snapshot();
    await trainer.train(goal, Number.POSITIVE_INFINITY);
    const { weights, slots, ...place } = await trainer.snapshot();
    const measured = await trainer.evaluate();
    const member = members[index] as MemberOutcome;
    const { weights: ownWeights, slots: ownSlots, ...ownPlace } = member;
    expect(ownPlace).toEqual(place);

    const way = distance(weights, start.weights);
    const rounding = place.step * 2 ** -24 * distance(weights, []);
    expect(distance(ownWeights, weights)).toBeLessThan(1e-5 * way + rounding);
    expect(distance(ownSlots, slots)).toBeLessThanOrEqual(1e-5 * distance(slots, []));
    expect(relative(final.loss[index], measured.loss)).toBeLessThan(1e-5);
    expect(relative(final.testLoss[index], measured.testLoss)).toBeLessThan(1e-5);
    for (const [own, wanted] of [
      [final.metrics, measured.metrics],
      [final.testMetrics, measured.testMetrics],
    ] as const) {
      for (const [name, value] of Object.entries(wanted ?? {})) {
        expect(own[name]?.[index]).toBeCloseTo(value, 5);
      }
    }
  }
}

function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return Math.hypot(...Array.from(a, (value, i) => value - (b[i] ?? 0)));
}

function relative(value: number | undefined, wanted: number): number {
  return Math.abs((value ?? Number.NaN) - wanted) / Math.abs(wanted);
}
