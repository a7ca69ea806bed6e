import type { Exercise } from "../exercises/exercise";
import { type PrintedAnswer, printAnswer } from "../submission/print-answer";

/** As much of an answer as is kept and shown; a code exercise takes no more characters. */
const maxLength = 100_000;

/** An answer to be read by people, in the words of its exercise where that is known. */
export function describeAnswer(
  answer: unknown,
  { exercise, seed = 0 }: { exercise?: Exercise; seed?: number } = {},
): PrintedAnswer {
  const code = getCode(answer);
  if (code !== undefined) return { kind: "code", source: code };
  const { kind, source } = printAnswer(answer, exercise, seed);
  return { kind, source: clip(source) };
}

/** The code of an answer to a code exercise, if it is one. */
export function getCode(answer: unknown): string | undefined {
  const { code } = (typeof answer === "object" && answer ? answer : {}) as { code?: unknown };
  return typeof code === "string" ? clip(code) : undefined;
}

function clip(text: string): string {
  return text.length > maxLength ? `${text.slice(0, maxLength)}\n…` : text;
}
