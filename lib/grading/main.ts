import { grade } from "./grade";
import { type GradeOptions, parseOptions, usage } from "./options";
import type { GradedExercise, SubmissionResult } from "./outcome";
import { readRoster } from "./roster";
import { mergeRuns } from "./work-folder";
import { type OutputOptions, writeOutputs } from "./write-outputs";

/** The exit code of a shell command that Ctrl+C has ended. */
const interrupted = 130;

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  if (args.length === 0 || args.includes("--help")) {
    console.log(usage);
    return args.length === 0 ? 1 : 0;
  }
  try {
    const options = parseOptions(args);
    const { out, assignment } = options;
    // First, since a mistake in it should not be found when all is graded.
    const roster = options.roster ? await readRoster(options.roster) : undefined;
    const outputs = { out, assignment, roster };
    if (options.command === "grade") return await gradeUntilStopped(options, outputs);
    const { settings, results } = await mergeRuns(options.folders);
    await finish(settings.exercises, results, outputs);
    return 0;
  } catch (error) {
    console.error(`npm run grade: ${phrase(error)}`);
    return 1;
  }
}

async function gradeUntilStopped(options: GradeOptions, outputs: OutputOptions): Promise<number> {
  const controller = new AbortController();
  const { signal } = controller;
  const stop = () => controller.abort();
  // Not once: npm passes on what a terminal has sent already.
  process.on("SIGINT", stop).on("SIGTERM", stop);
  const grading = await grade(options, { output: process.stdout, signal }).catch((error) => {
    // Ctrl+C also ends what is being prepared, which then fails.
    if (!signal.aborted) throw error;
  });
  process.off("SIGINT", stop).off("SIGTERM", stop);
  if (!grading?.isFinished) {
    console.log("\nStopped. The same command goes on from here.");
    return interrupted;
  }
  const { index, count } = options.shard;
  if (count > 1) {
    console.log(`Shard ${index}/${count} is in ${options.work}. Merge all of them.`);
    return 0;
  }
  await finish(grading.settings.exercises, grading.results, outputs);
  return 0;
}

async function finish(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  outputs: OutputOptions,
) {
  const { files, remarkedCount } = await writeOutputs(exercises, results, outputs);
  console.log(`Written: ${files.join(", ")}`);
  if (remarkedCount > 0) console.log(`${remarkedCount} files have remarks: see the report.`);
}

/** With the way out, where the system has refused something. */
function phrase(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { code, path } = error as NodeJS.ErrnoException;
  if (code === "ENOSPC") return "The disk is full. Make room, and the same command goes on.";
  if (code === "ENOENT" && path) return `There is no ${path}.`;
  if (path && code && ["EACCES", "EPERM", "EROFS"].includes(code)) {
    return `${path} may not be read or written by this user (${code}).`;
  }
  return error.message;
}
