import { createHash } from "node:crypto";
import * as z from "zod/mini";
import type { Sample } from "../exercise";
import type { ExerciseFiles } from "./exercise-files";
import type { Count, Role } from "./measurement";

const count = z.int().check(z.gte(0));

/** Shares that take too long to be measured each time, by the path of their exercise. */
export const proofRecordsSchema = z.record(
  z.string(),
  z.object({
    /** Of the exercise and of what runs it. With another one, the record is of something else. */
    key: z.string(),
    /** By the name of the answer, or the hash of its sample. */
    answers: z.record(z.string(), z.object({ passed: count, tries: count })),
  }),
);

export type ProofRecords = z.output<typeof proofRecordsSchema>;

/** The name of an exercise in the records and on the command line: `gradient-descent/descend`. */
export function getPath({ chapter, id }: Pick<ExerciseFiles, "chapter" | "id">): string {
  return `${chapter}/${id}`;
}

/**
 * Changes with what an exercise's shares depend on: its code, and the engine that runs it.
 *
 * @param engine a hash of the engine
 */
export function hashProof({ sources }: Pick<ExerciseFiles, "sources">, engine: string): string {
  const hash = createHash("sha256").update(engine);
  for (const name of Object.keys(sources).sort()) {
    if (/\.ts$/.test(name) && !/\.test\.ts$/.test(name)) hash.update(`\0${name}\0${sources[name]}`);
  }
  return hash.digest("hex").slice(0, 16);
}

/** The same for the same training, from whatever seed the reader sees it. */
export function hashSample({ experiment, statement }: Sample, role: Role): string {
  const text = JSON.stringify([{ ...experiment, seed: 0 }, statement, role]);
  return createHash("sha256").update(text).digest("hex").slice(0, 16);
}

/** The recorded count of an answer, if it is of this very exercise and engine. */
export function findRecorded(
  records: ProofRecords,
  files: ExerciseFiles,
  engine: string,
  answer: string,
): Count | undefined {
  const record = records[getPath(files)];
  return record?.key === hashProof(files, engine) ? record.answers[answer] : undefined;
}
