import { type Row, skip } from "../../row";
import { compareGpuPopulation } from "../compare-gpu-population";
import {
  members,
  openPoolContestant,
  openPopulationContestant,
  populationSamples,
  populationWork,
  singleRuns,
} from "../contestants/population";
import { compare } from "../measure";

export const populationRows: Row[] = [
  {
    name: "population-workers",
    work: `${populationWork}: two workers`,
    peer: "one worker",
    bar: 1.6,
    run: () => compare(openPoolContestant(2), openPoolContestant(1), populationSamples),
  },
  {
    name: "population-singles",
    work: `${populationWork}: the population in the dense path, one thread`,
    peer: `${members} single runs through the Trainer`,
    bar: 1.5,
    async run() {
      const population = await openPopulationContestant("dense");
      if (typeof population === "string") return skip(population);
      return compare(population, singleRuns, populationSamples);
    },
  },
  {
    name: "population-gpu",
    work: `${populationWork}: WebGPU`,
    peer: "workers on all cores",
    needsGpu: true,
    run: () => compareGpuPopulation(() => openPoolContestant(navigator.hardwareConcurrency)),
  },
];
