import { describe, expect, it } from "vitest";
import { createReferenceStepper } from "@/lib/engine/reference";
import { createTask } from "@/lib/engine/task";
import { createTrainer } from "@/lib/engine/trainer";
import { type ExperimentInput, parseExperiment } from "@/lib/experiment/experiment";
import { sixtyEpochs } from "./sixty-epochs";

const seeds = 256;

/** The share of starts that reach the exercise's goal, judged by the exercise, in float64. */
async function measureShare(change: ExperimentInput): Promise<number> {
  let passed = 0;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const base = parseExperiment({ seed });
    const experiment = parseExperiment({ seed, ...change });
    const trainer = createTrainer(createTask(experiment), createReferenceStepper);
    const { logs } = await trainer.train({ epoch: 60 }, Number.POSITIVE_INFINITY);
    const isDefault = Object.keys(change).length === 0;
    const testLoss = logs[59]?.testLoss ?? Number.NaN;
    passed += isDefault
      ? Number(testLoss < 0.02)
      : Number(sixtyEpochs.judge({ base, experiment, logs, changedAtEpoch: null }).isCorrect);
  }
  return passed / seeds;
}

/** Three standard errors of a share measured on 256 starts (facts of the book). */
const tolerance = (share: number) => 3 * Math.sqrt((share * (1 - share)) / seeds);

describe("sixty-epochs", () => {
  it.each<[number, string, ExperimentInput]>([
    [18, "18 % of them come below 0.02", {}],
    [94, "with α = 0.1 it is 94 %", { compile: { optimizer: { learningRate: 0.1 } } }],
    [95, "a batch size of 2 it is 95 %", { fit: { batchSize: 2 } }],
  ])(
    "is reached by as many starts as its explanation says (%i %%): %s",
    async (percent, text, change) => {
      const { reply } = sixtyEpochs.judge(passOnce());
      expect(reply).toContain(text);
      const share = await measureShare(change);
      expect(Math.abs(share - percent / 100), `measured ${share}`).toBeLessThan(
        tolerance(percent / 100),
      );
    },
    120_000,
  );
});

function passOnce() {
  const base = parseExperiment({});
  const experiment = parseExperiment({ fit: { batchSize: 2 } });
  const logs = [{ epoch: 60, loss: 0.01, testLoss: 0.01 }];
  return { base, experiment, logs, changedAtEpoch: null };
}
