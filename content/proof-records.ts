import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import * as z from "zod/mini";
import { type ProofRecords, proofRecordsSchema } from "@/lib/exercises/proof/records";
import { listFiles } from "@/scripts/site.mjs";

const recordsFile = path.join(process.cwd(), "content/proofs.json");

/** The committed records. Throws for a file that holds something else. */
export async function readProofRecords(): Promise<ProofRecords> {
  if (!existsSync(recordsFile)) return {};
  return z.parse(proofRecordsSchema, JSON.parse(await readFile(recordsFile, "utf8")));
}

export async function writeProofRecords(records: ProofRecords): Promise<void> {
  const sorted = Object.fromEntries(Object.entries(records).sort(([a], [b]) => (a < b ? -1 : 1)));
  await writeFile(recordsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

/** What runs the code of an exercise, and trains for it. */
const engineFolders = ["lib/data", "lib/engine", "lib/exercises/code", "lib/sandbox/runtime"];

/** A hash of the engine: our sources without their tests, and the version of TensorFlow.js. */
export async function hashEngine(): Promise<string> {
  const hash = createHash("sha256");
  const packageFile = path.join(process.cwd(), "package.json");
  const { dependencies } = JSON.parse(await readFile(packageFile, "utf8"));
  hash.update(dependencies["@tensorflow/tfjs"]);
  for (const folder of engineFolders) {
    for (const name of listFiles(path.join(process.cwd(), folder), ".ts")) {
      if (name.endsWith(".test.ts")) continue;
      hash.update(`\0${folder}/${name}\0`).update(await readFile(path.join(folder, name)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
