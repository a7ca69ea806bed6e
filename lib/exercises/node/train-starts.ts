import { loadDenseInNode } from "../../engine/dense/load-node";
import type { DenseModules } from "../../engine/dense/modules";
import { trainWithHistory } from "../../engine/population/train-members";
import type { Experiment } from "../../experiment/experiment";
import type { StartRun } from "../starts";

/** Trains an Experiment from each seed in this process, one after the other, in their order. */
export async function trainStartsInNode(
  experiment: Experiment,
  seeds: readonly number[],
): Promise<StartRun[]> {
  const modules = await loadModules();
  const runs: StartRun[] = [];
  for (const seed of seeds) {
    const {
      loss,
      testLoss,
      history = [],
    } = await trainWithHistory({ ...experiment, seed }, modules);
    runs.push({ seed, loss, testLoss, history });
  }
  return runs;
}

let loading: Promise<DenseModules> | undefined;

/** The kernels, compiled once in a process. */
export function loadModules(): Promise<DenseModules> {
  loading ??= loadDenseInNode();
  return loading;
}
