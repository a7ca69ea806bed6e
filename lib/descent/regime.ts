import { formatCount, formatNumber, formatShort } from "@/lib/format";
import { type Curve, isOnCliff } from "./curves";
import { descend, type Point } from "./descend";

export type RegimeKind =
  | "still"
  | "creeping"
  | "converging"
  | "bouncing"
  | "swinging"
  | "diverging"
  | "stuck"
  | "thrown"
  | "other well";

/** What a path does: its name, and a sentence with numbers for the reader. */
export interface Regime {
  kind: RegimeKind;
  sentence: string;
}

/** Long enough for the slowest path that a slider can set on a quadratic (α = 0.01) to settle. */
const horizonSteps = 3000;
/** A path that needs more steps than this to come within 1 % creeps. */
const creepingSteps = 40;

/**
 * Names what happens on a path that `descend` gave, looking far beyond the steps that are drawn:
 * whether a swing dies out shows only in the long run.
 *
 * The numbers in the sentence are those of the drawn path, so that the reader can find them.
 */
export function regime(curve: Curve, path: readonly Point[], learningRate: number): Regime {
  const start = path[0] as Point;
  const long = descend(curve, start.w, learningRate, horizonSteps);
  return (
    findStill(curve, start, learningRate) ??
    findThrow(curve, path) ??
    findDivergence(curve, path, long) ??
    findSwing(curve, long) ??
    findStuck(curve, path) ??
    describeArrival(curve, path, long)
  );
}

/** The loss at the end of a path that diverges, as a sentence. */
export function describeEnd(path: readonly { loss: number }[]) {
  const { loss } = path.at(-1) as { loss: number };
  const text = Number.isFinite(loss) ? formatNumber(loss) : "beyond all numbers";
  return `After ${formatCount(path.length - 1, "step")} the loss is ${text}.`;
}

/** "10 steps w = 61.9 and the loss is 3834": where a path has come to. */
function describeState(path: readonly Point[]) {
  const { w, loss } = path.at(-1) as Point;
  return `${formatCount(path.length - 1, "step")} w\u00a0=\u00a0${formatNumber(w)} and the loss is ${formatNumber(loss)}`;
}

function findStill(curve: Curve, start: Point, learningRate: number): Regime | undefined {
  if (Math.abs(learningRate * start.slope) > 1e-9 * width(curve)) return undefined;
  const isLowest = start.loss < 1e-9;
  const sentence = isLowest
    ? "This is a minimum: the slope is 0, and nothing moves."
    : `The slope is 0 here too, so nothing moves, although the loss is ${formatShort(start.loss)}: descent cannot tell a summit from a valley.`;
  return { kind: "still", sentence };
}

function findThrow(curve: Curve, path: readonly Point[]): Regime | undefined {
  const at = path.findIndex((point, k) => {
    const next = path[k + 1];
    return next !== undefined && isOnCliff(curve, point.w) && next.loss > point.loss;
  });
  const from = path[at];
  const to = path[at + 1];
  if (!from || !to) return undefined;
  const sentence = `Thrown by the cliff: there the slope is ${formatShort(from.slope)}, and step ${at + 1} hurls w from ${formatShort(from.w)} to ${formatShort(to.w)}. The loss rises from ${formatShort(from.loss)} to ${formatShort(to.loss)}.`;
  return { kind: "thrown", sentence };
}

function findDivergence(
  curve: Curve,
  path: readonly Point[],
  long: readonly Point[],
): Regime | undefined {
  const start = long[0] as Point;
  const end = long.at(-1) as Point;
  const left = long.findIndex(({ w }) => Math.abs(w) > 10 * width(curve));
  const grew = curve.name === "quadratic" && end.loss > 1.000001 * start.loss;
  if (Number.isFinite(end.loss) && left < 0 && !grew) return undefined;

  const isSteady = path.every((point, k) => k === 0 || point.loss > (path[k - 1] as Point).loss);
  const last = path.at(-1) as Point;
  const after = Number.isFinite(last.loss) ? `After ${describeState(path)}.` : describeEnd(path);
  if (isSteady) {
    return {
      kind: "diverging",
      sentence: `Diverging: α is too large, each step lands farther up the other side. ${after}`,
    };
  }
  const sentence =
    left >= 0 && left < path.length
      ? `Diverging: α is too large, the steps miss the minimum by more and more. ${after}`
      : `Diverging: α is too large. It does not show yet, but after ${formatCount(Math.max(left, 1), "step")} the path is far off the chart.`;
  return { kind: "diverging", sentence };
}

function findSwing(curve: Curve, long: readonly Point[]): Regime | undefined {
  const tail = long.slice(-256).map(({ w }) => w);
  const size = span(tail);
  if (size < 1e-4 * width(curve) || !isTurning(tail)) return undefined;
  // A bounce that dies out slowly still swings here; its two sides then creep towards each other.
  const isDying =
    isTurningOnlyByTwos(tail) && span(tail.slice(-8)) < 0.995 * span(tail.slice(0, 8));
  if (isDying) return undefined;

  const low = Math.min(...tail);
  const high = Math.max(...tail);
  const period = findPeriod(tail);
  const between = `between ${formatShort(low)} and ${formatShort(high)}`;
  const sentence =
    period === 2
      ? `Swinging: each step jumps over the minimum and the next jumps back, for ever ${between}.`
      : period
        ? `Swinging: w goes round the same ${period} values for ever, ${between}.`
        : `Swinging: w never settles. It jumps about ${between} and never repeats itself.`;
  return { kind: "swinging", sentence };
}

function findStuck(curve: Curve, path: readonly Point[]): Regime | undefined {
  const start = path[0] as Point;
  const last = path.at(-1) as Point;
  if (curve.name !== "plateau" || last.loss < 0.9 * start.loss || start.loss < 0.5)
    return undefined;
  const moved = Math.abs(last.w - start.w);
  return {
    kind: "stuck",
    sentence: `Stuck on the plateau: the slope is only ${formatNumber(start.slope)}, so after ${formatCount(path.length - 1, "step")} w has moved by ${formatNumber(moved)}. The minimum is ${formatShort(Math.abs(last.w))} away.`,
  };
}

function describeArrival(curve: Curve, path: readonly Point[], long: readonly Point[]): Regime {
  const start = path[0] as Point;
  const goal = nearestMinimum(curve, (long.at(-1) as Point).w);
  const distance = (point: Point) => Math.abs(point.w - goal);
  const near = 0.01 * distance(start);
  const settled = long.findLastIndex((point) => distance(point) > near) + 1;
  const state = `after ${describeState(path)}`;

  if (curve.name === "double-well" && goal * start.w < 0) {
    const jump = long.findIndex((point) => point.w * goal > 0);
    return {
      kind: "other well",
      sentence: `In the other well: step ${jump} jumps over the hump, and the path ends at w\u00a0=\u00a0${formatShort(goal)} instead of ${formatShort(-goal)}.`,
    };
  }
  if (distance(path[1] ?? start) < 1e-9 * width(curve)) {
    return {
      kind: "converging",
      sentence:
        "Converging at once: one step lands at the bottom. There the slope is 0, and w stays.",
    };
  }
  const sides = long.slice(0, Math.max(4, Math.min(settled, 60))).map((point) => point.w - goal);
  const crossings = sides.filter((side, k) => k > 0 && side * (sides[k - 1] as number) < 0).length;
  if (crossings >= 3 || (crossings >= 2 && settled <= 4)) {
    return {
      kind: "bouncing",
      sentence: `Bouncing: each step lands on the other side, but less far out; ${state}.`,
    };
  }
  if (settled > creepingSteps) {
    const rest =
      settled < long.length
        ? `1\u00a0% of the distance is left only after ${formatCount(settled, "step")}`
        : `it is still on its way after ${formatCount(horizonSteps, "step")}`;
    return { kind: "creeping", sentence: `Creeping: safe but slow; ${state}, and ${rest}.` };
  }
  return {
    kind: "converging",
    sentence: `Converging: the slope shrinks, and so do the steps, although α stays; ${state}.`,
  };
}

function nearestMinimum(curve: Curve, w: number) {
  if (curve.name === "double-well") return Math.sign(w) || 1;
  return 0;
}

/** The shortest period up to 16 of the last values, or 0. */
function findPeriod(tail: readonly number[]) {
  const scale = Math.max(...tail.map(Math.abs), 1e-12);
  for (let period = 1; period <= 16; period++) {
    const repeats = tail
      .slice(-64)
      .every(
        (w, k, last) => k < period || Math.abs(w - (last[k - period] as number)) < 1e-6 * scale,
      );
    if (repeats) return period;
  }
  return 0;
}

function span(values: readonly number[]) {
  return Math.max(...values) - Math.min(...values);
}

/** Whether the values go up and down, rather than creep in one direction. */
function isTurning(values: readonly number[]) {
  const turns = values.filter((value, k) => {
    const [before, after] = [values[k - 1], values[k + 1]];
    return before !== undefined && after !== undefined && (value - before) * (after - value) < 0;
  });
  return turns.length >= 32;
}

/** Whether every second value taken alone goes in one direction only. */
function isTurningOnlyByTwos(values: readonly number[]) {
  return values.every((value, k) => {
    const [before, after] = [values[k - 2], values[k + 2]];
    return before === undefined || after === undefined || (value - before) * (after - value) >= 0;
  });
}

function width({ domain: [low, high] }: Curve) {
  return high - low;
}
