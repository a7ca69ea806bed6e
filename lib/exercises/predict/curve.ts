import * as z from "zod/mini";
import { formatShort } from "../../format";
import type { Verdict } from "../exercise";
import { checkFeatures, type Feature, findLacking } from "./feature";

/** A curve to be sketched before it is seen. */
export interface CurveTask {
  form: "curve";
  x: {
    /** With its unit: "step". */
    label: string;
    /** Where the curve is asked for, rising. */
    values: readonly number[];
  };
  y: {
    label: string;
    min: number;
    max: number;
    /** Distances are then ratios, and `min` is above 0. */
    isLog?: boolean;
  };
  /** So many values from the first on are given, and not asked for. */
  given: number;
  /** What happens, at each place. */
  truth: readonly number[];
  features: readonly Feature<readonly number[]>[];
  /** As a share of the axis: nearer than this is a hit, three times as far a miss. */
  band: number;
  /** From 0 to 1; all features and this score make a sketch right. */
  enough: number;
}

/** A value at each place; null where nothing is drawn yet. The given ones are not the reader's. */
export type CurveSketch = readonly (number | null)[];

export const curveSketchSchema = z
  .array(z.nullable(z.number()))
  .check(z.minLength(1), z.maxLength(200));

/** Throws a RangeError for a task that no sketch could solve. */
export function checkCurveTask(id: string, { x, y, given, truth, features }: CurveTask): void {
  const name = `predictExercise ${id}`;
  if (truth.length !== x.values.length || given >= truth.length || given < 0) {
    throw new RangeError(`${name}: expected a value for each place, and some that are not given.`);
  }
  const outside = truth.find((value) => !(value >= y.min && value <= y.max));
  if (outside !== undefined || (y.isLog && !(y.min > 0))) {
    throw new RangeError(`${name}: expected an axis that holds the truth; it has ${outside}.`);
  }
  checkFeatures(name, features, truth);
}

export function judgeCurve(task: CurveTask, sketch: CurveSketch, explanation: string): Verdict {
  const { x, given, truth, features, enough } = task;
  const drawn = truth.map((value, index) => (index < given ? value : (sketch[index] ?? null)));
  const isWhole = (values: typeof drawn): values is number[] => !values.includes(null);
  if (!isWhole(drawn)) {
    const missing = drawn.filter((value) => value === null).length;
    const reply =
      missing === truth.length - given
        ? "Draw the curve first, as you expect it."
        : `The curve has gaps: ${missing} of its points ${missing === 1 ? "is" : "are"} still missing.`;
    return { isCorrect: false, isBlank: true, reply };
  }
  const score = scoreCurve(task, drawn);
  const lacking = findLacking(features, drawn);
  if (lacking) return { isCorrect: false, reply: lacking.reply, score };
  if (score >= enough) return { isCorrect: true, reply: explanation, score };
  const index = findFarthest(task, drawn);
  const reply = `The shape is right. The numbers agree by ${Math.round(100 * score)}\u00a0%, and differ most at ${x.label} ${formatShort(x.values[index] as number)}: you drew ${formatShort(drawn[index] as number)}, and it is ${formatShort(truth[index] as number)}.`;
  return { isCorrect: false, reply, score };
}

/** How near a whole curve comes, from 0 to 1: the mean over the places that were asked for. */
export function scoreCurve(task: CurveTask, drawn: readonly number[]): number {
  const hits = measureDistances(task, drawn).map((distance) =>
    Math.min(1, Math.max(0, (3 * task.band - distance) / (2 * task.band))),
  );
  return hits.reduce((sum, hit) => sum + hit, 0) / hits.length;
}

function findFarthest(task: CurveTask, drawn: readonly number[]): number {
  const distances = measureDistances(task, drawn);
  return task.given + distances.indexOf(Math.max(...distances));
}

/** As shares of the axis. */
function measureDistances({ y, given, truth }: CurveTask, drawn: readonly number[]): number[] {
  const place = (value: number) => (y.isLog ? Math.log(Math.max(value, Number.MIN_VALUE)) : value);
  const room = place(y.max) - place(y.min);
  return truth
    .slice(given)
    .map((value, index) => Math.abs(place(drawn[given + index] as number) - place(value)) / room);
}
