import type { Schedule } from "../experiment/experiment";

/**
 * The learning rate of update number `step`, counted from 0, by Keras' formulas
 * (`keras/optimizers/schedules/learning_rate_schedule.py`, version 3).
 *
 * One-cycle follows Smith, "A disciplined approach to neural network hyper-parameters" (2018), with
 * PyTorch's cosines and defaults; here the momentum stays as it is. Warm-up is a straight line to the
 * learning rate: Goyal et al. (2017).
 */
export function computeLearningRate(
  schedule: Schedule,
  learningRate: number,
  step: number,
): number {
  switch (schedule.name) {
    case "constant":
      return learningRate;
    case "inverseTimeDecay":
      return learningRate / (1 + schedule.decayRate * countPeriods(schedule, step));
    case "exponentialDecay":
      return learningRate * schedule.decayRate ** countPeriods(schedule, step);
    case "piecewiseConstantDecay": {
      const piece = schedule.boundaries.findIndex((boundary) => step <= boundary);
      return learningRate * (schedule.factors.at(piece) as number);
    }
    case "polynomialDecay": {
      const { endLearningRate, power, cycle, decaySteps } = schedule;
      const span = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
      const left = 1 - Math.min(step, span) / span;
      return (learningRate - endLearningRate) * left ** power + endLearningRate;
    }
    case "cosineDecay": {
      const { warmupSteps, decaySteps, alpha } = schedule;
      if (step < warmupSteps) return (learningRate * step) / warmupSteps;
      const done = Math.min(step - warmupSteps, decaySteps) / decaySteps;
      return learningRate * (alpha + (1 - alpha) * cosineFall(done));
    }
    case "oneCycle": {
      const { totalSteps, risingShare, divisor, finalDivisor } = schedule;
      const first = learningRate / divisor;
      const last = first / finalDivisor;
      const peak = risingShare * totalSteps;
      if (step < peak) return learningRate + (first - learningRate) * cosineFall(step / peak);
      const done = step < totalSteps ? (step - peak) / (totalSteps - peak) : 1;
      return last + (learningRate - last) * cosineFall(done);
    }
    case "warmup":
      return learningRate * Math.min(step / schedule.warmupSteps, 1);
  }
}

function countPeriods(
  { decaySteps, staircase }: { decaySteps: number; staircase: boolean },
  step: number,
): number {
  return staircase ? Math.floor(step / decaySteps) : step / decaySteps;
}

/** From 1 at 0 to 0 at 1 along half a wave. */
function cosineFall(share: number): number {
  return (1 + Math.cos(Math.PI * share)) / 2;
}
