import type * as z from "zod/mini";
import type { ChoiceExercise } from "./choice";
import type { GoalExercise } from "./goal";
import type { NumberExercise } from "./number";

/** What an exercise says to an answer. */
export interface Verdict {
  isCorrect: boolean;
  /** One to three sentences that explain, after a right answer too. The page writes "Correct" or "Not yet" before them. */
  reply: string;
}

/** What every exercise has, whatever its kind. */
export interface ExerciseBase<Kind extends string, Answer> {
  /** Never changes once it is published: what readers keep and hand in is stored under it. */
  id: string;
  kind: Kind;
  title: string;
  /** One sentence: what the reader can do afterwards. */
  objective: string;
  /** The shape of an answer, for what comes back from storage or from a file. */
  answerSchema: z.ZodMiniType<Answer>;
  /** Pure: the same answer always gets the same verdict. */
  judge(answer: Answer): Verdict;
}

export type Exercise = NumberExercise | ChoiceExercise | GoalExercise;

/** The exercises of a chapter, each to be loaded by itself. The key is the exercise's id. */
export type ExerciseIndex = Record<string, () => Promise<Exercise>>;

/** Where a reader's last answer and its verdict are kept. */
export function getExerciseKey(chapter: string, id: string): string {
  return `exercise/${chapter}/${id}`;
}
