import type { Pair } from "@/lib/descent/valley";
import { clamp } from "../clamp";

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

/** Half the width and half the height of the map, in units of w₁ and w₂, equally long. */
export const mapEdge = { x1: 6.4, x2: 3.6 } as const;
/** How far out a start may lie. */
export const startEdge = { x1: 6, x2: 3.2 } as const;
export const learningRates = { min: 0.01, max: 1 } as const;
export const conditionNumbers = { min: 1, max: 100 } as const;
export const mostSteps = 200;
/** The distance by which an arrow key moves the start. */
export const startGrain = 0.1;

/**
 * The settings after a change, numbers brought into their ranges; what is no number is left out,
 * since a change may come from an event. A start is a pair `[w₁, w₂]`.
 */
export function applyValleyChange(
  settings: ValleySettings,
  change: Partial<Record<keyof ValleySettings, unknown>>,
): ValleySettings {
  const [x1, x2] = Array.isArray(change.start) ? (change.start as unknown[]) : settings.start;
  return {
    start: [
      clamp(x1, -startEdge.x1, startEdge.x1, settings.start[0]),
      clamp(x2, -startEdge.x2, startEdge.x2, settings.start[1]),
    ],
    learningRate: clamp(
      change.learningRate,
      learningRates.min,
      learningRates.max,
      settings.learningRate,
    ),
    conditionNumber: clamp(
      change.conditionNumber,
      conditionNumbers.min,
      conditionNumbers.max,
      settings.conditionNumber,
    ),
    steps: Math.round(clamp(change.steps, 1, mostSteps, settings.steps)),
  };
}

/** A start where the pointer or the arrow keys ask for it, tidy and within the map. */
export function tidyStart(x1: number, x2: number): Pair {
  return [
    clamp(round(x1), -startEdge.x1, startEdge.x1, 0),
    clamp(round(x2), -startEdge.x2, startEdge.x2, 0),
  ];
}

function round(x: number) {
  return Number((Math.round(x / startGrain) * startGrain).toFixed(2));
}
