import { createTask } from "../../../lib/engine/task";
import { parseExperiment } from "../../../lib/experiment/experiment";
import { openDenseTrainer } from "../../adapters";
import type { Finding, Row } from "../../row";
import { findMedian } from "../measure";

const epochs = 200;
const samples = 25;

/** What a change of a setting costs: the chapter's whole run from the start, every epoch measured. */
export const retrainRows: Row[] = [
  { batchSize: 10, atMost: 5 },
  { batchSize: 1, atMost: 16 },
].map(({ batchSize, atMost }) => ({
  name: `retrain-batch-${batchSize}`,
  work: `${epochs} epochs of the chapter's network, 2-4-2-1, batch ${batchSize}, with the losses of 500 points after each`,
  atMost,
  run: () => measureRetraining(batchSize),
}));

async function measureRetraining(batchSize: number): Promise<Finding> {
  const times: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const startMs = performance.now();
    const trainer = await openDenseTrainer(createTask(parseExperiment({ fit: { batchSize } })));
    const { logs, isDone } = await trainer.train({ epoch: epochs }, Number.POSITIVE_INFINITY);
    trainer.dispose();
    times.push(performance.now() - startMs);
    if (!isDone || logs.length !== epochs) throw new Error("The run has not reached its end.");
  }
  return { kind: "reading", value: findMedian(times), unit: "ms" };
}
