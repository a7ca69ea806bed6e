import * as z from "zod/mini";
import type { StartRun } from "./starts";

/** Enough to see the shape of a curve. */
const keptEntries = 100;

const loss = z.nullable(z.number());

/** The runs that a verdict has measured, as they are kept and handed in. Nobody judges by them. */
export const keptRunsSchema = z
  .array(
    z.object({
      seed: z.number(),
      /** Null where the run broke off, since JSON has no NaN. */
      loss,
      testLoss: loss,
      history: z
        .array(z.object({ epoch: z.number(), loss, testLoss: loss }))
        .check(z.maxLength(2 * keptEntries)),
    }),
  )
  .check(z.maxLength(100));

export type KeptRuns = z.output<typeof keptRunsSchema>;

/** Runs with six digits, and of a long history every few entries and the last. */
export function keepRuns(runs: readonly StartRun[]): KeptRuns {
  return runs.map(({ seed, loss, testLoss, history }) => {
    const every = Math.ceil(history.length / keptEntries);
    return {
      seed,
      loss: round(loss),
      testLoss: round(testLoss),
      history: history
        .filter((_, index) => index % every === 0 || index === history.length - 1)
        .map((entry) => ({
          epoch: entry.epoch,
          loss: round(entry.loss),
          testLoss: round(entry.testLoss),
        })),
    };
  });
}

function round(value: number): number | null {
  return Number.isFinite(value) ? Number(value.toPrecision(6)) : null;
}
