import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { getLoss } from "../losses";
import { computeLoss, predict } from "../network";
import { createReferenceStepper } from "../reference";
import { createTask, createTaskNetwork } from "../task";
import { createStart, createTrainer } from "../trainer";
import { computeLossSlice } from "./loss-slice";

describe("computeLossSlice(task, snapshot)", () => {
  const experiment = parseExperiment({ compile: { optimizer: { momentum: 0.9, nesterov: true } } });
  it("lands where the next step does, with momentum too, and starts at its own slope", async () => {
    const task = createTask(experiment);
    const trainer = createTrainer(task, createReferenceStepper);
    await trainer.train({ step: 7 }, Number.POSITIVE_INFINITY);
    const { multiples, losses, slope } = computeLossSlice(task, await trainer.snapshot());
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
    const task = createTask(
      parseExperiment({ model: { layers: [{ units: 64 }, { units: 64 }, { units: 1 }] } }),
    );
    const snapshot = createStart(task);
    const { losses } = computeLossSlice(task, snapshot);
    const loss = getLoss(task.compile.loss);
    const whole = computeLoss(createTaskNetwork(task), snapshot.weights, loss, task.dataset.train);
    expect(losses[0]).not.toBe(whole);
    // Some 25 examples are affordable. Their mean lies within three standard errors.
    const { x, y } = task.dataset.train;
    const squares = predict(createTaskNetwork(task), snapshot.weights, x).map(
      (output, row) => (0.5 * (output - (y[row] as number)) ** 2 - whole) ** 2,
    );
    const stddev = Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / squares.length);
    expect(Math.abs((losses[0] as number) - whole)).toBeLessThan((3 * stddev) / Math.sqrt(25));
  });
});
