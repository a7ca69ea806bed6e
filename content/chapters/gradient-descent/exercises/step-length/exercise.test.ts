import { describe, expect, it } from "vitest";
import type { JudgeContext } from "@/lib/exercises/exercise";
import stepLength, { gradients, rates } from "./exercise";

const judge = (texts: string[], seed = 1) => stepLength.judge({ texts }, { seed } as JudgeContext);

describe("step-length", () => {
  it.each(["0.015", "0,015", "1.5e-2", ".015", "1.5 × 10⁻²"])("accepts %s", async (text) => {
    expect(await judge([text])).toMatchObject({ isRightSoFar: true });
  });

  it.each([
    ["150", "divided the slope"],
    ["0.00667", "divided α"],
    ["1.5", "the slope itself"],
    ["0.01", "the learning rate itself"],
    ["-0.015", "no sign"],
    ["0.15", "decimal point"],
    ["0.00015", "decimal point"],
    ["1.51", "added"],
    ["1.49", "took α off"],
    ["0.7", "Multiply the two"],
  ])("recognises how %s came about", async (text, words) => {
    const { isCorrect, reply } = await judge([text]);
    expect(isCorrect).toBe(false);
    expect(reply).toContain(words);
  });

  it("asks the second question with numbers in which no common mistake looks right", async () => {
    const pairs = new Set<string>();
    for (let seed = 0; seed < 800; seed += 1) {
      const [, drawn] = stepLength.questions(seed);
      if (!drawn) throw new Error("There is no second question.");
      pairs.add(drawn.text ?? "");
      for (const { value } of drawn.slips) {
        // Twice the tolerance, so that no number is near to both.
        expect(Math.abs(value - drawn.answer)).toBeGreaterThan(0.02 * drawn.answer);
      }
      expect((await judge(["0.015", String(drawn.answer)], seed)).isCorrect).toBe(true);
    }
    expect(pairs.size).toBe(rates.length * gradients.length);
  });
});
