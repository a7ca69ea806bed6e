import { computeField } from "@/lib/engine/probes/field";
import { computeLossSlice } from "@/lib/engine/probes/loss-slice";
import { createReferenceStepper } from "@/lib/engine/reference";
import { createTask } from "@/lib/engine/task";
import { createTrainer } from "@/lib/engine/trainer";
import type { Experiment } from "@/lib/experiment/experiment";
import type { Picture } from "@/lib/kernel/run-state";

/** A finished run, as it stands on the page before anything is trained there. */
export interface RecordedRun extends Picture {
  /** Its weights at the end. */
  weights: readonly number[];
}

/** Enough for a smooth boundary; the reader's own runs are drawn finer. */
const recordedFieldSize = 32;
/** Closer together at the beginning, where most happens. */
const recordedPoints = 60;

/**
 * Trains an Experiment while the page is built, in float64, so that the figure shows a finished run
 * before any script has loaded. Rounded to what can be seen.
 */
export async function recordRun(experiment: Experiment): Promise<RecordedRun> {
  const task = createTask(experiment);
  const trainer = createTrainer(task, createReferenceStepper);
  const start = await trainer.evaluate();
  const { epochs } = experiment.fit;
  const { logs } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
  const snapshot = await trainer.snapshot();
  const field = computeField(experiment, snapshot.weights, recordedFieldSize);
  const slice = computeLossSlice(task, snapshot);
  const kept = new Set(
    Array.from({ length: recordedPoints + 1 }, (_, i) =>
      Math.round(epochs * (i / recordedPoints) ** 2),
    ),
  );
  return {
    logs: [start, ...logs]
      .filter(({ epoch }) => kept.has(epoch))
      .map((entry) => ({
        step: entry.step,
        epoch: entry.epoch,
        loss: round(entry.loss),
        testLoss: round(entry.testLoss),
        relativeStep: round(entry.relativeStep),
      })),
    field: Array.from(field, (value) => Math.round(value * 100) / 100),
    slice: { ...slice, losses: slice.losses.map(round), slope: round(slice.slope) },
    weights: Array.from(snapshot.weights, round),
  };
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
