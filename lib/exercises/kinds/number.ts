import * as z from "zod/mini";
import { parseNumber } from "../../format";
import type { ExerciseBase, ExerciseText, Verdict } from "../exercise";

/** One number to be found. */
export interface NumberQuestion {
  /** The question in plain text; left out where the prompt itself asks it. */
  text?: string;
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

/**
 * How far off an answer may be: by a share of the right one, by an amount in the answer's unit, or not at
 * all but for the rounding of decimals. A share of 0 is nothing, so a right answer of 0 asks for an amount.
 */
export type Tolerance = { relative: number } | { absolute: number } | "exact";

export interface Unit {
  /** As it is written after the field: `%`. */
  symbol: string;
  /** What else it may be called when it is typed: `per cent`, `percent`. */
  names?: readonly string[];
}

export interface NumberDefinition extends ExerciseText {
  /** What the number is; the label of its field. */
  label: string;
  unit?: Unit;
  tolerance: Tolerance;
  /** Said to a wrong number that no slip explains; must not give the answer away. */
  nudge: string;
  /** The questions, in order. The seed is the reader's own, so that their numbers can be drawn. */
  questions(seed: number): readonly NumberQuestion[];
}

/** What was typed for each question so far. */
export type NumberAnswer = z.output<typeof answerSchema>;

export interface NumberExercise extends ExerciseBase<"number", NumberAnswer> {
  label: string;
  unit?: Unit;
  questions(seed: number): readonly NumberQuestion[];
}

const answerSchema = z.object({
  texts: z.array(z.string().check(z.maxLength(100))).check(z.minLength(1), z.maxLength(20)),
});

/**
 * An exercise that asks for numbers, one after the other. The verdict is on the first wrong one, else on
 * the last; right is the whole when all questions are answered.
 */
export function numberExercise(definition: NumberDefinition): NumberExercise {
  const { questions } = definition;
  return {
    ...definition,
    kind: "number",
    answerSchema,
    async judge({ texts }, { seed }) {
      const asked = questions(seed);
      if (texts.length > asked.length) {
        return { isCorrect: false, reply: "This answer belongs to another edition of the book." };
      }
      const verdicts = texts.map((text, index) =>
        judgeNumber(text, asked[index] as NumberQuestion, definition),
      );
      const judged = verdicts.find(({ isCorrect }) => !isCorrect) ?? (verdicts.at(-1) as Verdict);
      if (asked.length === 1) return judged;
      const isRightSoFar = judged.isCorrect && texts.length < asked.length;
      return {
        ...judged,
        isCorrect: judged.isCorrect && !isRightSoFar,
        ...(isRightSoFar ? { isRightSoFar } : {}),
        parts: asked.map((_, index) => ({
          id: String(index + 1),
          isCorrect: verdicts[index]?.isCorrect ?? false,
          says: `Question ${index + 1}: ${verdicts[index]?.reply ?? "not answered yet."}`,
        })),
      };
    },
    prove(seed) {
      const asked = questions(seed);
      const right = asked.map(({ answer }) => String(answer));
      return {
        starter: { texts: [""] },
        solutions: [{ texts: right }],
        wrong: asked.flatMap(({ slips }, index) =>
          slips
            .filter((slip) => findSlip(slip.value, slips, definition.tolerance) === slip)
            .map(({ value, reply }) => ({
              answer: { texts: [...right.slice(0, index), String(value)] },
              says: reply,
            })),
        ),
      };
    },
  };
}

function judgeNumber(
  text: string,
  { answer, slips, explanation }: NumberQuestion,
  { tolerance, nudge, unit }: NumberDefinition,
): Verdict {
  const wrong = (reply: string): Verdict => ({ isCorrect: false, reply });
  if (text.trim() === "") return { ...wrong("Type a number into the field first."), isBlank: true };
  const value = parseNumber(withoutUnit(text, unit));
  if (value === undefined) {
    const shown = text.trim().slice(0, 24);
    const alone = unit ? ` The unit is ${unit.symbol}, and may be left out.` : "";
    return wrong(`“${shown}” is not a number. Write it as 0.5, 0,5 or 5e-1.${alone}`);
  }
  if (isNear(value, answer, tolerance)) return { isCorrect: true, reply: explanation };
  return wrong(findSlip(value, slips, tolerance)?.reply ?? nudge);
}

function findSlip(value: number, slips: readonly Slip[], tolerance: Tolerance): Slip | undefined {
  const [nearest] = slips
    .filter((slip) => isNear(value, slip.value, tolerance))
    .sort((a, b) => Math.abs(value - a.value) - Math.abs(value - b.value));
  return nearest;
}

/** What decimals typed in full may differ by from the same number computed. */
const rounding = 1e-9;

function isNear(value: number, target: number, tolerance: Tolerance): boolean {
  const distance = Math.abs(value - target);
  if (tolerance === "exact") return distance <= rounding * Math.abs(target);
  // The bound itself is within it, whatever its last digit.
  if ("absolute" in tolerance) return distance <= tolerance.absolute * (1 + rounding);
  return distance <= tolerance.relative * Math.abs(target) * (1 + rounding);
}

/** A typed number without the unit at its end, by its symbol or by one of its names. */
function withoutUnit(text: string, unit: Unit | undefined): string {
  const typed = text.trim();
  if (!unit) return typed;
  const found = [unit.symbol, ...(unit.names ?? [])]
    .filter((name) => typed.toLowerCase().endsWith(name.toLowerCase()))
    .sort((a, b) => b.length - a.length)[0];
  return found === undefined ? typed : typed.slice(0, -found.length).trimEnd();
}
