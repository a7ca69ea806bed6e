import type { Experiment } from "../../experiment/experiment";
import type { StartsStatement } from "../starts";
import type { Mending, RemedyName } from "./remedies";

export const illnessIds = [
  "rate-too-high",
  "batch-too-large",
  "zero-weights",
  "saturated-sigmoids",
  "dead-relus",
  "too-deep-for-sigmoid",
  "unsuitable-loss",
  "unscaled-input",
  "shuffled-labels",
  "forgotten-shuffle",
  "leaking-test-data",
  "overfitting",
] as const;

export type IllnessId = (typeof illnessIds)[number];

/** Why a network does not learn what it should, with all that an exercise needs to know of it. */
export interface Illness {
  id: IllnessId;
  /** In the list from which the reader chooses: "The learning rate is too high". */
  name: string;
  /** A network that has it; another one for each reader. */
  draw(choose: Choose): Experiment;
  /** What the mended network has to do from new starts. */
  statement: Pick<StartsStatement, "quantity" | "below">;
  /** What is trained for the statement, where that is not what the reader has made of it. */
  measure?(mended: Experiment): Experiment;
  /** What is known to cure it. */
  cures: readonly [Cure, ...Cure[]];
  /** What looks like a cure and is none. */
  misses: readonly [Miss, ...Miss[]];
  /** Where it shows; said once its name is found. */
  clue: string;
  /** Said to those who see it where it is not: what it would look like, and which probe to look at. */
  against: string;
  /** The same for those who take this one for another, where there is something more to the point. */
  mistakenFor?: Partial<Record<IllnessId, string>>;
}

/** One of the items, the same for a reader on each visit. */
export type Choose = <T>(part: string, items: readonly T[]) => T;

interface Treatment {
  /** An example of it. */
  mending: Mending;
  /** Whether what the reader has turned is of this kind. Without it: whether all the same controls were turned. */
  isMeant?(mending: Mending, broken: Experiment): boolean;
}

export interface Cure extends Treatment {
  /** Why it helps; said after a right answer. */
  explanation: string;
}

export interface Miss extends Treatment {
  /** Why it does not help. */
  reply: string;
  /** It does not, whatever else is turned. */
  whateverElse?: true;
}

export function isMeant(treatment: Treatment, mending: Mending, broken: Experiment): boolean {
  if (treatment.isMeant) return treatment.isMeant(mending, broken);
  return listRemedies(treatment.mending).every((name) => name in mending);
}

/** The miss that tells why all that was turned is in vain; undefined where that has to be tried. */
export function findMiss(
  { cures, misses }: Illness,
  mending: Mending,
  broken: Experiment,
): Miss | undefined {
  if (cures.some((cure) => isMeant(cure, mending, broken))) return undefined;
  const meant = misses.filter((miss) => isMeant(miss, mending, broken));
  const known = new Set(meant.flatMap((miss) => listRemedies(miss.mending)));
  const isAllKnown = listRemedies(mending).every((name) => known.has(name));
  return meant.find(({ whateverElse }) => isAllKnown || whateverElse);
}

export function listRemedies(mending: Mending): RemedyName[] {
  return Object.keys(mending) as RemedyName[];
}
