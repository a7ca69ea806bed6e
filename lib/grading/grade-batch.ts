import type { FoundFile } from "./find-submissions";
import { gradeSubmission } from "./grade-submission";
import type { JudgeClient } from "./judge-client";
import type { GradingSettings, SubmissionResult } from "./outcome";
import { type ReadSubmission, readSubmission } from "./read-submission";
import { getResultKey, type WorkFolder } from "./work-folder";

export interface BatchOptions {
  /** Of submissions. */
  folder: string;
  /** Those that this run has to grade. */
  files: readonly FoundFile[];
  settings: GradingSettings;
  work: WorkFolder;
  /** Each judges one submission at a time. */
  clients: readonly JudgeClient[];
  /** Ends the batch; what is not finished is not kept. */
  signal: AbortSignal;
  /** `isKept`: an earlier run has left the result. */
  onResult(result: SubmissionResult, isKept: boolean): void;
}

export interface GradedFile {
  key: string;
  result: SubmissionResult;
}

/**
 * Grades all files, several at once, in an order that does not matter; gives them in the order of the files.
 *
 * Rejects with a sentence where no process can be started that judges.
 */
export async function gradeBatch({ signal, ...options }: BatchOptions): Promise<GradedFile[]> {
  const { files, clients } = options;
  const failure = new AbortController();
  const end = AbortSignal.any([signal, failure.signal]);
  end.addEventListener("abort", () => {
    for (const client of clients) void client.stop("The grading was stopped.");
  });
  const graded: GradedFile[] = [];
  let next = 0;
  const work = async (client: JudgeClient) => {
    while (next < files.length && !end.aborted) {
      const place = next;
      next += 1;
      const file = await gradeFile(files[place] as FoundFile, client, { ...options, signal: end });
      if (file) graded[place] = file;
    }
  };
  const fail = (error: unknown) => failure.abort(error);
  await Promise.all(clients.map((client) => work(client).catch(fail)));
  await Promise.all(clients.map((client) => client.close()));
  failure.signal.throwIfAborted();
  return graded;
}

async function gradeFile(
  { path, problem }: FoundFile,
  client: JudgeClient,
  { folder, settings, work, signal, onResult }: BatchOptions,
): Promise<GradedFile | undefined> {
  const read: ReadSubmission = problem ? { hash: "", problem } : await readSubmission(folder, path);
  const key = getResultKey(settings, path, read.hash);
  // What could not be read has no hash that would tell whether it is still the same.
  const kept = read.hash ? await work.readResult(key) : undefined;
  const result = kept ?? (await gradeSubmission(path, read, settings, client));
  if (signal.aborted) return undefined;
  if (!kept) await work.writeResult(key, result);
  onResult(result, kept !== undefined);
  return { key, result };
}
