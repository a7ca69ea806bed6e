import * as z from "zod/mini";
import { ExperimentError } from "../experiment/errors";
import { type Experiment, parseExperiment } from "../experiment/experiment";
import { formatCount } from "../format";

/** An Experiment within an answer: one that this edition does not know is no answer. */
export const answerExperimentSchema = z.pipe(
  z.unknown(),
  z.transform((value, context): Experiment => {
    try {
      return parseExperiment(value);
    } catch (error) {
      if (!(error instanceof ExperimentError)) throw error;
      context.issues.push({ code: "custom", input: value, message: error.message });
      return z.NEVER;
    }
  }),
) as unknown as z.ZodMiniType<Experiment>;

/** Weights times points times epochs of one run: on a usual computer about two seconds. */
const mostWork = 1e9;
/** Updates in one run; each costs something however small the network is. */
const mostSteps = 1e6;

/**
 * Why training an Experiment several times would take too long for an answer; undefined where it does not.
 * A link, or a file that is handed in, may ask for any size.
 */
export function explainTooMuch({ data, model, fit }: Experiment): string | undefined {
  const work = data.samples * fit.epochs;
  const weights = countWeights(data.features.length, model.layers);
  if (weights * work > mostWork) {
    const most = Math.floor(mostWork / work);
    return `This network has ${formatCount(weights, "weight")}, and to train it from several starts would take too long here. Keep it to ${most.toLocaleString("en-GB")}.`;
  }
  if (Math.ceil(data.samples / fit.batchSize) * fit.epochs > mostSteps) {
    return "With so many points, epochs and so small a batch, to train from several starts would take too long here. Use a larger batch.";
  }
  return undefined;
}

/** Weights and biases. */
function countWeights(inputs: number, layers: readonly { units: number }[]): number {
  let count = 0;
  let incoming = inputs;
  for (const { units } of layers) {
    count += (incoming + 1) * units;
    incoming = units;
  }
  return count;
}
