import type { Extension, Host } from "../host";
import { openBackend, replacePrint } from "./backend";
import { checkInputsOfModels } from "./check-inputs";
import { explainError } from "./explain";
import { endFitsOfBefore, replaceFit } from "./fit";
import { modelDisplayer, offerPredictRows, replaceSummary } from "./models";
import { countTensors, releaseTensors } from "./tensors";
import { tf } from "./tf";
import { describeTensors, forgetShownHistories, historyDisplayer, tensorDisplayer } from "./values";

export type OpenTfjs = typeof openTfjs;

/** TensorFlow.js with what the book changes in it, for one kernel. */
export async function openTfjs(
  host: Host,
): Promise<{ exports: Record<string, unknown>; extension: Extension }> {
  await openBackend(host);
  checkInputsOfModels();
  offerPredictRows();
  describeTensors();
  replacePrint(host);
  replaceSummary(host);
  replaceFit(host);
  return {
    // In a worker, frames come only while the page is drawn.
    exports: { ...tf, nextFrame: () => host.breathe() },
    extension: {
      displayers: [tensorDisplayer, modelDisplayer, historyDisplayer],
      findTensor: (value) => (value instanceof tf.Tensor ? value : undefined),
      countTensors,
      release: releaseTensors,
      explain: explainError,
      beginRun() {
        forgetShownHistories();
        endFitsOfBefore();
      },
    },
  };
}
