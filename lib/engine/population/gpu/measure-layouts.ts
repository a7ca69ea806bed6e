import { createTaskNetwork, type Task } from "../../task";
import type { Layout } from "./choose-layout";
import { createGpuPopulation } from "./gpu-population";
import { mostUnrolledWeights } from "./print-invocation";

/** How fast a layout trains a population on this device. */
export interface LayoutSpeed {
  layout: Layout["name"];
  /** From the networks' description to programs that are ready. */
  openMs: number;
  /** Updates of all members together. */
  updatesPerSecond: number;
}

/**
 * Trains a population for about `budgetMs` in each layout that can hold it, the faster one first. The
 * first tenth of the time, in which the driver may still compile, is not counted.
 */
export async function measureLayouts(
  device: GPUDevice,
  tasks: readonly Task[],
  budgetMs = 200,
): Promise<LayoutSpeed[]> {
  const weightCount = countWeights(tasks);
  const layouts: Layout["name"][] = ["workgroup"];
  if (weightCount <= mostUnrolledWeights) layouts.push("invocation");
  const speeds: LayoutSpeed[] = [];
  for (const layout of layouts) {
    const openedMs = performance.now();
    const population = await createGpuPopulation(device, tasks, { layout });
    const openMs = performance.now() - openedMs;
    try {
      const goal = { step: Number.MAX_SAFE_INTEGER };
      await population.train(goal, { signal: AbortSignal.timeout(budgetMs / 10) });
      const before = population.updates;
      const startMs = performance.now();
      await population.train(goal, { signal: AbortSignal.timeout(budgetMs) });
      const seconds = (performance.now() - startMs) / 1000;
      const updatesPerSecond = (population.updates - before) / seconds;
      speeds.push({ layout, openMs, updatesPerSecond });
    } finally {
      population.dispose();
    }
  }
  return speeds.sort((a, b) => b.updatesPerSecond - a.updatesPerSecond);
}

function countWeights([task]: readonly Task[]): number {
  return task ? createTaskNetwork(task).weightCount : 0;
}
