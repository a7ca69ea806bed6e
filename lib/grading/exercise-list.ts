import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { chapters as bookChapters } from "@/content/book";
import { findExercises, hashExercise, readExerciseSources } from "@/content/exercises";

/** An exercise of this edition, as its files have it. */
export interface ExerciseToGrade {
  /** `chapter/id`. */
  key: string;
  /** Of its files (`hashExercise`). */
  edition: string;
  /** The question, in MDX as it was written. */
  prompt: string;
  /** Of a code exercise: what every student begins from. */
  starter?: string;
  /** Of its module. */
  file: string;
  /** Of the module with checks that the site never shipped, if there is one. */
  privateFile?: string;
}

export interface ExerciseChoice {
  /** With a folder for each chapter, as `content/chapters`. */
  chaptersFolder: string;
  /** `id` or `chapter/id`; all without. */
  exercises?: readonly string[];
  /** With `<chapter>/<id>.ts`. */
  privateChecks?: string;
}

/**
 * The exercises that stand in the chapters' texts, in the order of the book, and those of them that are chosen.
 *
 * Rejects with a RangeError where one is chosen, or has private checks, that is not there.
 */
export async function listExercises(
  choice: ExerciseChoice,
): Promise<{ all: ExerciseToGrade[]; chosen: ExerciseToGrade[] }> {
  const all: ExerciseToGrade[] = [];
  for (const chapter of await listChapters(choice.chaptersFolder)) {
    for (const { id } of await findExercises(chapter, choice.chaptersFolder)) {
      all.push(await readExercise(chapter, id, choice.chaptersFolder));
    }
  }
  if (choice.privateChecks) await addPrivateChecks(all, choice.privateChecks);
  const names = choice.exercises?.map((name) => chooseExercise(all, name));
  return { all, chosen: names ? all.filter((exercise) => names.includes(exercise)) : all };
}

/** The one of this name, `id` or `chapter/id`. Throws a RangeError if there is none, or more than one. */
export function chooseExercise<T extends { key: string }>(all: readonly T[], name: string): T {
  const chosen = all.filter(({ key }) => key === name || key.endsWith(`/${name}`));
  if (chosen.length === 1) return chosen[0] as T;
  const keys = all.map(({ key }) => key).join(", ");
  throw new RangeError(
    chosen.length === 0
      ? `There is no exercise “${name}”. There are: ${keys}.`
      : `“${name}” may be ${chosen.map(({ key }) => key).join(" or ")}. Write it with its chapter.`,
  );
}

/** Chapters in the order of the book, and after them those that it does not have. */
async function listChapters(folder: string): Promise<string[]> {
  const present = (await readdir(folder, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .filter((slug) => existsSync(path.join(folder, slug, "chapter.mdx")))
    .sort();
  const inBook = bookChapters.map(({ slug }) => slug).filter((slug) => present.includes(slug));
  return [...inBook, ...present.filter((slug) => !inBook.includes(slug))];
}

async function readExercise(chapter: string, id: string, folder: string): Promise<ExerciseToGrade> {
  const sources = await readExerciseSources(chapter, id, folder);
  return {
    key: `${chapter}/${id}`,
    edition: hashExercise(sources),
    prompt: (sources["prompt.mdx"] ?? "").trim(),
    starter: sources["starter.ts"],
    file: path.resolve(folder, chapter, "exercises", id, "exercise.ts"),
  };
}

async function addPrivateChecks(all: readonly ExerciseToGrade[], folder: string) {
  const files = (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  for (const file of files) {
    const key = path.relative(folder, file).split(path.sep).join("/").replace(/\.ts$/, "");
    const exercise = all.find((candidate) => candidate.key === key);
    if (!exercise) {
      throw new RangeError(
        `${file} has checks for an exercise “${key}”, which does not exist. Expected <chapter>/<id>.ts.`,
      );
    }
    exercise.privateFile = path.resolve(file);
  }
}

/** Changes with the private checks. */
export async function hashPrivateChecks(all: readonly ExerciseToGrade[]): Promise<string> {
  const hash = createHash("sha256");
  for (const { key, privateFile } of all) {
    if (privateFile) hash.update(`${key}\0${await readFile(privateFile, "utf8")}\0`);
  }
  return hash.digest("hex").slice(0, 16);
}
