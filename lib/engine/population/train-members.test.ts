import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { loadDenseInNode } from "../dense/load-node";
import { createDenseStepper } from "../dense/stepper";
import { createTask } from "../task";
import { createTrainer } from "../trainer";
import { trainMember } from "./train-members";

describe("trainMember(member, modules)", () => {
  it.each<[string, ExperimentInput]>([
    ["in order", {}],
    ["shuffled, with ragged batches", { fit: { shuffle: true, batchSize: 32 } }],
    ["with dropout", { model: { layers: [{ units: 8, dropout: 0.3 }, { units: 1 }] } }],
    [
      "with a schedule, and Nadam",
      {
        compile: { optimizer: { name: "nadam" }, metrics: ["accuracy"] },
        fit: { schedule: { name: "oneCycle", totalSteps: 500 } },
      },
    ],
  ])("ends in the numbers of the same run alone: %s", async (_, input) => {
    const modules = await loadDenseInNode();
    const member = parseExperiment({ ...input, seed: 7, fit: { ...input.fit, epochs: 20 } });
    const alone = createTrainer(createTask(member), (task) => createDenseStepper(task, modules));
    const { logs } = await alone.train({ epoch: 20 }, Number.POSITIVE_INFINITY);
    const { loss, testLoss, metrics, testMetrics } = logs.at(-1) ?? {};
    alone.dispose();
    expect(await trainMember(member, modules)).toEqual({
      loss,
      testLoss,
      metrics,
      testMetrics,
    });
  });
});
