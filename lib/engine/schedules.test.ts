import { describe, expect, it } from "vitest";
import { parseExperiment } from "../experiment/experiment";
import { computeLearningRate } from "./schedules";

/** The rates at some steps, from a learning rate of 0.1, with what the schedule leaves out filled in. */
function rates(input: object, ...steps: number[]): number[] {
  const { schedule } = parseExperiment({ fit: { schedule: input } }).fit;
  return steps.map((step) => computeLearningRate(schedule, 0.1, step));
}

function expectClose(actual: readonly number[], expected: readonly number[]) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, value] of expected.entries()) expect(actual[i]).toBeCloseTo(value, 14);
}

// Formulas: keras/src/optimizers/schedules/learning_rate_schedule.py of Keras 3, except one-cycle and
// warm-up.
describe("computeLearningRate(schedule, learningRate, step)", () => {
  it("constant: the learning rate", () => {
    expect(rates({ name: "constant" }, 0, 1, 1e9)).toEqual([0.1, 0.1, 0.1]);
  });

  it("inverse time: α / (1 + rate·step/decaySteps)", () => {
    const schedule = { name: "inverseTimeDecay", decaySteps: 10, decayRate: 3 };
    // 0.1/1, 0.1/(1 + 1.5), 0.1/4, 0.1/(1 + 300).
    expectClose(rates(schedule, 0, 5, 10, 1000), [0.1, 0.04, 0.025, 0.1 / 301]);
    // In steps of 10: 0.1, 0.1, 0.1/4, 0.1/4, 0.1/7.
    const stairs = { ...schedule, staircase: true };
    expectClose(rates(stairs, 0, 9, 10, 19, 20), [0.1, 0.1, 0.025, 0.025, 0.1 / 7]);
  });

  it("exponential: α·rate^(step/decaySteps)", () => {
    const schedule = { name: "exponentialDecay", decaySteps: 10, decayRate: 0.25 };
    // 0.25^0, 0.25^½ = ½, 0.25, 0.25².
    expectClose(rates(schedule, 0, 5, 10, 20), [0.1, 0.05, 0.025, 0.00625]);
    const stairs = { ...schedule, staircase: true };
    expectClose(rates(stairs, 0, 9, 10, 19, 20), [0.1, 0.1, 0.025, 0.025, 0.00625]);
  });

  it("piecewise: a boundary is the last step of its piece", () => {
    const schedule = {
      name: "piecewiseConstantDecay",
      boundaries: [3, 7],
      factors: [1, 0.5, 0.1],
    };
    expectClose(rates(schedule, 0, 3, 4, 7, 8, 1e9), [0.1, 0.1, 0.05, 0.05, 0.01, 0.01]);
  });

  it("polynomial: (α − end)·(1 − step/decaySteps)^power + end", () => {
    const schedule = {
      name: "polynomialDecay",
      decaySteps: 10,
      endLearningRate: 0.02,
      power: 2,
    };
    // 0.08·1 + 0.02, 0.08·¼ + 0.02, then the end for ever.
    expectClose(rates(schedule, 0, 5, 10, 11, 1000), [0.1, 0.04, 0.02, 0.02, 0.02]);
    // With cycles the span is 10 up to step 10, then 20, then 30:
    // at 15 0.08·(1 − 15/20)² + 0.02, at 20 the end again, at 24 0.08·(1 − 24/30)² + 0.02.
    expectClose(
      rates({ ...schedule, cycle: true }, 0, 5, 10, 15, 20, 24),
      [0.1, 0.04, 0.02, 0.025, 0.02, 0.0232],
    );
    // The default is a straight line to 0.0001.
    expectClose(rates({ name: "polynomialDecay", decaySteps: 4 }, 0, 2, 4), [0.1, 0.05005, 0.0001]);
  });

  it("cosine: α·(share + (1 − share)·½(1 + cos(π·step/decaySteps)))", () => {
    const schedule = { name: "cosineDecay", decaySteps: 12 };
    // cos 0 = 1, cos 60° = ½, cos 90° = 0, cos 180° = −1.
    expectClose(rates(schedule, 0, 4, 6, 12, 99), [0.1, 0.075, 0.05, 0, 0]);
    // With a tenth left: 0.1·(0.1 + 0.9·0.5) in the middle.
    expectClose(rates({ ...schedule, alpha: 0.1 }, 0, 6, 12, 99), [0.1, 0.055, 0.01, 0.01]);
    // Four steps of warm-up from 0 come first.
    expectClose(
      rates({ ...schedule, warmupSteps: 4 }, 0, 1, 4, 8, 16, 99),
      [0, 0.025, 0.1, 0.075, 0, 0],
    );
  });

  it("one-cycle: half a cosine up from α/divisor, half a cosine down to that/finalDivisor", () => {
    const schedule = {
      name: "oneCycle",
      totalSteps: 20,
      risingShare: 0.4,
      divisor: 25,
      finalDivisor: 100,
    };
    // Up in 8 steps: 0.004, halfway 0.052, then 0.1; down in 12: halfway (0.1 + 0.00004)/2, then
    // 0.00004 for ever.
    expectClose(
      rates(schedule, 0, 4, 8, 14, 20, 1000),
      [0.004, 0.052, 0.1, 0.05002, 0.00004, 0.00004],
    );
  });

  it.each([0, 0.3, 0.95, 1])(
    "one-cycle ends at its last rate with a rising share of %s",
    (share) => {
      for (const totalSteps of [1, 2, 3, 7]) {
        const schedule = { name: "oneCycle", totalSteps, risingShare: share };
        const [last = Number.NaN, later] = rates(schedule, totalSteps, totalSteps + 5);
        expect(last).toBeCloseTo(0.1 / 25 / 1e4, 14);
        expect(later).toBe(last);
        for (const rate of rates(schedule, ...Array(totalSteps).keys())) {
          expect(rate).toBeGreaterThanOrEqual(last);
          expect(rate).toBeLessThanOrEqual(0.1);
        }
      }
    },
  );

  it("warm-up: a straight line from 0 to the learning rate, which stays", () => {
    expectClose(
      rates({ name: "warmup", warmupSteps: 4 }, 0, 1, 2, 4, 5),
      [0, 0.025, 0.05, 0.1, 0.1],
    );
  });
});
