import type { Exercise, ExerciseSources } from "../exercise";
import { type Finding, findLine } from "./finding";

/** An exercise as its author left it. */
export interface ExerciseFiles {
  chapter: string;
  /** The name of the folder. */
  id: string;
  /** Relative to the repository, with `/`. */
  folder: string;
  sources: ExerciseSources;
  /** What `exercise.ts` exports. Rejects where it cannot be loaded. */
  load(): Promise<Exercise>;
}

/** A finding in one of the exercise's files, at the first place of these words. */
export function findIn(
  { folder, sources }: ExerciseFiles,
  name: string,
  place: string | RegExp,
  message: string,
): Finding {
  return { file: `${folder}/${name}`, line: findLine(sources[name] ?? "", place), message };
}

/** Files that are missing, of those that every exercise has, or every one of its kind. */
export function checkFileNames(files: ExerciseFiles, kind?: string): Finding[] {
  const ofKind = kind === "code" ? ["starter.ts", "solution.ts"] : [];
  return ["exercise.ts", "prompt.mdx", ...ofKind]
    .filter((name) => files.sources[name] === undefined)
    .map((name) => findIn(files, name, "", "This file is missing."));
}
