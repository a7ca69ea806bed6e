import * as z from "zod/mini";
import { parseExperiment } from "@/lib/experiment/experiment";
import type { RunState } from "@/lib/kernel/run";

const numbers = z.array(z.number());

const savedSchema = z.object({
  experiment: z.unknown(),
  logs: z.array(
    z.object({
      step: z.number(),
      epoch: z.number(),
      loss: z.number(),
      testLoss: z.number(),
      relativeStep: z.number(),
    }),
  ),
  snapshot: z.object({
    step: z.number(),
    epoch: z.number(),
    offset: z.number(),
    shuffle: numbers,
    weights: numbers,
    velocity: numbers,
  }),
});

const keyOf = (id: string) => `run:${window.location.pathname}#${id}`;

/** Keeps a run in this tab while the page reloads itself. Where storage is denied, nothing is kept. */
export function saveRun(id: string, { experiment, logs, snapshot }: RunState) {
  if (!snapshot) return;
  const { weights, velocity } = snapshot;
  const saved = {
    experiment,
    logs,
    snapshot: { ...snapshot, weights: [...weights], velocity: [...velocity] },
  };
  try {
    window.sessionStorage.setItem(keyOf(id), JSON.stringify(saved));
  } catch {
    // Denied or full: the page reloads to its first state.
  }
}

/** The run that an earlier load of this page kept, once. */
export function restoreRun(
  id: string,
): Pick<RunState, "experiment" | "logs" | "snapshot"> | undefined {
  try {
    const text = window.sessionStorage.getItem(keyOf(id));
    if (text === null) return undefined;
    window.sessionStorage.removeItem(keyOf(id));
    const saved = z.parse(savedSchema, JSON.parse(text));
    const { weights, velocity } = saved.snapshot;
    return {
      experiment: parseExperiment(saved.experiment),
      logs: saved.logs,
      snapshot: {
        ...saved.snapshot,
        weights: Float32Array.from(weights),
        velocity: Float32Array.from(velocity),
      },
    };
  } catch {
    // Denied, or written by another edition of the page: it opens as if for the first time.
    return undefined;
  }
}
