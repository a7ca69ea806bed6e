import type { Network } from "../../network";
import { createTaskNetwork, type Task } from "../../task";
import { countNumbers } from "./pack-data";
import { findMismatch } from "./structure";

/** Those of a device's limits that these kernels must keep. */
export type Limits = Pick<
  GPUSupportedLimits,
  | "maxComputeWorkgroupStorageSize"
  | "maxComputeInvocationsPerWorkgroup"
  | "maxComputeWorkgroupSizeX"
  | "maxComputeWorkgroupsPerDimension"
  | "maxStorageBufferBindingSize"
  | "maxBufferSize"
>;

/** What WebGPU promises of every device. */
export const defaultLimits: Limits = {
  maxComputeWorkgroupStorageSize: 16_384,
  maxComputeInvocationsPerWorkgroup: 256,
  maxComputeWorkgroupSizeX: 256,
  maxComputeWorkgroupsPerDimension: 65_535,
  maxStorageBufferBindingSize: 134_217_728,
  maxBufferSize: 268_435_456,
};

/**
 * Multiplications in one update above which it may outlast a frame, since one workgroup makes it. (An
 * update is never cut in two.)
 */
export const longestUpdate = 16_000_000;

/** Of WGSL's 8192 bytes for a function's variables, two such layers take most. */
const widestLayer = 1000;

/**
 * Why these members cannot train together on a GPU, as a sentence without its full stop, or null if
 * they can. Nothing is approximated: whatever the kernels lack is a reason.
 */
export function canTrain(tasks: readonly Task[], limits: Limits = defaultLimits): string | null {
  const [task] = tasks;
  if (!task) return "There is no network to train";
  const mismatch = findMismatch(tasks);
  if (mismatch) return `On the graphics processor, ${mismatch}`;
  const network = createTaskNetwork(task);
  if (tasks.some(({ model }) => model.layers.some(({ dropout }) => dropout > 0))) {
    return "The graphics processor's kernels have no dropout";
  }
  if (network.layers.slice(0, -1).some(({ activation }) => activation === "softmax")) {
    return "The graphics processor's kernels have no softmax in a hidden layer";
  }
  const widest = Math.max(network.inputs, ...network.layers.map(({ units }) => units));
  if (widest > widestLayer) {
    return `The graphics processor's kernels have room for ${widestLayer} units in a layer, and here are ${widest}`;
  }
  const available = limits.maxComputeWorkgroupStorageSize;
  const neededBytes = countWorkgroupBytes(network, 1, smallestLanes);
  if (neededBytes > available) {
    return `A network of ${network.weightCount} weights needs ${neededBytes} bytes close to the graphics processor's cores, which have ${available} for it`;
  }
  const mostBytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  if (tasks.some(({ dataset }) => 4 * countNumbers(dataset) > mostBytes)) {
    return `The data set is larger than the ${mostBytes} bytes that the graphics processor takes at once`;
  }
  const largestBatch = tasks.reduce((largest, { fit }) => Math.max(largest, fit.batchSize), 1);
  if (3 * largestBatch * network.weightCount > longestUpdate) {
    return `One update with a batch of ${largestBatch} would keep the graphics processor from drawing the page`;
  }
  return null;
}

/** Lanes of the smallest workgroup that is ever used. */
export const smallestLanes = 32;

/** Shared memory of a workgroup that trains one network, with so many rows of a batch at a time. */
export function countWorkgroupBytes(
  { inputs, layers, weightCount }: Network,
  rows: number,
  lanes: number,
): number {
  // Of each row its inputs, and of each unit its sum and its value.
  const numbersOfRow = layers.reduce((count, { units }) => count + 2 * units, inputs);
  // Arrays in workgroup memory begin at multiples of 16 bytes.
  const padding = 4 * (2 * layers.length + 3);
  return 4 * (weightCount + rows * numbersOfRow + lanes + padding);
}
