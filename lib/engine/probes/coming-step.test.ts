import { describe, expect, it } from "vitest";
import { parseExperiment } from "../../experiment/experiment";
import { getLoss } from "../losses";
import { computeGradient } from "../network";
import { createReferenceStepper } from "../reference";
import { createTask, createTaskNetwork } from "../task";
import { createStart, createTrainer } from "../trainer";
import { computeComingStep, readComingBatch, selectMaskRows } from "./coming-step";

const task = createTask(
  parseExperiment({
    model: {
      layers: [{ units: 6, dropout: 0.5, kernelRegularizer: { l2: 0.01 } }, { units: 1 }],
    },
    compile: { optimizer: { name: "adam", learningRate: 0.01, clipnorm: 0.1 } },
    fit: {
      batchSize: 60,
      shuffle: true,
      schedule: { name: "exponentialDecay", decaySteps: 2, decayRate: 0.5 },
    },
  }),
);

describe("computeComingStep(task, snapshot)", () => {
  it("lands where the next update does, with memory, schedule, clipping and dropout", async () => {
    // Of 250 examples, the fifth batch of an epoch holds 10.
    for (const step of [0, 3, 4, 5]) {
      const trainer = createTrainer(task, createReferenceStepper);
      await trainer.train({ step }, Number.POSITIVE_INFINITY);
      const before = await trainer.snapshot();
      const { move, batch } = computeComingStep(task, before);
      await trainer.train({ step: step + 1 }, Number.POSITIVE_INFINITY);
      const { weights } = await trainer.snapshot();
      expect([...before.weights].map((weight, i) => weight + (move[i] as number))).toEqual([
        ...weights,
      ]);
      expect(batch.rows).toHaveLength(step === 4 ? 10 : 60);
    }
  });

  it("leaves the snapshot as it is", () => {
    const snapshot = createStart(task);
    computeComingStep(task, snapshot);
    expect(snapshot).toEqual(createStart(task));
  });
});

describe("readComingBatch(task, snapshot, most)", () => {
  it("takes evenly chosen examples with the dropout that each of them has in the whole batch", () => {
    const network = createTaskNetwork(task);
    const start = createStart(task);
    const whole = readComingBatch(task, start);
    const part = readComingBatch(task, start, 3);
    expect(part.size).toBe(60);
    expect([...part.rows]).toEqual([0, 20, 40].map((place) => whole.rows[place]));
    const loss = getLoss(task.compile.loss);
    for (const [place, of] of [0, 20, 40].entries()) {
      const [alone, inWhole] = [
        selectMaskRows(network, part.masks, [place]),
        selectMaskRows(network, whole.masks, [of]),
      ].map((masks) =>
        computeGradient(
          network,
          start.weights,
          loss,
          task.dataset.train,
          [part.rows[place] as number],
          masks,
        ),
      );
      expect(alone).toEqual(inWhole);
    }
  });
});
