import { describe, expect, it } from "vitest";
import { loadDenseInNode } from "@/lib/engine/dense/load-node";
import { trainMember } from "@/lib/engine/population/train-members";
import { computeAtLeast } from "@/lib/exercises/binomial";
import { decodeExperiment } from "@/lib/experiment/link";
import sixtyEpochs from "./exercise";

const { base, statement } = sixtyEpochs;
const starts = 400;

/** The share of starts that come below the goal's loss. */
async function measureShare(link: string): Promise<number> {
  const modules = await loadDenseInNode();
  const answer = { experiment: decodeExperiment(link, base), runs: [] };
  const sample = sixtyEpochs.findSample?.(answer, 0);
  if (!sample) throw new Error(`${link} would not be trained.`);
  let passed = 0;
  for (let seed = 0; seed < starts; seed += 1) {
    const { testLoss } = await trainMember({ ...sample.experiment, seed }, modules);
    passed += Number(testLoss < statement.below);
  }
  return passed / starts;
}

describe("sixty-epochs", () => {
  it.each<[number, string, string, number]>([
    [18, "", "own settings 18\u00a0% of all starts come below 0.02 in 60 epochs", 0.003],
    [94, "compile.optimizer.learningRate=0.1", "with α = 0.1 it is 94\u00a0%", 0.994],
    [95, "fit.batchSize=2", "a batch size of 2 it is 95\u00a0%", 0.996],
  ])(
    "is reached by %i %% of the starts with %j, as its explanation says",
    async (percent, link, text, whole) => {
      const trainAll = async () =>
        new Array(7).fill({ seed: 1, loss: 0, testLoss: 0, history: [] });
      const verdict = await sixtyEpochs.judge(
        { experiment: decodeExperiment("fit.batchSize=2", base), runs: [] },
        {
          seed: 1,
          drawStartSeeds: (_, count) => Array.from({ length: count }, (_, seed) => seed),
          trainStarts: trainAll,
          openStudentRealm: () => Promise.reject(new Error("A goal runs no code.")),
        },
      );
      expect(verdict.isCorrect).toBe(true);
      expect(verdict.reply).toContain(text);
      const share = await measureShare(link);
      // Three standard errors of a share measured on 400 starts.
      const tolerance = 3 * Math.sqrt((share * (1 - share)) / starts);
      expect(Math.abs(share - percent / 100), `measured ${share}`).toBeLessThan(tolerance);
      expect(computeAtLeast(statement.atLeast, statement.of, percent / 100)).toBeCloseTo(whole, 3);
    },
  );
});
