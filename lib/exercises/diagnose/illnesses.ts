import type { Experiment } from "../../experiment/experiment";
import { drawFor } from "../draw";
import type { Illness, IllnessId } from "./illness";
import { batchTooLarge } from "./illnesses/batch-too-large";
import { deadRelus } from "./illnesses/dead-relus";
import { forgottenShuffle } from "./illnesses/forgotten-shuffle";
import { leakingTestData } from "./illnesses/leaking-test-data";
import { overfitting } from "./illnesses/overfitting";
import { rateTooHigh } from "./illnesses/rate-too-high";
import { saturatedSigmoids } from "./illnesses/saturated-sigmoids";
import { shuffledLabels } from "./illnesses/shuffled-labels";
import { tooDeepForSigmoid } from "./illnesses/too-deep-for-sigmoid";
import { unscaledInput } from "./illnesses/unscaled-input";
import { unsuitableLoss } from "./illnesses/unsuitable-loss";
import { zeroWeights } from "./illnesses/zero-weights";

export const illnesses: Readonly<Record<IllnessId, Illness>> = {
  "rate-too-high": rateTooHigh,
  "batch-too-large": batchTooLarge,
  "zero-weights": zeroWeights,
  "saturated-sigmoids": saturatedSigmoids,
  "dead-relus": deadRelus,
  "too-deep-for-sigmoid": tooDeepForSigmoid,
  "unsuitable-loss": unsuitableLoss,
  "unscaled-input": unscaledInput,
  "shuffled-labels": shuffledLabels,
  "forgotten-shuffle": forgottenShuffle,
  "leaking-test-data": leakingTestData,
  overfitting,
};

/** A broken network and what ails it. */
export interface Patient {
  illness: Illness;
  experiment: Experiment;
}

/** The network that a reader finds, the same on every visit. `part` tells the draws of one exercise from another's. */
export function drawPatient(seed: number, part: string, ids: readonly IllnessId[]): Patient {
  const illness = illnesses[drawFor(seed, `${part} illness`, ids)];
  const experiment = illness.draw((of, items) => drawFor(seed, `${part} ${of}`, items));
  return { illness, experiment };
}
