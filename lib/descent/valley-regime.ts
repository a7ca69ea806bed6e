import { formatCount, formatNumber, formatShort } from "@/lib/format";
import { describeEnd, type Regime } from "./regime";
import {
  angleToMinimum,
  bestLearningRate,
  factors,
  largestLearningRate,
  stepsToShare,
  type Valley,
  type ValleyPoint,
} from "./valley";

/** A path that needs more steps than this for 1 % of the loss creeps. */
const creepingSteps = 60;

/**
 * Names what a path of `descendValley` does, from the factors per direction: on a quadratic they
 * say it all. A direction in which the start is already at 0 does not count.
 */
export function valleyRegime(
  shape: Valley,
  path: readonly ValleyPoint[],
  learningRate: number,
): Regime {
  const start = path[0] as ValleyPoint;
  const [along, across] = factors(shape, learningRate);
  const isAlong = start.x[0] !== 0;
  const isAcross = start.x[1] !== 0;
  if (!isAlong && !isAcross) {
    return {
      kind: "still",
      sentence: "This is the minimum: the gradient is 0, and nothing moves.",
    };
  }

  const worst = isAcross ? across : along;
  const where = isAcross ? "across the valley" : "along the valley";
  if (Math.abs(worst) > 1 + 1e-12) {
    return {
      kind: "diverging",
      sentence: `Diverging: α is above ${formatShort(largestLearningRate(shape))}, so ${where} each step lands ${formatShort(Math.abs(worst))} times as far out on the other side. ${describeEnd(path)}`,
    };
  }
  if (Math.abs(worst) > 1 - 1e-12) {
    return {
      kind: "swinging",
      sentence: `Swinging: at α = ${formatShort(learningRate)} exactly, each step lands as far out on the other side, for ever.`,
    };
  }

  const steps = stepsToShare(shape, start.x, learningRate);
  const arrival = `1\u00a0% of the loss is left after ${formatCount(steps, "step")}`;
  const isBest = Math.abs(learningRate / bestLearningRate(shape) - 1) < 0.002;
  if (shape.conditionNumber === 1) {
    const way = along < 0 ? "to and fro " : "";
    return {
      kind: along < 0 ? "bouncing" : steps > creepingSteps ? "creeping" : "converging",
      sentence: isBest
        ? "A round bowl: here the gradient does point at the minimum, and at the best α one step is enough."
        : `A round bowl: the gradient points at the minimum, and the path runs straight ${way}there; ${arrival}.`,
    };
  }
  if (isBest && isAlong && isAcross) {
    return {
      kind: "bouncing",
      sentence: `The best α in the long run: both directions keep ${formatShort(Math.abs(along))} of their distance per step, one steadily, one bouncing; ${arrival}.`,
    };
  }
  if (isAcross && across < 0) {
    const way = `(×\u00a0${formatShort(along)})`;
    const rest = along > 0.9 ? `along it little is gained ${way}` : `along it w₁ shrinks ${way}`;
    return {
      kind: "bouncing",
      sentence: isAlong
        ? `Zig-zag: across the valley each step overshoots (×\u00a0${formatShort(across)}), ${rest}; ${arrival}.`
        : `Bouncing straight across the valley (×\u00a0${formatShort(across)}); ${arrival}.`,
    };
  }
  const isSlow = steps > creepingSteps;
  const name = isSlow ? "Creeping" : "Converging";
  const kind = isSlow ? "creeping" : "converging";
  const pace = `(×\u00a0${formatShort(along)} per step)`;
  // Three times as fast across as along is fast enough for the path to bend visibly.
  if (isAlong && isAcross && across < along ** 3) {
    const sentence = `${name}: first down to the valley floor, then along it ${pace}; ${arrival}.`;
    return { kind, sentence };
  }
  if (!isAcross) {
    return { kind, sentence: `${name} along the valley floor ${pace}; ${arrival}.` };
  }
  const course = isAlong
    ? `${formatNumber(angleToMinimum(start), { digits: 2 })}° off course at the start`
    : "straight across the valley";
  return { kind, sentence: `${name} without a bounce, ${course}; ${arrival}.` };
}
