import { describe, expect, it } from "vitest";
import { exercises } from ".";
import { risingLoss } from "./rising-loss";
import { gradients, rates, stepLength } from "./step-length";

describe("the exercises of gradient-descent", () => {
  it("stand in the index under their own ids", async () => {
    for (const [id, load] of Object.entries(exercises)) expect((await load()).id).toBe(id);
  });
});

describe("step-length", () => {
  const replyTo = (text: string) => stepLength.judge({ seed: 1, texts: [text] });

  it.each(["0.015", "0,015", "1.5e-2", ".015", "1.5 × 10⁻²"])("accepts %s", (text) => {
    expect(replyTo(text).isCorrect).toBe(true);
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
  ])("recognises how %s came about", (text, words) => {
    const { isCorrect, reply } = replyTo(text);
    expect(isCorrect).toBe(false);
    expect(reply).toContain(words);
  });

  it("asks the second question with numbers in which no common mistake looks right", () => {
    const pairs = new Set<string>();
    for (let seed = 0; seed < 2000; seed += 1) {
      const [, drawn] = stepLength.questions(seed);
      if (!drawn) throw new Error("There is no second question.");
      pairs.add(drawn.text ?? "");
      for (const { value } of drawn.slips) {
        // Twice the tolerance, so that no number is near to both.
        expect(Math.abs(value - drawn.answer)).toBeGreaterThan(0.02 * drawn.answer);
      }
      expect(stepLength.judge({ seed, texts: ["0.015", String(drawn.answer)] }).isCorrect).toBe(
        true,
      );
    }
    expect(pairs.size).toBe(rates.length * gradients.length);
  });
});

describe("rising-loss", () => {
  it("does not give the right option away by its length", () => {
    const lengths = risingLoss.options.map(({ text }) => text.length);
    expect(Math.max(...lengths) / Math.min(...lengths)).toBeLessThan(1.15);
    const right = risingLoss.options.find(({ isRight }) => isRight);
    expect(right?.text.length).toBeLessThan(Math.max(...lengths));
  });

  it("explains every option in its own words", () => {
    const replies = risingLoss.options.map(({ reply }) => reply);
    expect(new Set(replies).size).toBe(4);
    for (const { id, isRight } of risingLoss.options) {
      expect(risingLoss.judge(id).isCorrect).toBe(isRight ?? false);
    }
  });
});
