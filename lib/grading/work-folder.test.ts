import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { GradingSettings } from "./outcome";
import { makeResult, twoExercises } from "./testing/results";
import { getResultKey, isInShard, mergeRuns, WorkFolder } from "./work-folder";

const settings: GradingSettings = {
  seed: "s",
  edition: "e",
  grader: "g",
  exercises: twoExercises,
  known: [],
  privateChecks: "",
  limits: { timeMs: 1, memoryBytes: 1 },
};
const paths = ["a.zip", "b.zip", "c.zip", "d.zip", "e.zip"];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-work-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** The work folders of so many shards. */
async function writeShards(count: number): Promise<string[]> {
  const folders: string[] = [];
  for (let index = 1; index <= count; index += 1) {
    const shard = { index, count };
    const work = new WorkFolder(path.join(folder, `${count}-${index}`));
    const own = paths.filter((_path, place) => isInShard(place, shard));
    const keys = own.map((file) => getResultKey(settings, file, "h"));
    for (const [place, file] of own.entries()) {
      await work.writeResult(keys[place] as string, makeResult(file, file, file));
    }
    await work.writeRun({ settings, shard, fileCount: paths.length, keys });
    folders.push(work.folder);
  }
  return folders;
}

describe("mergeRuns(folders)", () => {
  it.each([1, 2, 3, 5, 7])("gives the same from %i shards, in any order", async (count) => {
    const { results } = await mergeRuns((await writeShards(count)).reverse());
    expect(results).toEqual(paths.map((file) => makeResult(file, file, file)));
  });

  it("refuses parts that make no whole, with the reason", async () => {
    const [first, second, third] = (await writeShards(3)) as [string, string, string];
    await expect(mergeRuns([first, second])).rejects.toThrow("Shard 3/3 is there 0 times.");
    await expect(mergeRuns([first, first, second, third])).rejects.toThrow(
      "Shard 1/3 is there 2 times.",
    );
    await expect(mergeRuns([first, folder])).rejects.toThrow("run.json is missing");

    const work = new WorkFolder(third);
    const run = await work.readRun();
    await work.writeRun({ ...run, keys: null });
    await expect(mergeRuns([first, second, third])).rejects.toThrow("is not finished");
    await work.writeRun({ ...run, settings: { ...settings, seed: "t" } });
    await expect(mergeRuns([first, second, third])).rejects.toThrow("with other settings");
    await work.writeRun({ ...run, fileCount: 6 });
    await expect(mergeRuns([first, second, third])).rejects.toThrow("found other submissions");
    await work.writeRun({ ...run, keys: ["none"] });
    await expect(mergeRuns([first, second, third])).rejects.toThrow("A result is missing");
  });
});

describe("new WorkFolder(folder).findSeed()", () => {
  it("gives the seed of the run that is to go on, and none where there is no run that can be read", async () => {
    const work = new WorkFolder(folder);
    expect(await work.findSeed()).toBeUndefined();
    await work.writeRun({ settings, shard: { index: 1, count: 1 }, fileCount: 0, keys: null });
    expect(await work.findSeed()).toBe("s");
    writeFileSync(path.join(folder, "run.json"), "{}");
    expect(await work.findSeed()).toBeUndefined();
  });
});

describe("getResultKey(settings, file, hash)", () => {
  it("changes with all that a result depends on, and not with the points", () => {
    const key = getResultKey(settings, "a.zip", "h");
    expect(getResultKey({ ...settings, seed: "t" }, "a.zip", "h")).not.toBe(key);
    expect(getResultKey({ ...settings, privateChecks: "p" }, "a.zip", "h")).not.toBe(key);
    expect(getResultKey({ ...settings, grader: "another version" }, "a.zip", "h")).not.toBe(key);
    expect(getResultKey(settings, "a.zip", "i")).not.toBe(key);
    const exercises = twoExercises.map((exercise) => ({ ...exercise, points: 5 }));
    expect(getResultKey({ ...settings, exercises }, "a.zip", "h")).toBe(key);
  });
});
