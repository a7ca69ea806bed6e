import type { Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import path from "node:path";

/** What lies in the folder of submissions. */
export interface FoundFile {
  /** Relative to the folder, with `/`. */
  path: string;
  /** Why it is no submission that could be read, in a sentence. */
  problem?: string;
}

const maxDepth = 4;

/** What systems and their users leave beside the files that students hand in. */
const ignoredNames = /^(\..*|Thumbs\.db|desktop\.ini|__MACOSX)$/;

/**
 * All that was handed in, sorted by path: `*.zip` in the folder and in the folders that Moodle makes in it. What is
 * none, such as a symbolic link, comes with the reason, and is not followed.
 */
export async function findSubmissions(folder: string): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  await collect(folder, "", 0, found);
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function collect(folder: string, prefix: string, depth: number, found: FoundFile[]) {
  for (const entry of await readEntries(folder, prefix, found)) {
    if (ignoredNames.test(entry.name)) continue;
    const relative = prefix ? `${prefix}/${entry.name}` : entry.name;
    if (entry.isDirectory() && depth < maxDepth) await collect(folder, relative, depth + 1, found);
    else found.push({ path: relative, problem: findProblem(entry) });
  }
}

/** A folder in the folder that may not be read is named like a file; that there is none at all is an error. */
async function readEntries(folder: string, prefix: string, found: FoundFile[]): Promise<Dirent[]> {
  try {
    return await readdir(path.join(folder, prefix), { withFileTypes: true });
  } catch (error) {
    if (prefix === "") throw error;
    const { code } = error as NodeJS.ErrnoException;
    found.push({ path: prefix, problem: `The folder could not be read (${code}).` });
    return [];
  }
}

function findProblem(entry: Dirent): string | undefined {
  if (entry.isSymbolicLink()) {
    return "It is a symbolic link, which is not followed. Put the file itself there.";
  }
  if (entry.isDirectory()) return `It lies more than ${maxDepth} folders deep.`;
  if (!entry.isFile()) return "It is neither a file nor a folder.";
  if (!/\.zip$/i.test(entry.name)) return "It is no .zip, as the book's “Export submission” makes.";
  return undefined;
}

/** Whose file it is, as Canvas or Moodle say by the names that they give to what they let an instructor download. */
export interface LearningSystemOwner {
  system: "canvas" | "moodle";
  /** Canvas' number of the user; Moodle's number of the participant. */
  id: string;
  name: string;
}

/**
 * Moodle: `Ada Lovelace_123_assignsubmission_file_/work.zip`, with or without the folder.
 * Canvas: `lovelaceada_LATE_123_456_work.zip`, with the numbers of the user and of the file.
 */
export function findOwner(file: string): LearningSystemOwner | undefined {
  // The first number: what follows it is the student's own name of the file, and may hold another.
  const moodle = /(?:^|\/)([^/]+?)_(\d+)_assignsubmission_file/.exec(file);
  if (moodle) return { system: "moodle", name: moodle[1] as string, id: moodle[2] as string };
  const canvas = /(?:^|\/)([^/_]+)_(?:LATE_)?(\d+)_\d+_[^/]+$/.exec(file);
  if (canvas) return { system: "canvas", name: canvas[1] as string, id: canvas[2] as string };
  return undefined;
}
