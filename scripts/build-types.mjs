// @ts-check
import { mkdir, rename, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { threadId } from "node:worker_threads";
import { repositoryFolder } from "./site.mjs";

/** From here the site takes the types that the editor's language service knows. */
export const typesFile = path.join(repositoryFolder, "public/language/types.json");

const inputs = [
  ..."build-types.mjs collect-types.mjs prune-types.mjs"
    .split(" ")
    .map((name) => `scripts/${name}`),
  "lib/sandbox/runtime/descent/types.ts",
  "package-lock.json",
].map((name) => path.join(repositoryFolder, name));

/**
 * Writes the types into one file, unless that is newer than what it is made from.
 *
 * @param {string} [file] where to, for tests
 */
export async function buildTypes(file = typesFile) {
  const newest = Math.max(...(await Promise.all(inputs.map(findTime))));
  if ((await findTime(file)) > newest) return;
  await mkdir(path.dirname(file), { recursive: true });
  // Test files run side by side, and none may read what another has half written.
  const unfinished = `${file}.${process.pid}-${threadId}`;
  await writeFile(unfinished, JSON.stringify(await collectTypes()));
  await rename(unfinished, file);
}

/** What is written. The compiler, which takes half a second to load, is loaded only for this. */
export async function collectTypes() {
  return (await import("./collect-types.mjs")).collectTypes();
}

/** @param {string} file */
async function findTime(file) {
  try {
    return (await stat(file)).mtimeMs;
  } catch {
    return 0;
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await buildTypes();
