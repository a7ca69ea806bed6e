import { countWorkgroupBytes, type Limits, smallestLanes } from "./can-train";
import { mostUnrolledWeights } from "./print-invocation";
import type { Structure } from "./structure";

/** How networks are laid out over the GPU. */
export type Layout =
  | { name: "invocation"; lanes: number }
  | { name: "workgroup"; lanes: number; tileRows: number };

export interface LayoutOptions {
  /** A network for each invocation, or for each workgroup. Otherwise the size decides. */
  layout?: Layout["name"];
  /** Invocations of a workgroup. */
  lanes?: number;
}

/** Registers that an invocation can count on: weights, gradients and slots should fit. */
const registers = 128;

/** From so many networks on, one invocation for each fills a GPU. */
const fullHouse = 4096;

/**
 * A workgroup for each network, which finishes a step soonest, unless the networks are so small that most
 * of its lanes would wait, and so many that one lane for each keeps the GPU busy.
 *
 * Throws a RangeError if a network is too large for the layout that was asked for.
 */
export function chooseLayout(
  structure: Structure,
  population: { size: number; largestBatch: number },
  limits: Limits,
  { layout, lanes }: LayoutOptions = {},
): Layout {
  const { network, rule } = structure;
  const { weightCount } = network;
  const numbers = weightCount * (2 + rule.slots.length);
  const name =
    layout ?? (numbers <= registers && population.size >= fullHouse ? "invocation" : "workgroup");
  if (name === "invocation") {
    if (weightCount > mostUnrolledWeights) {
      throw new RangeError(
        `createGpuPopulation: expected at most ${mostUnrolledWeights} weights for a network in one invocation, but got ${weightCount}.`,
      );
    }
    return { name, lanes: lanes ?? smallestLanes };
  }
  const most = Math.min(limits.maxComputeInvocationsPerWorkgroup, limits.maxComputeWorkgroupSizeX);
  const wanted = lanes ?? (weightCount <= 64 ? smallestLanes : weightCount <= 1024 ? 64 : 128);
  const fitting = (rows: number) =>
    countWorkgroupBytes(network, rows, wanted) <= limits.maxComputeWorkgroupStorageSize;
  let tileRows = Math.min(population.largestBatch, mostTileRows);
  while (tileRows > 1 && !fitting(tileRows)) tileRows -= 1;
  return { name, lanes: fitting(tileRows) ? Math.min(wanted, most) : smallestLanes, tileRows };
}

/** More rows at a time would take more memory and so leave fewer workgroups side by side. */
const mostTileRows = 32;
