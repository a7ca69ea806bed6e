import { type Curve, type CurveName, curves } from "@/lib/descent/curves";
import { type Point, pointAt, step } from "@/lib/descent/descend";
import { clamp } from "../clamp";

/** What the reader sets. */
export interface SlopeSettings {
  curve: CurveName;
  /** w₀, within the curve's starts. */
  start: number;
  /** α. */
  learningRate: number;
  /** How many steps the path has. */
  steps: number;
}

export const learningRates = { min: 0.01, max: 10 } as const;
export const mostSteps = 100;

/** What a link in the prose may set: settings, and whether there is fog. */
export type SlopeChange = Partial<SlopeSettings> & { fog?: boolean };

/**
 * The settings after a change. A change of the curve brings the curve's own start and learning
 * rate, unless it names others; numbers out of range are brought to the nearest end, and what is no
 * number or no curve is left out, since it comes from an event.
 */
export function applySlopeChange(
  settings: SlopeSettings,
  change: Partial<Record<keyof SlopeChange, unknown>>,
): SlopeSettings {
  const name =
    typeof change.curve === "string" && Object.hasOwn(curves, change.curve)
      ? (change.curve as CurveName)
      : settings.curve;
  const curve = curves[name];
  const base = name === settings.curve ? settings : { ...settings, ...curve.suggestion };
  const [low, high] = curve.starts;
  return {
    curve: name,
    start: clamp(change.start, low, high, base.start),
    learningRate: clamp(
      change.learningRate,
      learningRates.min,
      learningRates.max,
      base.learningRate,
    ),
    steps: Math.round(clamp(change.steps, 1, mostSteps, base.steps)),
  };
}

/** A walk through the fog with one more step; it stays where the numbers end. */
export function walkOn(curve: Curve, walk: readonly Point[], learningRate: number): Point[] {
  const here = walk.at(-1) as Point;
  if (!Number.isFinite(here.loss)) return [...walk];
  return [...walk, pointAt(curve, step(here, learningRate))];
}
