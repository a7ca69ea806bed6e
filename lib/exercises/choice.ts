import * as z from "zod/mini";
import type { ExerciseBase } from "./exercise";

export interface ChoiceOption {
  id: string;
  /** Plain text. */
  text: string;
  isRight?: boolean;
  /** What is right about it, or which misconception leads to it. */
  reply: string;
}

export interface ChoiceDefinition {
  id: string;
  title: string;
  objective: string;
  /** Shown in this order to everyone. */
  options: readonly ChoiceOption[];
}

/** The id of the option that was chosen. */
export type ChoiceAnswer = string;

export interface ChoiceExercise extends ExerciseBase<"choice", ChoiceAnswer> {
  options: readonly ChoiceOption[];
}

/**
 * An exercise with one right option among several.
 *
 * Throws a RangeError if not exactly one is right, or two have the same id.
 */
export function choiceExercise(definition: ChoiceDefinition): ChoiceExercise {
  const { id, options } = definition;
  const rightCount = options.filter(({ isRight }) => isRight).length;
  if (rightCount !== 1) {
    throw new RangeError(`choiceExercise ${id}: expected one right option, but got ${rightCount}.`);
  }
  if (new Set(options.map((option) => option.id)).size !== options.length) {
    throw new RangeError(`choiceExercise ${id}: expected each option's id once.`);
  }
  return {
    ...definition,
    kind: "choice",
    answerSchema: z.string().check(z.maxLength(100)),
    judge(answer) {
      const option = options.find((candidate) => candidate.id === answer);
      if (!option) return { isCorrect: false, reply: "Choose one of the answers first." };
      return { isCorrect: option.isRight ?? false, reply: option.reply };
    },
  };
}
