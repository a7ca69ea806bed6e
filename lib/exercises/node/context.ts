import { drawSeedsFor } from "../draw";
import type { JudgeContext } from "../exercise";
import { trainStartsInNode } from "./train-starts";

export interface NodeContextOptions {
  /** The reader's own number. */
  seed: number;
  /** Seeds for the starts of statements; left out, those that this reader would see on the page. */
  startSeeds?: JudgeContext["drawStartSeeds"];
  /** Left out, starts are trained in this process, on the dense path. */
  trainStarts?: JudgeContext["trainStarts"];
  /**
   * Where code runs. Left out, in this process, without a sandbox: only for the code of the book's own authors.
   */
  openStudentRealm?: JudgeContext["openStudentRealm"];
}

/** What verdicts need, in Node. */
export function createNodeContext({
  seed,
  startSeeds = (exerciseId, count) => drawSeedsFor(seed, exerciseId, count),
  trainStarts = trainStartsInNode,
  openStudentRealm = openAuthorsRealm,
}: NodeContextOptions): JudgeContext {
  return { seed, drawStartSeeds: startSeeds, trainStarts, openStudentRealm };
}

/** Loaded only where there is code, since it brings TensorFlow.js. */
const openAuthorsRealm: JudgeContext["openStudentRealm"] = async (code) => {
  const { openNodeRealm } = await import("../code/open-node-realm");
  return openNodeRealm(code);
};
