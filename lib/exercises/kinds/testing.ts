import fc from "fast-check";
import { expect } from "vitest";
import * as z from "zod/mini";
import type { ExerciseBase, ExerciseText, JudgeContext } from "../exercise";

/** What every definition has, for tests. */
export const text: ExerciseText = {
  id: "an-exercise",
  title: "A title",
  objective: "Decide.",
  hints: ["One.", "Two."],
  solution: "So.",
};

/** A context in which nothing is trained and no code runs. */
export function createContext(seed = 4): JudgeContext {
  const refuse = () => Promise.reject(new Error("Nothing is trained here."));
  return { seed, drawStartSeeds: () => [], trainStarts: refuse, openStudentRealm: refuse };
}

/** Whatever was kept or handed in: what is no answer is refused, and what is one gets a verdict. */
export async function judgeAnything<A>(
  exercise: ExerciseBase<string, A>,
  likely: fc.Arbitrary<unknown>,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.jsonValue(), likely), async (value) => {
      const parsed = z.safeParse(exercise.answerSchema, value);
      if (!parsed.success) return;
      const verdict = await exercise.judge(parsed.data, createContext());
      expect(typeof verdict.isCorrect).toBe("boolean");
      expect(verdict.reply.length).toBeGreaterThan(0);
    }),
    { numRuns: 300 },
  );
}

/** The exercise's own proof holds: starters and listed wrong answers fail with their words, solutions pass. */
export async function expectProven<A>(exercise: ExerciseBase<string, A>, seed = 4): Promise<void> {
  const { starter, solutions, wrong } = exercise.prove(seed, {});
  const judge = (answer: A) => exercise.judge(answer, createContext(seed));
  expect((await judge(starter)).isCorrect).toBe(false);
  for (const answer of solutions) expect((await judge(answer)).isCorrect).toBe(true);
  for (const { answer, says } of wrong) {
    const { isCorrect, reply, parts = [] } = await judge(answer);
    expect(isCorrect).toBe(false);
    expect([reply, ...parts.map((part) => part.says)].join("\n")).toContain(says);
  }
}
