import type { PopulationEngine } from "../../../lib/engine/population/plan-population";
import { createTask } from "../../../lib/engine/task";
import { parseExperiment } from "../../../lib/experiment/experiment";
import { openDenseTrainer, openPool, openPopulationHere, type PopulationRun } from "../../adapters";
import type { Contestant } from "../measure";

export const members = 1024;
const epochs = 500;

/** XOR networks 2-4-1, which differ in their seeds. */
export const populationExperiment = parseExperiment({
  data: { name: "xor" },
  model: { layers: [{ units: 4 }, { units: 1 }] },
  fit: { epochs },
});

export const populationWork = `${members} XOR networks 2-4-1, ${epochs} epochs`;

/** Each sample is a whole population, which takes seconds. */
export const populationSamples = { samples: 5, sampleMs: 1, warmUpMs: 0 };

export function openPoolContestant(workerCount: number): Contestant {
  return toContestant(openPool(populationExperiment, members, workerCount));
}

/** In this very thread; or why this engine cannot. */
export async function openPopulationContestant(
  engine: PopulationEngine,
): Promise<Contestant | string> {
  const run = await openPopulationHere(engine, populationExperiment, members);
  return typeof run === "string" ? run : toContestant(run);
}

/** As many runs of their own, one after the other, as the page trains a network. */
export const singleRuns: Contestant = {
  async run(count) {
    for (let i = 0; i < count; i += 1) {
      for (let seed = 0; seed < members; seed += 1) {
        const trainer = await openDenseTrainer(createTask({ ...populationExperiment, seed }));
        const { isDone } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
        if (!isDone) throw new Error(`The run with seed ${seed} diverged.`);
        trainer.dispose();
      }
    }
  },
};

function toContestant({ train, dispose }: PopulationRun): Contestant {
  return {
    async run(count) {
      for (let i = 0; i < count; i += 1) await train();
    },
    dispose,
  };
}
