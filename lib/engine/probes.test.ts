import { describe, expect, it } from "vitest";
import { createDataset } from "../data/dataset";
import { parseExperiment } from "../experiment/experiment";
import { Batches } from "./batches";
import { computeLoss, createNetwork, drawWeights } from "./network";
import { computeField, computeLossSlice } from "./probes";
import { createReferenceStepper } from "./reference";
import { createTrainer } from "./trainer";

describe("computeField(experiment, weights, size)", () => {
  it("runs over the plane row by row from the bottom left, edges included", () => {
    // One linear unit that adds x1 + 10·x2.
    const experiment = parseExperiment({ model: { layers: [{ units: 1, activation: "linear" }] } });
    const field = computeField(experiment, Float64Array.of(1, 10, 0), 3);
    expect([...field]).toEqual([-66, -60, -54, -6, 0, 6, 54, 60, 66]);
  });

  it("samples a large network more coarsely", () => {
    const sizeOf = (units: number) => {
      const layers = [{ units }, { units }, { units: 1 }];
      const experiment = parseExperiment({ model: { layers } });
      return Math.sqrt(computeField(experiment, drawWeights(experiment)).length);
    };
    expect(sizeOf(4)).toBe(48);
    expect(sizeOf(128)).toBeLessThan(48);
  });
});

describe("computeLossSlice(experiment, snapshot, train, rows)", () => {
  const experiment = parseExperiment({ compile: { optimizer: { momentum: 0.9, nesterov: true } } });
  const { train } = createDataset(experiment);

  it("lands where the next step does, with momentum too, and starts at its own slope", async () => {
    const trainer = createTrainer(experiment, createReferenceStepper);
    await trainer.train({ step: 7 }, Number.POSITIVE_INFINITY);
    const { multiples, losses, slope } = (await trainer.probe(4)).slice;
    const now = await trainer.evaluate();
    await trainer.train({ step: 8 }, Number.POSITIVE_INFINITY);
    const after = await trainer.evaluate();
    expect(losses[0]).toBeCloseTo(now.loss, 12);
    expect(losses[multiples.indexOf(1)]).toBeCloseTo(after.loss, 12);
    // The first interval is a tenth of a step: its chord differs from the slope by the curvature only.
    const chord = ((losses[1] as number) - (losses[0] as number)) / (multiples[1] as number);
    expect(Math.abs(chord - slope)).toBeLessThan(0.05 * Math.abs(slope));
  });

  it("uses fewer training points where all of them would take too long", () => {
    const large = parseExperiment({
      model: { layers: [{ units: 64 }, { units: 64 }, { units: 1 }] },
    });
    const weights = drawWeights(large);
    const state = { weights, velocity: new Float32Array(weights.length) };
    const { losses } = computeLossSlice(large, state, train, new Batches(train.count, large).next);
    const whole = computeLoss(createNetwork(large), weights, train);
    expect(losses[0]).not.toBe(whole);
    expect(Math.abs((losses[0] as number) / whole - 1)).toBeLessThan(0.3);
  });
});
