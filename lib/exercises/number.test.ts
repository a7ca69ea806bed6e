import { describe, expect, it } from "vitest";
import { numberExercise } from "./number";

const exercise = numberExercise({
  id: "area",
  title: "An area",
  objective: "Multiply.",
  label: "Area",
  tolerance: 0.01,
  nudge: "Multiply the sides.",
  questions: (seed) => [
    {
      answer: 6,
      slips: [
        { value: 5, reply: "You added." },
        { value: -6, reply: "No sign." },
      ],
      explanation: "2 × 3 = 6.",
    },
    { text: `The sides are ${seed} and 2.`, answer: 2 * seed, slips: [], explanation: "Doubled." },
  ],
});

const judge = (...texts: string[]) => exercise.judge({ seed: 4, texts });

describe("numberExercise(definition).judge(answer)", () => {
  it.each(["6", " 6.0 ", "6,0", "0.6e1", "6.05", "5.95"])("takes %j for 6", (text) => {
    expect(judge(text)).toEqual({ isCorrect: true, reply: "2 × 3 = 6." });
  });

  it.each([
    ["6.07", "Multiply the sides."],
    ["5", "You added."],
    ["−6", "No sign."],
    ["", "Type a number into the field first."],
    ["six", "“six” is not a number. Write it as 0.5, 0,5 or 5e-1."],
    ["1,000.5", "“1,000.5” is not a number. Write it as 0.5, 0,5 or 5e-1."],
  ])("explains %j", (text, reply) => {
    expect(judge(text)).toEqual({ isCorrect: false, reply });
  });

  it("judges the last of several questions, drawn from the reader's seed", () => {
    expect(judge("6", "8").isCorrect).toBe(true);
    expect(exercise.judge({ seed: 5, texts: ["6", "8"] }).isCorrect).toBe(false);
  });

  it("survives an answer to a question that this edition does not ask", () => {
    expect(judge("6", "8", "1").isCorrect).toBe(false);
  });
});
