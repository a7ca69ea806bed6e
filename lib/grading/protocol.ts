import type { ExerciseKind } from "../exercises/exercise";
import type { Outcome } from "./outcome";

/** What the grader and a process that judges say to each other. One request at a time, and one reply to each. */
export interface JudgeRequest {
  id: number;
  /** Of the submission; another one gets another browser. */
  submissionHash: string;
  /** Of the exercise. */
  key: string;
  /** Not yet checked. */
  answer: unknown;
  /** The student's own number, from which their questions were drawn. */
  seed: number;
  graderSeed: string;
}

export type JudgeMessage =
  | { type: "ready"; exercises: JudgeableExercise[] }
  /** The browser is there, and the time of the answer begins. */
  | { type: "begun"; id: number }
  | { type: "judge_reply"; id: number; outcome: Outcome };

export interface JudgeableExercise {
  key: string;
  title: string;
  kind: ExerciseKind;
}

/** What such a process is started with. */
export interface JudgeSetup {
  /** The page that runs the students' code; null where no exercise asks for it. */
  harnessFile: string | null;
  /** With the kernel's files. */
  sandboxFolder: string;
  chromiumPath: string | null;
  /** False only where the instructor has said so: `--unsafe-no-sandbox`. */
  isSandboxed: boolean;
}
