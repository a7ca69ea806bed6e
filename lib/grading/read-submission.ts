import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { open } from "node:fs/promises";
import path from "node:path";
import { formatBytes } from "../notebook/limits";
import {
  maxSubmissionBytes,
  parseSubmission,
  submissionFileName,
} from "../submission/parse-submission";
import type { Submission } from "../submission/submission";
import { readFileInZip, ZipError, type ZipLimits } from "./read-zip";

/** A file that was handed in, as far as it could be read. */
export interface ReadSubmission {
  /** Of the file's bytes, SHA-256 in hexadecimal; empty where they were not read. */
  hash: string;
  submission?: Submission;
  /** Why there is none, in a sentence. */
  problem?: string;
}

const megabyte = 1024 * 1024;
export const maxArchiveBytes = 50 * megabyte;
const zipLimits: ZipLimits = {
  maxEntries: 2000,
  maxTotalBytes: 500 * megabyte,
  maxFileBytes: maxSubmissionBytes,
};

/** Reads a file that was handed in. Never rejects for what a student could have done. */
export async function readSubmission(folder: string, file: string): Promise<ReadSubmission> {
  const archive = await readFile(path.join(folder, file));
  if (typeof archive === "string") return { hash: "", problem: archive };
  const hash = createHash("sha256").update(archive).digest("hex");
  try {
    const bytes = await readFileInZip(archive, submissionFileName, zipLimits);
    return { hash, submission: parseSubmission(decode(bytes)) };
  } catch (error) {
    if (error instanceof ZipError || error instanceof RangeError) {
      return { hash, problem: error.message };
    }
    // Also what we have not thought of stops nothing.
    return { hash, problem: `It could not be read (internal: ${(error as Error).message}).` };
  }
}

/** The bytes, or why they are not read. What has become a link meanwhile is not followed. */
async function readFile(file: string): Promise<Buffer | string> {
  try {
    const handle = await open(file, constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0));
    try {
      const { size } = await handle.stat();
      if (size > maxArchiveBytes) {
        return `It has ${formatBytes(size)}; at most ${formatBytes(maxArchiveBytes)} are read.`;
      }
      return await handle.readFile();
    } finally {
      await handle.close();
    }
  } catch (error) {
    return `It could not be read (${(error as NodeJS.ErrnoException).code}).`;
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new RangeError(`${submissionFileName} is not in UTF-8.`);
  }
}
