import type { StartRun } from "../exercises/starts";
import type { Experiment } from "../experiment/experiment";
import { createPopulationClient, type PopulationClient } from "./population";

let client: PopulationClient | undefined;
let turn: Promise<unknown> = Promise.resolve();

/**
 * Trains an Experiment from each seed, in their order, on all processors. The page's exercises share one
 * pool of workers, which starts with the first of them and takes one request after the other.
 *
 * Rejects with an Error whose message is a sentence for the reader where they cannot be trained.
 */
export function trainStarts(
  experiment: Experiment,
  seeds: readonly number[],
): Promise<readonly StartRun[]> {
  client ??= createPopulationClient();
  const training = turn.then(() => trainWith(client as PopulationClient, experiment, seeds));
  turn = training.catch(() => {});
  return training;
}

/** Behind `trainStarts`; a client takes one population at a time. */
export async function trainWith(
  trainer: Pick<PopulationClient, "train">,
  experiment: Experiment,
  seeds: readonly number[],
): Promise<readonly StartRun[]> {
  const runs: StartRun[] = [];
  const outcome = await trainer.train(
    experiment,
    seeds.map((seed) => ({ seed })),
    {
      onResults(from, results) {
        for (const [index, { loss, testLoss, history = [] }] of results.entries()) {
          const seed = seeds[from + index] as number;
          runs[from + index] = {
            seed,
            loss,
            testLoss,
            history: history.map((entry) => ({
              epoch: entry.epoch,
              loss: entry.loss,
              testLoss: entry.testLoss,
            })),
          };
        }
      },
      onPlan() {},
    },
    { needsHistories: true },
  );
  switch (outcome.status) {
    case "ok":
      return runs;
    case "error":
      throw new Error(outcome.evalue);
    case "aborted":
      throw new Error("internal: the training of these starts was broken off by another.");
  }
}
