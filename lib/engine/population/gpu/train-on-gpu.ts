import type { Experiment } from "../../../experiment/experiment";
import { checkTask, createTask } from "../../task";
import type { MemberResult, Population } from "../train-members";
import { canTrain } from "./can-train";
import { createGpuPopulation, type GpuPopulationOptions } from "./gpu-population";
import { measureLayouts } from "./measure-layouts";
import type { PopulationMetrics } from "./population-reading";

const layoutTrialMs = 60;

/** What the fastest layout depends on: the programs, and how many of them run side by side. */
function describeShape(members: readonly Experiment[]): string {
  const [first] = members;
  const magnitude = Math.round(Math.log2(members.length));
  return JSON.stringify([first?.model, first?.compile, first?.data.features.length, magnitude]);
}

/**
 * Trains populations on a device that stays the caller's, in the layout that measured fastest for
 * networks of their shape.
 */
export function openGpuPopulation(device: GPUDevice, gpuName: string | null): Population {
  const layouts = new Map<string, GpuPopulationOptions["layout"]>();
  return {
    gpuName,
    async prepare(members) {
      const shape = describeShape(members);
      const tasks = members.map(createTask);
      if (layouts.has(shape) || canTrain(tasks, device.limits)) return;
      const [fastest] = await measureLayouts(device, tasks, layoutTrialMs);
      layouts.set(shape, fastest?.layout);
    },
    async train(members: readonly Experiment[], needsHistories: boolean) {
      if (needsHistories) return "The graphics processor keeps no histories";
      const [first] = members;
      if (!first) return [];
      const tasks = members.map(createTask);
      for (const task of tasks) checkTask(task);
      const reason = canTrain(tasks, device.limits);
      if (reason) return reason;
      const population = await createGpuPopulation(device, tasks, {
        layout: layouts.get(describeShape(members)),
      });
      try {
        await population.train({ epoch: first.fit.epochs });
        const { loss, testLoss, metrics, testMetrics } = await population.evaluate();
        return members.map(
          (_, index): MemberResult => ({
            loss: loss[index] as number,
            testLoss: testLoss[index] as number,
            metrics: selectMember(metrics, index),
            testMetrics: selectMember(testMetrics, index),
          }),
        );
      } finally {
        population.dispose();
      }
    },
  };
}

function selectMember(metrics: PopulationMetrics, index: number): MemberResult["metrics"] {
  return Object.fromEntries(
    Object.entries(metrics).map(([name, values]) => [name, values[index] as number]),
  );
}
