import * as z from "zod/mini";
import { parseNumber } from "../format";
import type { ExerciseBase, Verdict } from "./exercise";

/** One number to be found. */
export interface NumberQuestion {
  /** The question in plain text; left out where the chapter itself asks it. */
  text?: string;
  /** Not 0, since the tolerance is relative. */
  answer: number;
  /** Results of common mistakes. Where several fit, the nearest explains, the first of equally near ones. */
  slips: readonly Slip[];
  /** Said after the right answer. */
  explanation: string;
}

export interface Slip {
  value: number;
  reply: string;
}

export interface NumberDefinition {
  id: string;
  title: string;
  objective: string;
  /** What the number is; the label of its field. */
  label: string;
  /** How far off an answer may be, relative to the right one. */
  tolerance: number;
  /** Said to a wrong number that no slip explains; must not give the answer away. */
  nudge: string;
  /** The questions, in order. The seed is the reader's own, so that a later one can be drawn. */
  questions(seed: number): readonly NumberQuestion[];
}

/** The reader's seed, and what was typed for each question so far; only the last may be wrong. */
export type NumberAnswer = z.output<typeof answerSchema>;

export interface NumberExercise extends ExerciseBase<"number", NumberAnswer> {
  label: string;
  questions(seed: number): readonly NumberQuestion[];
}

const answerSchema = z.object({
  seed: z.int(),
  texts: z.array(z.string().check(z.maxLength(100))).check(z.minLength(1), z.maxLength(20)),
});

/** An exercise that asks for numbers, one after the other. Its verdict is on the last one typed. */
export function numberExercise(definition: NumberDefinition): NumberExercise {
  const { tolerance, nudge, questions, ...rest } = definition;
  return {
    ...rest,
    kind: "number",
    questions,
    answerSchema,
    judge({ seed, texts }) {
      const question = questions(seed)[texts.length - 1];
      const text = texts.at(-1);
      if (!question || text === undefined) {
        return { isCorrect: false, reply: "This answer belongs to another edition of the book." };
      }
      return judgeNumber(text, question, tolerance, nudge);
    },
  };
}

function judgeNumber(
  text: string,
  { answer, slips, explanation }: NumberQuestion,
  tolerance: number,
  nudge: string,
): Verdict {
  const wrong = (reply: string) => ({ isCorrect: false, reply });
  if (text.trim() === "") return wrong("Type a number into the field first.");
  const value = parseNumber(text);
  if (value === undefined) {
    return wrong(`“${text.trim().slice(0, 24)}” is not a number. Write it as 0.5, 0,5 or 5e-1.`);
  }
  const distanceTo = (target: number) => Math.abs(value - target) / Math.abs(target);
  if (distanceTo(answer) <= tolerance) return { isCorrect: true, reply: explanation };
  const [nearest] = slips
    .map(({ value: target, reply }) => ({ reply, distance: distanceTo(target) }))
    .filter(({ distance }) => distance <= tolerance)
    .sort((a, b) => a.distance - b.distance);
  return wrong(nearest?.reply ?? nudge);
}
