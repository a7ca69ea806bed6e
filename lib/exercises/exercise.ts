import type * as z from "zod/mini";
import type { Experiment } from "../experiment/experiment";
import type { StudentRealm } from "./code/student-realm";
import type { ChoiceExercise } from "./kinds/choice";
import type { CodeExercise } from "./kinds/code";
import type { DiagnoseExercise } from "./kinds/diagnose";
import type { GoalExercise } from "./kinds/goal";
import type { MatchExercise } from "./kinds/match";
import type { NumberExercise } from "./kinds/number";
import type { OrderExercise } from "./kinds/order";
import type { PredictExercise } from "./kinds/predict";
import type { StartRun, StartsResult, StartsStatement } from "./starts";

/** What an exercise says to an answer. */
export interface Verdict {
  isCorrect: boolean;
  /** One to three sentences that explain, after a right answer too. The page writes "Correct" or "Not yet" before them. */
  reply: string;
  /** Of an answer in several parts, in their order. What is right stays when the reader tries again. */
  parts?: readonly PartVerdict[];
  /** Of a statement over starts: what was measured, to be shown as a distribution with the threshold in it. */
  starts?: StartsResult;
  /** How near a prediction came, from 0 to 1. */
  score?: number;
  /** Of several questions, those answered until now are right: the page says "Correct" and asks the next one. */
  isRightSoFar?: boolean;
  /** Nothing was answered yet, so that this is no attempt. */
  isBlank?: boolean;
}

export interface PartVerdict {
  /** Of the option, the item, the curve or the check. */
  id: string;
  isCorrect: boolean;
  /** What is judged, or why it is wrong, in words that a student understands. */
  says: string;
  expected?: string;
  actual?: string;
}

/** What a verdict may need beside the answer. The page, the proof of the book and the grader each bring their own. */
export interface JudgeContext {
  /** The reader's own number, from which their questions are drawn. */
  seed: number;
  /** Seeds for the starts of a statement: for a reader the same at each visit, for the grader fresh ones. */
  drawStartSeeds(exerciseId: string, count: number): readonly number[];
  /** Trains an Experiment from each seed, in their order. Rejects with a sentence where nothing can. */
  trainStarts(experiment: Experiment, seeds: readonly number[]): Promise<readonly StartRun[]>;
  /** Runs the reader's code alone, in the sandbox; its functions can then be called. */
  openStudentRealm(code: string): Promise<StudentRealm>;
}

/** What an author writes for every kind. */
export interface ExerciseText {
  /** The name of its folder. Never changes once it is published: what readers keep and hand in is stored under it. */
  id: string;
  title: string;
  /** One sentence: what the reader can do afterwards. */
  objective: string;
  /** Shown one at a time, each saying more than the one before it. Plain text, at least two. */
  hints: readonly [string, string, ...string[]];
  /** The right answer and the way to it, in plain text. */
  solution: string;
}

/** What every exercise has, whatever its kind. */
export interface ExerciseBase<Kind extends string, Answer> extends ExerciseText {
  kind: Kind;
  /** The shape of an answer, for what comes back from storage or from a file. */
  answerSchema: z.ZodMiniType<Answer>;
  /** The same answer gets the same verdict from the same context. Rejects only where the context does. */
  judge(answer: Answer, context: JudgeContext): Promise<Verdict>;
  /** The answer with what its verdict has measured, as it is kept and handed in. Nobody judges by that. */
  addMeasured?(answer: Answer, verdict: Verdict): Answer;
  /** Answers with a known verdict, by which `npm run check:book` proves the exercise. */
  prove(seed: number, files: ExerciseSources): Proof<Answer>;
  /** What is trained to judge a reader's answer; absent where nothing is, null where the answer fails before. */
  findSample?(answer: Answer, seed: number): Sample | null;
}

/** The files of an exercise's folder beside `exercise.ts`, by their names: `starter.ts`, `wrong/plain.ts`. */
export type ExerciseSources = Readonly<Record<string, string>>;

export interface Proof<Answer> {
  /** What the reader has before doing anything. */
  starter: Answer;
  solutions: readonly [Answer, ...Answer[]];
  /** Each with words that its reply, or one of its parts, contains. */
  wrong: readonly { answer: Answer; says: string }[];
}

/** A statement about an Experiment. */
export interface Sample {
  experiment: Experiment;
  statement: StartsStatement;
}

export type Exercise =
  | ChoiceExercise
  | NumberExercise
  | OrderExercise
  | PredictExercise
  | MatchExercise
  | GoalExercise
  | CodeExercise
  | DiagnoseExercise;

export type ExerciseKind = Exercise["kind"];
