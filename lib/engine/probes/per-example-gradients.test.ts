import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { createTask, type Task } from "../task";
import { createStart } from "../trainer";
import { computeComingStep } from "./coming-step";
import { computePerExampleGradients } from "./per-example-gradients";

describe("computePerExampleGradients(task, snapshot)", () => {
  it("agrees with a unit worked out by hand", () => {
    // o = 2x + 1, loss ½(o − t)²: ∂w = (o − t)x, ∂b = o − t.
    const examples = { count: 3, x: Float32Array.of(1, -1, 3), y: Float32Array.of(0, 0, 5) };
    const task: Task = {
      ...parseExperiment({
        model: { layers: [{ units: 1, activation: "linear" }] },
        fit: { batchSize: 2 },
      }),
      dataset: { train: examples, test: examples },
    };
    const weights = Float64Array.of(2, 1);
    const start = { ...createStart(task), weights };
    const { batch, gradients, mean } = computePerExampleGradients(task, start);
    expect([...batch.rows]).toEqual([0, 1]);
    expect([...gradients]).toEqual([3, 3, 1, -1]);
    expect([...mean]).toEqual([2, 1]);
    const later = computePerExampleGradients(task, { ...start, offset: 2, step: 1 });
    expect([...later.batch.rows]).toEqual([2]);
    expect([...later.gradients]).toEqual([6, 2]);
  });

  it("has the gradient of the coming step as its mean, with dropout and regularizers too", () => {
    const kernelRegularizer = { l1: 0.01, l2: 0.02 };
    const task = createTask(
      parseExperiment({
        model: {
          layers: [{ units: 8, dropout: 0.4, kernelRegularizer }, { units: 3 }, { units: 1 }],
        },
        fit: { batchSize: 32, shuffle: true },
      }),
    );
    const start = { ...createStart(task), step: 5 };
    const { gradient } = computeComingStep(task, start);
    const { gradients, mean, batch } = computePerExampleGradients(task, start);
    expect(gradients).toHaveLength(32 * gradient.length);
    expect(batch.size).toBe(32);
    for (const [i, slope] of gradient.entries()) expect(mean[i]).toBeCloseTo(slope, 14);
  });

  it("takes evenly chosen examples of a batch that would take too long", () => {
    const task = createTask(
      parseExperiment({
        data: { samples: 20_000, testFraction: 0.1 },
        model: { layers: [{ units: 40 }, { units: 1 }] },
        fit: { batchSize: 18_000 },
      }),
    );
    const { batch, gradients } = computePerExampleGradients(task, createStart(task));
    expect(batch.size).toBe(18_000);
    expect(batch.rows.length).toBeLessThan(18_000);
    expect(gradients).toHaveLength(batch.rows.length * 161);
  });

  it("refuses a network of 200 weights or more, and says why", () => {
    const create = (units: number) =>
      createTask(parseExperiment({ model: { layers: [{ units }, { units: 1 }] } }));
    // 4·units + 1 weights.
    const small = create(49);
    expect(() => computePerExampleGradients(small, createStart(small))).not.toThrow();
    const large = create(50);
    expect(() => computePerExampleGradients(large, createStart(large))).toThrow(
      new RangeError(
        "computePerExampleGradients: expected a network of fewer than 200 weights, since a gradient is kept for each example, but got 201. Use fewer units, or computeLayerStatistics.",
      ),
    );
  });
});
