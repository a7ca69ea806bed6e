import path from "node:path";
import { performance } from "node:perf_hooks";
import { readBookFiles } from "@/content/exercise-files";
import { hashEngine, readProofRecords, writeProofRecords } from "@/content/proof-records";
import { createNodeContext } from "@/lib/exercises/node/context";
import { openStartPool } from "@/lib/exercises/node/start-pool";
import { type ChapterFiles, checkPlaces } from "@/lib/exercises/proof/check-places";
import { createCounter } from "@/lib/exercises/proof/count-passing";
import { printChapter, printSummary } from "@/lib/exercises/proof/print-report";
import type { ProofTools } from "@/lib/exercises/proof/prove-answers";
import { type ExerciseProof, proveExercise } from "@/lib/exercises/proof/prove-exercise";
import { type Recorder, recordAnswers } from "@/lib/exercises/proof/record-answers";
import { findRecorded, getPath, hashProof, type ProofRecords } from "@/lib/exercises/proof/records";
import { writeCounts } from "./counts.mjs";
import { reportFolder } from "./site.mjs";

// npm run check:book -- [chapter | chapter/exercise …] [--record]
//
// Proves the exercises of the book, or those that are named. With --record, what takes long to measure is measured
// first, and kept in content/proofs.json.

const slowMs = 30_000;

const args = process.argv.slice(2);
const pool = openStartPool();
try {
  process.exitCode = await checkBook(
    args.filter((arg) => arg !== "--record"),
    args.includes("--record"),
  );
} catch (error) {
  console.error(`npm run check:book: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
} finally {
  await pool.close();
}

/** Prints the proofs and returns the exit code. */
async function checkBook(names: readonly string[], isRecording: boolean): Promise<number> {
  const startMs = performance.now();
  const book = await readBookFiles();
  const chosen = choose(book, names);
  const engine = await hashEngine();
  const createContext = (seed: number) => createNodeContext({ seed });
  const countPassing = createCounter(pool);
  const kept = isRecording && names.length === 0 ? {} : await readProofRecords();
  const records = isRecording
    ? await record(chosen, engine, kept, { createContext, countPassing })
    : kept;
  const tools: ProofTools = {
    createContext,
    countPassing,
    findRecorded: (files, answer) => findRecorded(records, files, engine, answer),
  };
  const proofs: ExerciseProof[] = [];
  for (const chapter of chosen) {
    const ofChapter: ExerciseProof[] = [];
    const slow: string[] = [];
    for (const files of chapter.exercises) {
      const beganMs = performance.now();
      const proof = await proveExercise(files, tools);
      ofChapter.push(proof);
      if (proof.isRecordable && performance.now() - beganMs > slowMs) slow.push(getPath(files));
    }
    if (ofChapter.length > 0) console.log(`${printChapter(chapter, ofChapter)}\n`);
    if (slow.length > 0) {
      console.log(`Keep what took long: npm run check:book -- ${slow.join(" ")} --record\n`);
    }
    proofs.push(...ofChapter);
  }
  // Places are the whole book's.
  const places = names.length === 0 ? checkPlaces(book) : [];
  const findings = [...places, ...proofs.flatMap((proof) => proof.findings)];
  console.log(printSummary(proofs, findings, performance.now() - startMs));

  if (names.length === 0) {
    const failed = proofs.filter((proof) => proof.findings.length > 0).length;
    const isPlaced = places.length === 0;
    writeCounts(path.join(reportFolder, "check-book.json"), {
      passed: proofs.length - failed + Number(isPlaced),
      failed: failed + Number(!isPlaced),
      skipped: 0,
    });
  }
  return findings.length === 0 ? 0 : 1;
}

/** The named exercises, or all. Throws for a name that is neither a chapter's nor an exercise's. */
function choose(book: readonly ChapterFiles[], names: readonly string[]): ChapterFiles[] {
  for (const name of names) {
    const isKnown = book.some(
      ({ slug, exercises }) => name === slug || exercises.some((files) => name === getPath(files)),
    );
    if (!isKnown) {
      throw new Error(
        `expected names such as gradient-descent or gradient-descent/step-length, or --record, but got ${name}.`,
      );
    }
  }
  const isChosen = (name: string) => names.length === 0 || names.includes(name);
  return book.map((chapter) => ({
    ...chapter,
    exercises: chapter.exercises.filter(
      (files) => isChosen(chapter.slug) || isChosen(getPath(files)),
    ),
  }));
}

/** Measures what takes long, and writes it down beside what is kept. */
async function record(
  chapters: readonly ChapterFiles[],
  engine: string,
  kept: ProofRecords,
  recorder: Recorder,
): Promise<ProofRecords> {
  const records = { ...kept };
  for (const files of chapters.flatMap(({ exercises }) => exercises)) {
    const name = getPath(files);
    const answers = await recordAnswers(files, recorder);
    delete records[name];
    if (Object.keys(answers).length === 0) continue;
    records[name] = { key: hashProof(files, engine), answers };
    console.log(`Recorded ${name}.`);
  }
  await writeProofRecords(records);
  return records;
}
