import { fingerprint } from "../components/widgets/train/fingerprint";
import { loadDenseInNode } from "../lib/engine/dense/load-node";
import { createDenseStepper } from "../lib/engine/dense/stepper";
import { createTask } from "../lib/engine/task";
import { createTrainer } from "../lib/engine/trainer";
import { parseExperiment } from "../lib/experiment/experiment";

/** A run that every browser must train to the same bytes, as the end of the figure's address. */
export const sharedRun = "#descends:compile.optimizer.learningRate=0.1&fit.epochs=40";

/** The fingerprint of its weights, as the dense path trains it in Node. */
export async function computeSharedFingerprint(): Promise<string> {
  const modules = await loadDenseInNode();
  const experiment = parseExperiment({
    seed: 2,
    compile: { optimizer: { learningRate: 0.1 } },
    fit: { epochs: 40 },
  });
  const trainer = createTrainer(createTask(experiment), (task) =>
    createDenseStepper(task, modules),
  );
  await trainer.train({ epoch: 40 }, Number.POSITIVE_INFINITY);
  const { weights } = await trainer.snapshot();
  return fingerprint(weights);
}
