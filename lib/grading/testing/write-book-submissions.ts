import { writeFileSync } from "node:fs";
import path from "node:path";
import { chapters } from "@/content/book";
import { findExercises, hashExercise, readExerciseSources } from "@/content/exercises";
import { loadExercise } from "@/content/load-exercise";
import type { KeptExercise } from "@/lib/progress/progress";
import { writeSubmission } from "@/lib/submission/write-submission";
import { hashEdition } from "@/scripts/edition.mjs";

// node scripts/run-typescript.mjs <this file> <folder>: hands in the book's own solutions to all its exercises, and
// what a reader begins with, as `solutions.zip` and `starter.zip`.

const folder = process.argv[2] ?? "";
const seed = 12_345;

for (const name of ["solutions", "starter"] as const) {
  const exercises: KeptExercise[] = [];
  for (const { slug } of chapters.filter(({ isWritten }) => isWritten)) {
    for (const { id } of await findExercises(slug)) exercises.push(await answer(slug, id, name));
  }
  const draft = { student: { name, number: name }, edition: hashEdition(), createdAt: 0, seed };
  const bytes = writeSubmission({ ...draft, exercises, chapters: [] });
  writeFileSync(path.join(folder, `${name}.zip`), bytes);
}

async function answer(
  chapter: string,
  id: string,
  name: "solutions" | "starter",
): Promise<KeptExercise> {
  const sources = await readExerciseSources(chapter, id);
  const { prove } = await loadExercise(chapter, id);
  const proof = prove(seed, sources);
  const record = {
    answer: name === "starter" ? proof.starter : proof.solutions[0],
    edition: hashExercise(sources),
    attempts: 1,
    hintsShown: 0,
    solutionShown: false,
    isSolved: name === "solutions",
    changedAt: 0,
  };
  return { chapter, id, record };
}
