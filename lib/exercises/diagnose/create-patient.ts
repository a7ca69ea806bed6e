import {
  type ActivationName,
  type Experiment,
  type ExperimentInput,
  parseExperiment,
} from "../../experiment/experiment";
import type { Choose } from "./illness";

type LayerInput = NonNullable<NonNullable<ExperimentInput["model"]>["layers"]>[number];

interface PatientSettings {
  data?: ExperimentInput["data"];
  /** Units of the hidden layers. */
  hidden: readonly number[];
  activation?: ActivationName;
  /** Of every layer. */
  layer?: Omit<LayerInput, "units" | "activation">;
  /** Of the output alone. */
  output?: Partial<LayerInput>;
  learningRate?: number;
  batchSize?: number;
  epochs?: number;
  seed: number;
}

/** A network that would be well but for the settings given: tanh, α 0.1, batches of 10, 100 epochs. */
export function createPatient({
  data = {},
  hidden,
  activation = "tanh",
  layer = {},
  output = {},
  learningRate = 0.1,
  batchSize = 10,
  epochs = 100,
  seed,
}: PatientSettings): Experiment {
  return parseExperiment({
    data,
    model: {
      layers: [
        ...hidden.map((units) => ({ ...layer, units, activation })),
        { ...layer, units: 1, ...output },
      ],
    },
    compile: { optimizer: { learningRate } },
    fit: { epochs, batchSize },
    seed,
  });
}

const seeds = Array.from({ length: 1000 }, (_, index) => index);

export function chooseSeed(choose: Choose): number {
  return choose("seed", seeds);
}
