import { loadDenseInNode } from "../lib/engine/dense/load-node";
import { createMember, listSeeds } from "../lib/engine/population/members";
import { trainMember } from "../lib/engine/population/train-members";
import { compareGpuPopulation } from "./page/compare-gpu-population";
import { members, populationExperiment, populationWork } from "./page/contestants/population";
import type { Contestant } from "./page/measure";
import type { Finding, RowDescription } from "./row";

export const populationInNode: RowDescription = {
  name: "population-gpu",
  work: `${populationWork}: WebGPU in Node`,
  peer: "one thread",
};

/** Takes Dawn's `gpu` as the browser's `navigator.gpu`. */
export function runPopulationInNode(gpu: GPU): Promise<Finding> {
  Object.defineProperty(globalThis, "navigator", { value: { gpu }, configurable: true });
  return compareGpuPopulation(openThread);
}

async function openThread(): Promise<Contestant> {
  const modules = await loadDenseInNode();
  const list = listSeeds(members).map((change) => createMember(populationExperiment, change));
  return {
    async run(count) {
      for (let i = 0; i < count; i += 1) {
        for (const member of list) await trainMember(member, modules);
      }
    },
  };
}
