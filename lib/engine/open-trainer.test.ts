import { beforeEach, describe, expect, it, vi } from "vitest";
import { type ExperimentInput, parseExperiment } from "../experiment/experiment";
import { openTrainer } from "./open-trainer";
import { createTask } from "./task";
import { createStart } from "./trainer";

const loadDense = vi.hoisted(() => vi.fn());
vi.mock("./dense/load", () => ({ loadDense }));

const createTaskOf = (input: ExperimentInput) => createTask(parseExperiment(input));
const onDeviceLost = () => {};

beforeEach(() => {
  // As where a computer has not the address space that the memory asks for.
  loadDense
    .mockReset()
    .mockRejectedValue(new RangeError("WebAssembly.Memory(): could not allocate memory"));
});

describe("openTrainer(task, options)", () => {
  it("trains on the next path where WebAssembly has no room, and says why", async () => {
    const { trainer, plan } = await openTrainer(createTaskOf({}), { onDeviceLost });
    expect(plan).toMatchObject({ path: "tfjs", device: "cpu" });
    expect(plan.reason).toContain("could not allocate memory");
    const { logs } = await trainer.train({ epoch: 1 }, Number.POSITIVE_INFINITY);
    expect(logs).toHaveLength(1);
    trainer.dispose();
  });

  it("refuses a snapshot of another network, or of another optimizer, before any training", async () => {
    const snapshot = createStart(createTaskOf({}));
    for (const other of [
      { model: { layers: [{ units: 5 }, { units: 1 }] } },
      { compile: { optimizer: { name: "adam" } } },
    ] satisfies ExperimentInput[]) {
      const opened = openTrainer(createTaskOf(other), { snapshot, onDeviceLost });
      await expect(opened).rejects.toThrow(
        /^snapshot: expected \d+ weights and .* but got .* Reset/,
      );
    }
    expect(loadDense).not.toHaveBeenCalled();
  });
});
