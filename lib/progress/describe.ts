import type { ChapterProgress, ExerciseProgress, ExerciseState, Totals } from "./summarise";

/** The state of an exercise in words: "solved with 2 hints, changed since". */
export function describeExercise(exercise: ExerciseProgress): string {
  const { state, hintsShown, isChanged, isBegun } = exercise;
  if (state === "open") return isBegun ? "begun, not answered yet" : "not tried yet";
  const words = state === "tried" ? describeTried(exercise) : describeSolved(state, hintsShown);
  if (!isChanged) return words;
  return `${words}, changed since you ${state === "tried" ? "tried" : "solved"} it`;
}

function describeSolved(state: Exclude<ExerciseState, "open" | "tried">, hintsShown: number) {
  if (state === "solved") return "solved";
  if (state === "solved after the solution") return "solved after the solution was shown";
  return `solved with ${countHints(hintsShown)}`;
}

function describeTried({ attempts, hintsShown, solutionShown }: ExerciseProgress): string {
  if (solutionShown) return "solution shown";
  if (attempts === 0) return `${countHints(hintsShown)} taken, not answered yet`;
  const times = ["", "tried once", "tried twice"][attempts] ?? `tried ${attempts} times`;
  return hintsShown === 0 ? times : `${times}, with ${countHints(hintsShown)}`;
}

function countHints(count: number): string {
  return count === 1 ? "a hint" : `${count} hints`;
}

/** A chapter in a few words, for the table of contents: "2 of 6 sections read, 3 of 7 solved". Empty where nothing was done. */
export function describeChapter({ totals }: Pick<ChapterProgress, "totals">): string {
  const { sections, read, exercises, tried, solved } = totals;
  const words = [];
  if (read > 0) words.push(read === sections ? "read" : `${read} of ${sections} sections read`);
  if (tried > 0)
    words.push(solved === exercises ? "all solved" : `${solved} of ${exercises} solved`);
  return words.join(", ");
}

/** The whole in a sentence or two. */
export function describeBook(totals: Totals): string {
  const { sections, read, exercises, tried, solved } = totals;
  if (read === 0 && tried === 0) {
    return "Nothing is noted here yet. Read a chapter and try its exercises, and you will find here how far you have come.";
  }
  const done = [
    read > 0 && `read ${outOf(read, sections, "section")}`,
    solved > 0 && `solved ${outOf(solved, exercises, "exercise")}`,
    solved === 0 && tried > 0 && `tried ${outOf(tried, exercises, "exercise")}`,
  ].filter(Boolean);
  return `You have ${done.join(" and ")}${describeWays(totals)}.${describeChanged(totals)}`;
}

function outOf(part: number, whole: number, noun: string): string {
  const plural = whole === 1 ? noun : `${noun}s`;
  if (part === whole) return whole === 1 ? `the only ${noun}` : `all ${whole} ${plural}`;
  return `${part} of ${whole} ${plural}`;
}

function describeWays({ solved, withHints, afterSolution }: Totals): string {
  const ways = [
    withHints > 0 ? `${withHints} with hints` : "",
    afterSolution > 0 ? `${afterSolution} after the solution was shown` : "",
  ].filter(Boolean);
  if (ways.length === 0) return "";
  const alone = solved - withHints - afterSolution;
  return `: ${[alone > 0 ? `${alone} alone` : "", ...ways].filter(Boolean).join(", ")}`;
}

function describeChanged({ changed }: Totals): string {
  if (changed === 0) return "";
  return changed === 1
    ? " One of the exercises has changed since."
    : ` ${changed} of the exercises have changed since.`;
}
