import { afterAll, describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { openStartPool } from "./start-pool";
import { trainStartsInNode } from "./train-starts";

describe("openStartPool(threads)", () => {
  const pool = openStartPool(2);
  afterAll(() => pool.close());

  it("tells of every seed, in their order, what training it alone would", async () => {
    const experiment = parseExperiment({ fit: { epochs: 3 } });
    const seeds = Array.from({ length: 120 }, (_, index) => 7 * index + 1);
    const measured = await pool.measure(experiment, seeds);
    const runs = await trainStartsInNode(experiment, seeds);
    expect(measured).toEqual(runs.map(({ loss, testLoss }) => ({ loss, testLoss })));
  });

  it("rejects with the engine's sentence what it cannot train, and goes on", async () => {
    const sound = parseExperiment({ fit: { epochs: 1 } });
    // No Experiment that parses is refused; this one is made to be.
    const impossible = {
      ...sound,
      compile: { ...sound.compile, loss: { name: "binaryCrossentropy" as const } },
    };
    await expect(pool.measure(impossible, [1])).rejects.toThrow("expected a probability");
    expect(await pool.measure(sound, [1])).toHaveLength(1);
  });
});

describe("trainStartsInNode(experiment, seeds)", () => {
  it("keeps every epoch from the start on", async () => {
    const experiment = parseExperiment({ fit: { epochs: 4 } });
    const [run] = await trainStartsInNode(experiment, [11]);
    expect(run?.seed).toBe(11);
    expect(run?.history.map(({ epoch }) => epoch)).toEqual([0, 1, 2, 3, 4]);
    expect(run?.history.at(-1)?.testLoss).toBe(run?.testLoss);
  });
});
