import { beforeAll, describe, expect, it } from "vitest";
import { createDenseStepper } from "@/lib/engine/dense/stepper";
import { type Examination, examine } from "@/lib/engine/probes/examination";
import { createTask } from "@/lib/engine/task";
import { createTrainer, type LogEntry } from "@/lib/engine/trainer";
import { type IllnessId, illnessIds } from "@/lib/exercises/diagnose/illness";
import { drawPatient } from "@/lib/exercises/diagnose/illnesses";
import { loadModules } from "@/lib/exercises/node/train-starts";
import type { Experiment } from "@/lib/experiment/experiment";
import {
  describeBatches,
  describeCopies,
  describeGradients,
  describeIdle,
  describeLosses,
  describeNeighbours,
  describeRanges,
  describeSteps,
  describeValues,
} from "./describe";

interface Seen {
  experiment: Experiment;
  before: Examination;
  logs: LogEntry[];
  stoppedAtStep: number | null;
}

/** A network of each illness, before training and with its whole run, as the page shows it. */
const patients = new Map<IllnessId, Seen[]>();

async function look(experiment: Experiment): Promise<Seen> {
  const modules = await loadModules();
  const task = createTask(experiment);
  const trainer = createTrainer(task, (dense) => createDenseStepper(dense, modules));
  const before = examine(experiment, task, await trainer.snapshot());
  const logs = [await trainer.evaluate()];
  const slice = await trainer.train({ epoch: experiment.fit.epochs }, Number.POSITIVE_INFINITY);
  trainer.dispose();
  logs.push(...slice.logs);
  return { experiment, before, logs, stoppedAtStep: slice.divergedAtStep ?? null };
}

beforeAll(async () => {
  for (const id of illnessIds) {
    const seen: Seen[] = [];
    for (const reader of [1, 2, 3]) {
      seen.push(await look(drawPatient(reader, "test", [id]).experiment));
    }
    patients.set(id, seen);
  }
});

const describeNetwork = ({ before, experiment }: Seen) => {
  const { network } = before;
  const { layers } = experiment.model;
  return [
    describeValues(network),
    describeIdle(network, layers),
    describeGradients(network),
    describeSteps(network),
  ]
    .join(" ")
    .replaceAll("\u00a0", " ");
};
const describeData = ({ before: { data }, experiment }: Seen) =>
  [
    describeNeighbours(data),
    describeRanges(data),
    describeBatches(data, experiment.fit.epochs),
    describeCopies(data),
  ]
    .join(" ")
    .replaceAll("\u00a0", " ");
const describeRun = ({ logs, stoppedAtStep }: Seen) => describeLosses(logs, stoppedAtStep);

const silent = /Every unit of layers 1 and 2 gives 0 for every point/;

/** Where each illness shows, and nobody else has it. */
const signs: Record<IllnessId, (seen: Seen) => boolean> = {
  "rate-too-high": (seen) =>
    /by (\d{3,}|[6-9]\d(\.\d)?) % of their length/.test(describeNetwork(seen)),
  "batch-too-large": (seen) =>
    /The one batch of each epoch holds all 250 training points\. That makes 60 steps/.test(
      describeData(seen),
    ),
  "zero-weights": (seen) =>
    silent.test(describeNetwork(seen)) && /All weights are 0/.test(describeNetwork(seen)),
  "saturated-sigmoids": (seen) =>
    /[789]\d % of the values of layer 1, [5-9]\d % of the values of layer 2/.test(
      describeNetwork(seen),
    ) && !/goes from −\d\d/.test(describeData(seen)),
  "dead-relus": (seen) =>
    silent.test(describeNetwork(seen)) && !/All weights are 0/.test(describeNetwork(seen)),
  "too-deep-for-sigmoid": (seen) =>
    /in layer 1 of .* × 10⁻[⁵⁶⁷⁸⁹]: smaller by a factor of/.test(describeNetwork(seen)) &&
    !/an end of the activation/.test(describeNetwork(seen)),
  "unsuitable-loss": (seen) =>
    /100 % of the outputs lie within/.test(describeNetwork(seen)) &&
    /gradients lie between .* × 10⁻[⁴⁵⁶] and/.test(describeNetwork(seen)),
  "unscaled-input": (seen) => /x₁ goes from −\d{3,4} to \d{3,4}/.test(describeData(seen)),
  "shuffled-labels": (seen) => /, [45]\d % have a nearest neighbour/.test(describeData(seen)),
  "forgotten-shuffle": (seen) =>
    /(99|149|All) of them hold one class only/.test(describeData(seen)),
  "leaking-test-data": (seen) => /test points are also training points/.test(describeData(seen)),
  overfitting: (seen) => /at epoch \d+ it was/.test(describeRun(seen)) && rises(seen),
};

/** The test loss is far above the training loss, and was lower once, when something had been learned. */
function rises({ logs }: Seen): boolean {
  const last = logs.at(-1) as LogEntry;
  const best = Math.min(...logs.map(({ testLoss }) => testLoss));
  return last.loss < best && best < 0.15 && last.testLoss > 1.2 * best;
}

describe("what the probes say", () => {
  it.each(illnessIds)("shows %s, in the networks that have it", (id) => {
    for (const seen of patients.get(id) ?? []) {
      const words = [describeData(seen), describeRun(seen), describeNetwork(seen)].join("\n");
      expect(signs[id](seen), words).toBe(true);
    }
  });

  it.each(illnessIds)("shows no sign of another illness where there is %s", (id) => {
    for (const seen of patients.get(id) ?? []) {
      const shown = illnessIds.filter((other) => signs[other](seen));
      expect(shown).toEqual([id]);
    }
  });
});

describe("describeLosses(logs, stoppedAtStep)", () => {
  const entry = (epoch: number, loss: number, testLoss = loss): LogEntry => ({
    step: epoch * 25,
    epoch,
    loss,
    testLoss,
    relativeStep: 0,
  });

  it("says at which step a run broke off", () => {
    expect(describeLosses([entry(0, 0.5)], 7)).toBe(
      "The loss broke off: after step 7 it is no number any more. It began at 0.5.",
    );
  });

  it("counts the epochs in which the loss rose, where it did not get far", () => {
    const logs = [0.5, 0.9, 0.4, 0.8, 0.6].map((loss, epoch) => entry(epoch, loss));
    expect(describeLosses(logs, null)).toBe(
      "The training loss goes from 0.5 to 0.6 in 4 epochs, and rises in 2 of them. The test loss ends at 0.6; at epoch 2 it was 0.4.",
    );
  });

  it("says nothing of a run that has not begun", () => {
    expect(describeLosses([], null)).toBe("");
  });
});
