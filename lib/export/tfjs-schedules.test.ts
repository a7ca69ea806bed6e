import { describe, expect, it } from "vitest";
import { computeLearningRate } from "../engine/schedules";
import { type ExperimentInput, parseExperiment, type Schedule } from "../experiment/experiment";
import { printTfjsSchedule } from "./tfjs-schedules";

type Input = NonNullable<NonNullable<ExperimentInput["fit"]>["schedule"]>;

const schedules: Input[] = [
  { name: "inverseTimeDecay", decaySteps: 7, decayRate: 0.5 },
  { name: "inverseTimeDecay", decaySteps: 7, decayRate: 0.5, staircase: true },
  { name: "exponentialDecay", decaySteps: 7, decayRate: 0.9 },
  { name: "exponentialDecay", decaySteps: 7, decayRate: 0.9, staircase: true },
  { name: "piecewiseConstantDecay", boundaries: [3, 20], factors: [1, 0.3, 0.07] },
  { name: "polynomialDecay", decaySteps: 15 },
  { name: "polynomialDecay", decaySteps: 15, power: 2, endLearningRate: 0.01, cycle: true },
  { name: "cosineDecay", decaySteps: 20, warmupSteps: 0 },
  { name: "cosineDecay", decaySteps: 20, alpha: 0.1, warmupSteps: 5 },
  { name: "oneCycle", totalSteps: 33 },
  { name: "oneCycle", totalSteps: 33, risingShare: 0, divisor: 3, finalDivisor: 7 },
  { name: "oneCycle", totalSteps: 33, risingShare: 1 },
  { name: "warmup", warmupSteps: 9 },
];

describe("printTfjsSchedule(schedule, learningRate)", () => {
  it.each(schedules)("prints a function that gives the rates of lib/engine: %o", (input) => {
    const schedule = parseExperiment({ fit: { schedule: input } }).fit.schedule;
    const code = printTfjsSchedule(schedule as Exclude<Schedule, { name: "constant" }>, 0.3);
    const compute = new Function(`${code}\nreturn computeLearningRate;`)();
    for (let step = 0; step < 50; step += 1) {
      expect(compute(step)).toBeCloseTo(computeLearningRate(schedule, 0.3, step), 12);
    }
  });
});
