import type { Pair } from "@/lib/descent/valley";

/** What the reader sets. */
export interface ValleySettings {
  start: Pair;
  /** α. */
  learningRate: number;
  /** κ. */
  conditionNumber: number;
  /** How many steps the path has. */
  steps: number;
}

/** Half the width and half the height of the map, in units of x₁ and x₂, equally long. */
export const MAP = { x1: 6.4, x2: 3.6 } as const;
/** How far out a start may lie. */
export const STARTS = { x1: 6, x2: 3.2 } as const;
export const LEARNING_RATES = { min: 0.01, max: 1 } as const;
export const CONDITION_NUMBERS = { min: 1, max: 100 } as const;
export const MOST_STEPS = 200;
/** The distance by which an arrow key moves the start. */
export const GRAIN = 0.1;

/**
 * The settings after a change, numbers brought into their ranges; what is no number is left out,
 * since a change may come from an event. A start is a pair `[x₁, x₂]`.
 */
export function applyValleyChange(
  settings: ValleySettings,
  change: Partial<Record<keyof ValleySettings, unknown>>,
): ValleySettings {
  const [x1, x2] = Array.isArray(change.start) ? (change.start as unknown[]) : settings.start;
  return {
    start: [
      clamp(x1, -STARTS.x1, STARTS.x1, settings.start[0]),
      clamp(x2, -STARTS.x2, STARTS.x2, settings.start[1]),
    ],
    learningRate: clamp(
      change.learningRate,
      LEARNING_RATES.min,
      LEARNING_RATES.max,
      settings.learningRate,
    ),
    conditionNumber: clamp(
      change.conditionNumber,
      CONDITION_NUMBERS.min,
      CONDITION_NUMBERS.max,
      settings.conditionNumber,
    ),
    steps: Math.round(clamp(change.steps, 1, MOST_STEPS, settings.steps)),
  };
}

/** A start where the pointer or the arrow keys ask for it, tidy and within the map. */
export function tidyStart(x1: number, x2: number): Pair {
  return [clamp(round(x1), -STARTS.x1, STARTS.x1, 0), clamp(round(x2), -STARTS.x2, STARTS.x2, 0)];
}

function round(x: number) {
  return Number((Math.round(x / GRAIN) * GRAIN).toFixed(2));
}

function clamp(value: unknown, low: number, high: number, otherwise: number) {
  if (typeof value !== "number" || Number.isNaN(value)) return otherwise;
  return Math.min(high, Math.max(low, value));
}
