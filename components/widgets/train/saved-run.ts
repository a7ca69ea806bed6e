import * as z from "zod/mini";
import { engines } from "@/lib/engine/plan";
import { ExperimentError } from "@/lib/experiment/errors";
import { metricNames, parseExperiment } from "@/lib/experiment/experiment";
import type { SavedRun } from "@/lib/kernel/run-state";

const numbers = z.array(z.number());

const metricsSchema = z.optional(z.partialRecord(z.enum(metricNames), z.number()));

const logsSchema = z.array(
  z.object({
    step: z.number(),
    epoch: z.number(),
    loss: z.number(),
    testLoss: z.number(),
    metrics: metricsSchema,
    testMetrics: metricsSchema,
    // JSON writes NaN, the relative step of weights that are all 0, as null.
    relativeStep: z.pipe(
      z.nullable(z.number()),
      z.transform((value) => value ?? Number.NaN),
    ),
  }),
);

const savedSchema = z.object({
  experiment: z.unknown(),
  changedAtEpoch: z.nullable(z.number()),
  forkedAtEpoch: z.nullable(z.number()),
  engine: z.nullable(z.enum(engines)),
  logs: logsSchema,
  previous: logsSchema,
  snapshot: z.object({
    step: z.number(),
    epoch: z.number(),
    offset: z.number(),
    shuffle: numbers,
    weights: numbers,
    slots: numbers,
  }),
});

/** A run as plain JSON, to be kept while the page reloads itself; nothing of one that has not begun. */
export function packRun(state: SavedRun): object {
  const { experiment, changedAtEpoch, forkedAtEpoch, engine, logs, previous, snapshot } = state;
  if (!snapshot) return {};
  const { weights, slots } = snapshot;
  const plain = { ...snapshot, weights: [...weights], slots: [...slots] };
  return { experiment, changedAtEpoch, forkedAtEpoch, engine, logs, previous, snapshot: plain };
}

/** The run that `packRun` packed; undefined for anything else, as from another edition of the page. */
export function unpackRun(packed: unknown): SavedRun | undefined {
  const result = z.safeParse(savedSchema, packed);
  if (!result.success) return undefined;
  const { snapshot, experiment, ...saved } = result.data;
  try {
    return {
      ...saved,
      experiment: parseExperiment(experiment),
      snapshot: {
        ...snapshot,
        weights: Float32Array.from(snapshot.weights),
        slots: Float32Array.from(snapshot.slots),
      },
    };
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}
