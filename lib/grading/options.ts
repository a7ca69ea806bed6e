import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import type { Shard } from "./work-folder";

/** `npm run grade -- submissions/ --out grades.csv`, and more. */
export interface GradeOptions {
  command: "grade";
  submissions: string;
  out: string;
  work: string;
  roster?: string;
  /** One column of Canvas' gradebook for the sum of points, in place of a column for each exercise. */
  assignment?: string;
  exercises?: string[];
  points: Record<string, number>;
  privateChecks?: string;
  chapters: string;
  jobs: number;
  shard: Shard;
  /** Without one, a run draws its own and keeps it. */
  seed?: string;
  timeMs: number;
  memoryBytes: number;
  isUnsafe: boolean;
}

/** `npm run grade -- merge work1/ work2/ --out grades.csv`. */
export interface MergeOptions {
  command: "merge";
  folders: string[];
  out: string;
  roster?: string;
  assignment?: string;
}

export const usage = `npm run grade -- submissions/ --out grades.csv
npm run grade -- merge work1/ work2/ --out grades.csv

  --roster file.csv        an export of Canvas' gradebook or of Moodle's grading worksheet
  --assignment "name"      one column of Canvas for the sum, in place of one for each exercise
  --exercises a,b          only these
  --points a=2,b=0.5       in place of 1
  --private-checks folder  <chapter>/<id>.ts with checks that the site never shipped
  --chapters folder        in place of the book's own, content/chapters
  --jobs n                 so many browsers at once (all cores)
  --shard i/n              a part of the submissions; merge puts the parts together
  --work folder            what the run keeps to go on from (beside the CSV)
  --seed text              from which the starts of all networks are drawn; shards need the same
                           (one that nobody knows, kept in the work folder)
  --time-limit seconds     for one exercise (60)
  --memory-limit MB        for a browser (1500)
  --unsafe-no-sandbox      also as root, and where Chromium's sandbox does not work`;

/** Throws a RangeError with a sentence for arguments that mean nothing. */
export function parseOptions(args: readonly string[]): GradeOptions | MergeOptions {
  const { values, positionals } = parse(args);
  const [first, ...rest] = positionals;
  const { out, roster, assignment } = values;
  if (!first) throw new RangeError("Name the folder of submissions.");
  if (!out?.endsWith(".csv"))
    throw new RangeError(
      "Name the file to write, all after “--”: npm run grade -- submissions/ --out grades.csv.",
    );
  if (first === "merge") {
    if (rest.length === 0) throw new RangeError("Name the work folders that are to be merged.");
    return { command: "merge", folders: rest, out, roster, assignment };
  }
  if (rest.length > 0)
    throw new RangeError(`Name one folder of submissions; “${rest[0]}” is more.`);
  const shard = parseShard(values.shard);
  if (shard.count > 1 && values.seed === undefined) {
    throw new RangeError(
      "--shard: all shards need the same --seed, a word of yours that no student knows.",
    );
  }
  return {
    command: "grade",
    submissions: first,
    out,
    roster,
    assignment,
    work: values.work ?? out.replace(/\.csv$/, "-work"),
    exercises: values.exercises?.split(",").map((name) => name.trim()),
    points: parsePoints(values.points),
    privateChecks: values["private-checks"],
    chapters: values.chapters ?? "content/chapters",
    jobs: parseNumber("--jobs", values.jobs, availableParallelism()),
    shard,
    seed: values.seed,
    timeMs: parseNumber("--time-limit", values["time-limit"], 60) * 1000,
    memoryBytes: parseNumber("--memory-limit", values["memory-limit"], 1500) * 2 ** 20,
    isUnsafe: values["unsafe-no-sandbox"] ?? false,
  };
}

function parse(args: readonly string[]) {
  const text = { type: "string" } as const;
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        out: text,
        work: text,
        roster: text,
        assignment: text,
        exercises: text,
        points: text,
        "private-checks": text,
        chapters: text,
        jobs: text,
        shard: text,
        seed: text,
        "time-limit": text,
        "memory-limit": text,
        "unsafe-no-sandbox": { type: "boolean" },
      },
    });
  } catch (error) {
    throw new RangeError(`${(error as Error).message} --help names all options.`);
  }
}

function parsePoints(text: string | undefined): Record<string, number> {
  if (!text) return {};
  const entries = text.split(",").map((entry) => {
    const [name = "", value = ""] = entry.split("=").map((part) => part.trim());
    const points = Number(value);
    if (!name || value === "" || !(points >= 0) || !Number.isFinite(points)) {
      throw new RangeError(`--points: expected entries like descend=2, but got “${entry}”.`);
    }
    return [name, points] as const;
  });
  return Object.fromEntries(entries);
}

function parseShard(text = "1/1"): Shard {
  const [, index = 0, count = 0] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (index >= 1 && index <= count) return { index, count };
  throw new RangeError(`--shard: expected 1/4 to 4/4 for four shards, but got “${text}”.`);
}

function parseNumber(name: string, text: string | undefined, usual: number): number {
  if (text === undefined) return usual;
  const value = Number(text);
  const isWhole = name !== "--jobs" || Number.isInteger(value);
  if (text.trim() !== "" && value > 0 && Number.isFinite(value) && isWhole) return value;
  throw new RangeError(`${name}: expected a number above 0, but got “${text}”.`);
}
