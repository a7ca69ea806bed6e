import { createHash } from "node:crypto";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import path from "node:path";
import type { GradingSettings, SubmissionResult } from "./outcome";

/** One run's part of a grading. */
export interface RunRecord {
  settings: GradingSettings;
  shard: Shard;
  /** So many files were found in the folder of submissions, for all shards together. */
  fileCount: number;
  /** Of the results, in the order of the files; null until all are there. */
  keys: string[] | null;
}

export interface Shard {
  /** One-based. */
  index: number;
  count: number;
}

/**
 * What a run leaves behind as it goes, so that another goes on where it broke off, and shards can be merged: what was
 * graded by which settings, and a file for each submission's result. Each file is there as a whole or not at all.
 */
export class WorkFolder {
  readonly folder: string;

  constructor(folder: string) {
    this.folder = folder;
  }

  async writeRun(run: RunRecord): Promise<void> {
    await this.#write("run.json", run);
  }

  /** Rejects with a sentence where there is none. */
  async readRun(): Promise<RunRecord> {
    const run = await this.#read<RunRecord>("run.json");
    if (run) return run;
    throw new Error(`${this.folder} is no work folder of npm run grade: run.json is missing.`);
  }

  /** Of the run that is to go on here, if there is one. */
  async findSeed(): Promise<string | undefined> {
    return (await this.#read<RunRecord>("run.json"))?.settings?.seed;
  }

  async readResult(key: string): Promise<SubmissionResult | undefined> {
    return await this.#read<SubmissionResult>(`results/${key}.json`);
  }

  async writeResult(key: string, result: SubmissionResult): Promise<void> {
    await this.#write(`results/${key}.json`, result);
  }

  async #write(name: string, value: unknown) {
    const file = path.join(this.folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    const unfinished = `${file}.${process.pid}.unfinished`;
    await writeFile(unfinished, JSON.stringify(value));
    await rename(unfinished, file);
  }

  async #read<T>(name: string): Promise<T | undefined> {
    try {
      return JSON.parse(await readFile(path.join(this.folder, name), "utf8"));
    } catch {
      return undefined;
    }
  }
}

/** Under which a result is kept: all that it depends on. */
export function getResultKey(settings: GradingSettings, file: string, hash: string): string {
  const exercises = settings.exercises.map(({ points, ...exercise }) => exercise);
  return createHash("sha256")
    .update(JSON.stringify([{ ...settings, exercises }, file, hash]))
    .digest("hex")
    .slice(0, 32);
}

/** Whether a shard has to grade the file at this place of the sorted list. */
export function isInShard(place: number, { index, count }: Shard): boolean {
  return place % count === index - 1;
}

/**
 * The results of all shards, sorted by path, as one run would have given them.
 *
 * Rejects with a sentence where a shard is missing, unfinished, or of another grading.
 */
export async function mergeRuns(
  folders: readonly string[],
): Promise<{ settings: GradingSettings; results: SubmissionResult[] }> {
  const works = folders.map((folder) => new WorkFolder(folder));
  const runs = await Promise.all(works.map((work) => work.readRun()));
  const [first] = runs;
  if (!first) throw new Error("Name the work folders that are to be merged.");
  const { count } = first.shard;
  for (const [index, run] of runs.entries()) {
    const folder = folders[index];
    if (
      run.shard.count !== count ||
      JSON.stringify(run.settings) !== JSON.stringify(first.settings)
    ) {
      throw new Error(
        `${folder} was graded with other settings than ${folders[0]}: all shards need the same copy of the book, exercises, seed, points and limits.`,
      );
    }
    if (run.fileCount !== first.fileCount) {
      throw new Error(`${folder} found other submissions than ${folders[0]}.`);
    }
    if (!run.keys)
      throw new Error(`${folder} is not finished. Run its shard again, and it goes on.`);
  }
  for (let index = 1; index <= count; index += 1) {
    const present = runs.filter(({ shard }) => shard.index === index).length;
    if (present !== 1) throw new Error(`Shard ${index}/${count} is there ${present} times.`);
  }
  const results = await Promise.all(
    runs.flatMap(({ keys }, index) => (keys ?? []).map((key) => works[index]?.readResult(key))),
  );
  if (results.includes(undefined)) throw new Error("A result is missing in the work folders.");
  return {
    settings: first.settings,
    results: (results as SubmissionResult[]).sort((a, b) => (a.path < b.path ? -1 : 1)),
  };
}
