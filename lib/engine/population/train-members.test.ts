import { describe, expect, it } from "vitest";
import { type ExperimentInput, parseExperiment } from "../../experiment/experiment";
import { loadDenseInNode } from "../dense/load-node";
import { createDenseStepper } from "../dense/stepper";
import { createTask } from "../task";
import { createTrainer } from "../trainer";
import { trainMember, trainWithHistory } from "./train-members";

describe("trainWithHistory(member, modules)", () => {
  it("ends as without a history, and keeps every epoch", async () => {
    const modules = await loadDenseInNode();
    const member = parseExperiment({ seed: 7, fit: { epochs: 20 } });
    const { history, ...result } = await trainWithHistory(member, modules);
    expect(result).toEqual(await trainMember(member, modules));
    expect(history?.map(({ epoch }) => epoch)).toEqual(Array.from({ length: 21 }, (_, i) => i));
    expect(history?.at(-1)).toMatchObject({ loss: result.loss, testLoss: result.testLoss });
  });

  it("says that a run broke off, and keeps what came before", async () => {
    const layers = [2, 1].map((units) => ({ units, activation: "linear" as const }));
    const member = parseExperiment({
      data: { name: "plane" },
      model: { layers },
      compile: { optimizer: { learningRate: 3 } },
      fit: { epochs: 20 },
    });
    const { loss, history } = await trainWithHistory(member, await loadDenseInNode());
    expect(loss).toBeNaN();
    expect(history?.every((entry) => Number.isFinite(entry.loss))).toBe(true);
  });
});

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
