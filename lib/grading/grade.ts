import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { findChromium } from "../../scripts/browser.mjs";
import { buildSandbox, sandboxFolder } from "../../scripts/build-sandbox.mjs";
import { hashEdition } from "../../scripts/edition.mjs";
import { buildHarness, buildJudgeProcess } from "./build-judges";
import { checkSandbox, checkUser } from "./check-browser";
import {
  chooseExercise,
  type ExerciseToGrade,
  hashPrivateChecks,
  listExercises,
} from "./exercise-list";
import { findSubmissions } from "./find-submissions";
import { gradeBatch } from "./grade-batch";
import { JudgeClient, type JudgeClientOptions } from "./judge-client";
import type { GradeOptions } from "./options";
import type { GradedExercise, GradingSettings, SubmissionResult } from "./outcome";
import { Progress, type ProgressOutput } from "./progress";
import type { JudgeableExercise } from "./protocol";
import { isInShard, WorkFolder } from "./work-folder";

export interface GradingContext {
  /** For what happens on the way. */
  output: ProgressOutput;
  /** Ends the grading in order; the same command goes on from there. */
  signal: AbortSignal;
}

export interface Grading {
  settings: GradingSettings;
  /** Sorted by path; without those that an end by the signal has left out. */
  results: SubmissionResult[];
  isFinished: boolean;
}

/** Grades a folder of submissions, or a shard of it. Rejects with a sentence where that cannot be begun. */
export async function grade(options: GradeOptions, context: GradingContext): Promise<Grading> {
  if (!options.isUnsafe) checkUser();
  checkFolders(options);
  const found = await findSubmissions(options.submissions);
  if (found.length === 0) {
    throw new Error(`There is nothing in ${options.submissions}: put the students' files there.`);
  }
  const { all, chosen } = await listExercises({
    chaptersFolder: options.chapters,
    exercises: options.exercises,
    privateChecks: options.privateChecks,
  });
  if (chosen.length === 0) throw new Error(`There are no exercises in ${options.chapters}.`);
  const temporaryFolder = await mkdtemp(path.join(tmpdir(), "descent-grade-"));
  try {
    const judge = await prepareJudge(chosen, options, temporaryFolder);
    const work = new WorkFolder(options.work);
    const settings: GradingSettings = {
      seed: options.seed ?? (await work.findSeed()) ?? randomUUID(),
      edition: hashEdition(findBookFolder(options.chapters)),
      grader: hashEdition("lib"),
      exercises: describe(chosen, judge.exercises, options.points),
      known: all.map(({ key }) => key),
      privateChecks: await hashPrivateChecks(chosen),
      limits: judge.limits,
    };
    context.output.write(`The seed of all networks is “${settings.seed}”.\n`);
    const run = { settings, shard: options.shard, fileCount: found.length, keys: null };
    await work.writeRun(run);

    const files = found.filter((_file, place) => isInShard(place, options.shard));
    const progress = new Progress(files.length, context.output);
    const clients = Array.from(
      { length: Math.min(options.jobs, Math.max(1, files.length)) },
      () => new JudgeClient(judge),
    );
    const graded = await gradeBatch({
      folder: options.submissions,
      files,
      settings,
      work,
      clients,
      signal: context.signal,
      onResult: (_result, isKept) => progress.advance(isKept),
    });
    const isFinished = !context.signal.aborted;
    if (isFinished) await work.writeRun({ ...run, keys: graded.map(({ key }) => key) });
    return { settings, results: graded.map(({ result }) => result), isFinished };
  } finally {
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

/** What a run writes must not lie among what was handed in, where the next run would find it. */
function checkFolders({ submissions, out, work }: GradeOptions) {
  if (!statSync(submissions, { throwIfNoEntry: false })?.isDirectory()) {
    throw new Error(
      `${submissions} is no folder. Put the students' files into one, and name that.`,
    );
  }
  for (const written of [out, work]) {
    const way = path.relative(submissions, written);
    if (way.startsWith("..") || path.isAbsolute(way)) continue;
    throw new Error(
      `${written} would lie in ${submissions}, among what was handed in. Write it to another folder.`,
    );
  }
}

/** Of the folder whose hash a site has that was built from these chapters. */
function findBookFolder(chapters: string): string {
  return path.resolve(chapters) === path.resolve("content/chapters") ? "content" : chapters;
}

/** Builds what judges, and makes sure that code runs where it can do no harm. */
async function prepareJudge(
  chosen: readonly ExerciseToGrade[],
  { isUnsafe, timeMs, memoryBytes }: GradeOptions,
  temporaryFolder: string,
): Promise<JudgeClientOptions & { exercises: readonly JudgeableExercise[] }> {
  const setup = { harnessFile: null, sandboxFolder, chromiumPath: null, isSandboxed: !isUnsafe };
  const options: JudgeClientOptions = {
    processFile: await buildJudgeProcess(chosen),
    setup,
    limits: { timeMs, memoryBytes },
    temporaryFolder: path.join(temporaryFolder, "browsers"),
  };
  await mkdir(options.temporaryFolder);
  const client = new JudgeClient(options);
  const exercises = await client.start();
  await client.close();

  const code = chosen.filter(({ key }) => kindOf(exercises, key) === "code");
  const misplaced = chosen.find((exercise) => exercise.privateFile && !code.includes(exercise));
  if (misplaced) {
    throw new RangeError(`${misplaced.key} takes no private checks, since its answer is no code.`);
  }
  if (code.length === 0) return { ...options, exercises };
  const chromiumPath = findChromium();
  if (!chromiumPath) {
    throw new Error("No Chromium was found: install it, or name it by CHROMIUM_PATH.");
  }
  if (!isUnsafe) await checkSandbox(chromiumPath);
  await buildSandbox();
  const harnessFile = path.join(temporaryFolder, "harness.js");
  await buildHarness(code, harnessFile);
  return { ...options, exercises, setup: { ...setup, chromiumPath, harnessFile } };
}

function kindOf(exercises: readonly JudgeableExercise[], key: string) {
  return exercises.find((exercise) => exercise.key === key)?.kind;
}

function describe(
  chosen: readonly ExerciseToGrade[],
  judgeable: readonly JudgeableExercise[],
  points: Readonly<Record<string, number>>,
): GradedExercise[] {
  const worth = Object.entries(points).map(
    ([name, value]) => [chooseExercise(chosen, name).key, value] as const,
  );
  return chosen.map(({ key, edition, prompt, starter }) => {
    const { title, kind } = judgeable.find((exercise) => exercise.key === key) as JudgeableExercise;
    const own = worth.findLast(([name]) => name === key)?.[1] ?? 1;
    return { key, title, kind, edition, prompt, starter, points: own };
  });
}
