import { createHash } from "node:crypto";

/**
 * Seeds of fresh starts, all different, which nobody knows before they have the grader's own seed. They depend on
 * nothing but these arguments, so that a second run and every shard train the same networks.
 */
export function drawStartSeeds(
  graderSeed: string,
  submissionHash: string,
  exercise: string,
  count: number,
): number[] {
  const seeds = new Set<number>();
  for (let index = 0; seeds.size < count; index += 1) {
    const digest = createHash("sha256")
      .update(JSON.stringify([graderSeed, submissionHash, exercise, index]))
      .digest();
    seeds.add(digest.readUInt32LE(0));
  }
  return [...seeds];
}
