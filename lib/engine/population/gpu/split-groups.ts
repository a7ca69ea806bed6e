import type { Task } from "../../task";
import type { Limits } from "./can-train";
import { countMemberBytes } from "./member-struct";
import { countNumbers } from "./pack-data";
import { countResultNumbers } from "./print-evaluate";
import { countStateNumbers } from "./print-prelude";
import type { Structure } from "./structure";

/** How many members may share their buffers, so that none of these is larger than the device allows. */
export function countMembersOfGroup(
  structure: Structure,
  tasks: readonly Task[],
  limits: Limits,
): number {
  const mostBytes = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const bytesOfMember = Math.max(
    4 * countStateNumbers(structure),
    4 * countResultNumbers(structure),
    countMemberBytes(structure),
  );
  const fitting = Math.floor(mostBytes / bytesOfMember);
  const ofData = countMembersOfData(tasks, mostBytes);
  return Math.max(
    1,
    Math.min(tasks.length, fitting, ofData, limits.maxComputeWorkgroupsPerDimension),
  );
}

/** Taking each data set for different from all others, unless all of them fit. */
function countMembersOfData(tasks: readonly Task[], mostBytes: number): number {
  const distinct = new Set(tasks.map(({ dataset }) => dataset));
  let total = 0;
  let largest = 0;
  for (const dataset of distinct) {
    const bytes = 4 * countNumbers(dataset);
    total += bytes;
    largest = Math.max(largest, bytes);
  }
  return total <= mostBytes ? tasks.length : Math.floor(mostBytes / largest);
}
