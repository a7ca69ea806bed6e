import type { Row } from "../../row";
import { openKernelEpoch } from "../contestants/dense";
import { compare } from "../measure";
import { createDeepTask } from "../tasks";

/** Ours against ours: how much numbers below the smallest normal float32 slow an epoch down. */
export const vanishingRows: Row[] = (["sgd", "adam"] as const).map((optimizer) => ({
  name: `vanishing-${optimizer}`,
  work: `an epoch of 250 points, six sigmoid layers of 8, ${optimizer}: gradients below 1e-38`,
  peer: "the same with gradients of the usual size",
  atMost: 1.5,
  async run() {
    const vanishing = await openKernelEpoch(createDeepTask(optimizer, true));
    const normal = await openKernelEpoch(createDeepTask(optimizer, false));
    // The weights differ, and are meant to.
    const withoutWeights = { readWeights: undefined };
    return compare({ ...vanishing, ...withoutWeights }, { ...normal, ...withoutWeights });
  },
}));
