import { parentPort, workerData } from "node:worker_threads";
import type { DenseModules } from "../../engine/dense/modules";
import { trainMember } from "../../engine/population/train-members";
import type { Experiment } from "../../experiment/experiment";

/** What a thread of the pool is asked for. */
export interface PartOfStarts {
  experiment: Experiment;
  seeds: readonly number[];
}

/** Not finite where the run broke off. */
export interface StartLosses {
  loss: number;
  testLoss: number;
}

// The pool compiles the kernels once for all threads.
const modules: DenseModules = { ...(workerData as Omit<DenseModules, "idle">), idle: [] };

async function train({ experiment, seeds }: PartOfStarts): Promise<StartLosses[]> {
  const results: StartLosses[] = [];
  for (const seed of seeds) {
    const { loss, testLoss } = await trainMember({ ...experiment, seed }, modules);
    results.push({ loss, testLoss });
  }
  return results;
}

parentPort?.on("message", (part: PartOfStarts) => {
  train(part).then(
    (losses) => parentPort?.postMessage(losses),
    (error) => parentPort?.postMessage(String(error?.message ?? error)),
  );
});
