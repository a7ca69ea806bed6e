import { describe, expect, it } from "vitest";
import { choiceExercise } from "./choice";

const right = { id: "a", text: "Yes", isRight: true, reply: "It is so." };
const wrong = { id: "b", text: "No", reply: "It is not so." };
const base = { id: "q", title: "A question", objective: "Decide." };

describe("choiceExercise(definition)", () => {
  it("explains the right option and the wrong one", () => {
    const exercise = choiceExercise({ ...base, options: [right, wrong] });
    expect(exercise.judge("a")).toEqual({ isCorrect: true, reply: "It is so." });
    expect(exercise.judge("b")).toEqual({ isCorrect: false, reply: "It is not so." });
  });

  it("asks for a choice where there is none, or one that does not exist", () => {
    const exercise = choiceExercise({ ...base, options: [right, wrong] });
    expect(exercise.judge("").reply).toBe("Choose one of the answers first.");
    expect(exercise.judge("constructor").isCorrect).toBe(false);
  });

  it("throws unless exactly one option is right and all ids differ", () => {
    expect(() => choiceExercise({ ...base, options: [wrong] })).toThrow(RangeError);
    expect(() => choiceExercise({ ...base, options: [right, { ...right, id: "c" }] })).toThrow(
      RangeError,
    );
    expect(() => choiceExercise({ ...base, options: [right, { ...wrong, id: "a" }] })).toThrow(
      RangeError,
    );
  });
});
