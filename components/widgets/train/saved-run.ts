import * as z from "zod/mini";
import { devices } from "@/lib/engine/devices";
import { ExperimentError } from "@/lib/experiment/errors";
import { parseExperiment } from "@/lib/experiment/experiment";
import type { SavedRun } from "@/lib/kernel/run";

const numbers = z.array(z.number());

const logsSchema = z.array(
  z.object({
    step: z.number(),
    epoch: z.number(),
    loss: z.number(),
    testLoss: z.number(),
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
  device: z.nullable(z.enum(devices)),
  logs: logsSchema,
  previous: logsSchema,
  snapshot: z.object({
    step: z.number(),
    epoch: z.number(),
    offset: z.number(),
    shuffle: numbers,
    weights: numbers,
    velocity: numbers,
  }),
});

/** A run as plain JSON, to be kept while the page reloads itself; nothing of one that has not begun. */
export function packRun(state: SavedRun): object {
  const { experiment, changedAtEpoch, device, logs, previous, snapshot } = state;
  if (!snapshot) return {};
  const { weights, velocity } = snapshot;
  const plain = { ...snapshot, weights: [...weights], velocity: [...velocity] };
  return { experiment, changedAtEpoch, device, logs, previous, snapshot: plain };
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
        velocity: Float32Array.from(snapshot.velocity),
      },
    };
  } catch (error) {
    if (error instanceof ExperimentError) return undefined;
    throw error;
  }
}
