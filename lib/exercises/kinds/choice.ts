import * as z from "zod/mini";
import type { ExerciseBase, ExerciseText, PartVerdict, Verdict } from "../exercise";

export interface ChoiceOption {
  id: string;
  /** Plain text. */
  text: string;
  isRight?: boolean;
  /** What is right about it, or which misconception leads to it. */
  reply: string;
  /**
   * Of a right option among several: what to say when it alone was left out, without naming it. Without
   * one the reader hears only that something is missing.
   */
  missed?: string;
}

export interface ChoiceDefinition extends ExerciseText {
  /** Shown in this order to everyone. */
  options: readonly ChoiceOption[];
  /** Whether any number of options may be right; else exactly one is. */
  takesSeveral?: boolean;
}

/** The ids of the options that were chosen. */
export type ChoiceAnswer = z.output<typeof answerSchema>;

export interface ChoiceExercise extends ExerciseBase<"choice", ChoiceAnswer> {
  options: readonly ChoiceOption[];
  takesSeveral: boolean;
}

const optionId = z.string().check(z.maxLength(100));
/** Earlier editions kept the id of the one option. */
const oneOption = z.pipe(
  optionId,
  z.transform((id) => (id === "" ? [] : [id])),
);
const answerSchema = z.union([z.array(optionId).check(z.maxLength(50)), oneOption]);

const blank: Verdict = {
  isCorrect: false,
  isBlank: true,
  reply: "Choose one of the answers first.",
};

/**
 * An exercise with one right option, or several, among others.
 *
 * Of several, the verdict has a part for each chosen option; of what was left out it says only that something
 * is missing, and that only when nothing wrong was chosen. When all is right, every option is explained.
 *
 * Throws a RangeError if the number of right options does not fit, two options have the same id, or one
 * explains nothing.
 */
export function choiceExercise(definition: ChoiceDefinition): ChoiceExercise {
  const { id: name, options, takesSeveral = false } = definition;
  const right = options.filter(({ isRight }) => isRight);
  if (takesSeveral ? right.length === 0 : right.length !== 1) {
    const expected = takesSeveral ? "at least one right option" : "one right option";
    throw new RangeError(`choiceExercise ${name}: expected ${expected}, but got ${right.length}.`);
  }
  if (new Set(options.map(({ id }) => id)).size !== options.length) {
    throw new RangeError(`choiceExercise ${name}: expected each option's id once.`);
  }
  const silent = options.find(({ reply }) => reply.trim() === "");
  if (silent) {
    throw new RangeError(`choiceExercise ${name}: expected a reply to ${silent.id}, but got none.`);
  }
  const rightIds = right.map(({ id }) => id);
  return {
    ...definition,
    kind: "choice",
    takesSeveral,
    answerSchema,
    async judge(answer) {
      const chosen = options.filter(({ id }) => answer.includes(id));
      return takesSeveral ? judgeSeveral(options, chosen) : judgeOne(chosen);
    },
    prove: () => ({
      starter: [],
      solutions: [rightIds],
      wrong: [
        ...options
          .filter(({ isRight }) => !isRight)
          .map(({ id, reply }) => ({
            answer: takesSeveral ? [...rightIds, id] : [id],
            says: reply,
          })),
        ...(takesSeveral && right.length > 1 ? right : []).map(({ id, missed }) => ({
          answer: rightIds.filter((other) => other !== id),
          says: missed ?? "not all",
        })),
      ],
    }),
  };
}

function judgeOne(chosen: readonly ChoiceOption[]): Verdict {
  const [option, another] = chosen;
  if (!option) return blank;
  if (another) return { isCorrect: false, reply: "Only one of the answers is right. Choose one." };
  return { isCorrect: option.isRight ?? false, reply: option.reply };
}

function judgeSeveral(options: readonly ChoiceOption[], chosen: readonly ChoiceOption[]): Verdict {
  if (chosen.length === 0) return { ...blank, reply: "Choose the answers that are right first." };
  const wrong = chosen.filter(({ isRight }) => !isRight);
  const missing = options.filter((option) => option.isRight && !chosen.includes(option));
  if (wrong.length > 0) {
    return { isCorrect: false, reply: countWrong(wrong, chosen), parts: chosen.map(explain) };
  }
  if (missing.length > 0) {
    const [first] = missing;
    const more = missing.length === 1 && first?.missed ? ` ${first.missed}` : "";
    const reply = `What you chose is right, but it is not all.${more}`;
    return { isCorrect: false, reply, parts: chosen.map(explain) };
  }
  return {
    isCorrect: true,
    reply: options.length === chosen.length ? "All of them are right." : "These, and no others.",
    parts: options.map((option) => {
      const part = explain(option);
      return option.isRight
        ? part
        : { ...part, isCorrect: true, says: `Rightly left out: ${part.says}` };
    }),
  };
}

function countWrong(wrong: readonly ChoiceOption[], chosen: readonly ChoiceOption[]): string {
  if (chosen.length === 1) return "What you chose is not right.";
  if (wrong.length === chosen.length) return "None of those that you chose is right.";
  const verb = wrong.length === 1 ? "is" : "are";
  return `Of the ${chosen.length} that you chose, ${wrong.length} ${verb} not right.`;
}

function explain({ id, text, isRight, reply }: ChoiceOption): PartVerdict {
  return { id, isCorrect: isRight ?? false, says: `“${text}” ${reply}` };
}
