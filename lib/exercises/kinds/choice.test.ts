import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { choiceExercise } from "./choice";
import { createContext, expectProven, judgeAnything, text } from "./testing";

const right = { id: "a", text: "Yes", isRight: true, reply: "It is so." };
const wrong = { id: "b", text: "No", reply: "It is not so." };
const other = { id: "c", text: "Perhaps", reply: "It is certain." };
const context = createContext();

describe("choiceExercise(definition) with one right option", () => {
  const exercise = choiceExercise({ ...text, options: [right, wrong] });

  it("explains the right option and the wrong one", async () => {
    expect(await exercise.judge(["a"], context)).toEqual({ isCorrect: true, reply: "It is so." });
    expect(await exercise.judge(["b"], context)).toEqual({
      isCorrect: false,
      reply: "It is not so.",
    });
  });

  it("asks for a choice where there is none, or one that does not exist", async () => {
    for (const answer of [[], ["constructor"]]) {
      const { reply, isBlank } = await exercise.judge(answer, context);
      expect(reply).toBe("Choose one of the answers first.");
      expect(isBlank).toBe(true);
    }
  });

  it("does not take all options at once", async () => {
    expect((await exercise.judge(["a", "b"], context)).isCorrect).toBe(false);
  });

  it("takes an answer of an earlier edition, which was the option itself", () => {
    expect(z.parse(exercise.answerSchema, "a")).toEqual(["a"]);
    expect(z.parse(exercise.answerSchema, "")).toEqual([]);
  });

  it("proves itself, and judges whatever it is given", async () => {
    expect(exercise.prove(1, {}).wrong).toHaveLength(1);
    await expectProven(exercise);
    await judgeAnything(exercise, fc.array(fc.constantFrom("a", "b", "__proto__")));
  });

  it("throws unless exactly one option is right, all ids differ and all explain something", () => {
    const make = (...options: (typeof wrong)[]) => choiceExercise({ ...text, options });
    expect(() => make(wrong)).toThrow("expected one right option, but got 0");
    expect(() => make(right, { ...right, id: "c" })).toThrow(RangeError);
    expect(() => make(right, { ...wrong, id: "a" })).toThrow("each option's id once");
    expect(() => make(right, { ...wrong, reply: " " })).toThrow("a reply to b");
  });
});

describe("choiceExercise(definition) with several right options", () => {
  const second = { ...right, id: "d", text: "Surely", missed: "Is there another one?" };
  const exercise = choiceExercise({
    ...text,
    takesSeveral: true,
    options: [right, wrong, other, second],
  });
  const judge = (...ids: string[]) => exercise.judge(ids, context);

  it("is right with all of them and nothing else, and then explains each option", async () => {
    const { isCorrect, parts } = await judge("d", "a");
    expect(isCorrect).toBe(true);
    expect(parts?.map(({ says }) => says)).toEqual([
      "“Yes” It is so.",
      "Rightly left out: “No” It is not so.",
      "Rightly left out: “Perhaps” It is certain.",
      "“Surely” It is so.",
    ]);
  });

  it("judges each that was chosen, and gives nothing away about the others", async () => {
    const { reply, parts } = await judge("a", "b");
    expect(reply).toBe("Of the 2 that you chose, 1 is not right.");
    expect(parts).toEqual([
      { id: "a", isCorrect: true, says: "“Yes” It is so." },
      { id: "b", isCorrect: false, says: "“No” It is not so." },
    ]);
    expect((await judge("c", "b")).reply).toBe("None of those that you chose is right.");
  });

  it("says what was missed only where it alone is missing", async () => {
    expect((await judge("a")).reply).toBe(
      "What you chose is right, but it is not all. Is there another one?",
    );
    expect((await judge("d")).reply).toBe("What you chose is right, but it is not all.");
  });

  it("proves itself, and judges whatever it is given", async () => {
    expect(exercise.prove(1, {}).wrong).toHaveLength(4);
    await expectProven(exercise);
    await judgeAnything(exercise, fc.subarray(["a", "b", "c", "d", "constructor"]));
  });
});
