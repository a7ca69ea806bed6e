import fc from "fast-check";
import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { numberExercise, type Tolerance } from "./number";
import { createContext, expectProven, judgeAnything, text } from "./testing";

const exercise = numberExercise({
  ...text,
  label: "Area",
  tolerance: { relative: 0.01 },
  nudge: "Multiply the sides.",
  questions: (seed) => [
    {
      answer: 6,
      slips: [
        { value: 5, reply: "You added." },
        { value: -6, reply: "No sign." },
        { value: 5, reply: "Never said." },
      ],
      explanation: "2 × 3 = 6.",
    },
    { text: `The sides are ${seed} and 2.`, answer: 2 * seed, slips: [], explanation: "Doubled." },
  ],
});

const judge = (...texts: string[]) => exercise.judge({ texts }, createContext(4));

describe("numberExercise(definition).judge(answer)", () => {
  it.each(["6", " 6.0 ", "6,0", "0.6e1", "6.06", "5.94"])("takes %j for 6", async (typed) => {
    expect(await judge(typed)).toMatchObject({ isRightSoFar: true, reply: "2 × 3 = 6." });
  });

  it.each([
    ["6.07", "Multiply the sides."],
    ["5", "You added."],
    ["−6", "No sign."],
    ["", "Type a number into the field first."],
    ["six", "“six” is not a number. Write it as 0.5, 0,5 or 5e-1."],
    ["1,000.5", "“1,000.5” is not a number. Write it as 0.5, 0,5 or 5e-1."],
  ])("explains %j", async (typed, reply) => {
    expect(await judge(typed)).toMatchObject({ isCorrect: false, reply });
  });

  it("is right when all questions are answered, by the numbers drawn from the reader's seed", async () => {
    expect((await judge("6")).isCorrect).toBe(false);
    expect(await judge("6", "8")).toMatchObject({ isCorrect: true, reply: "Doubled." });
    const another = await exercise.judge({ texts: ["6", "8"] }, createContext(5));
    expect(another.isCorrect).toBe(false);
  });

  it("does not take the last answer for all of them", async () => {
    const { isCorrect, reply, parts } = await judge("5", "8");
    expect(isCorrect).toBe(false);
    expect(reply).toBe("You added.");
    expect(parts?.map((part) => part.isCorrect)).toEqual([false, true]);
  });

  it("survives an answer to a question that this edition does not ask", async () => {
    expect((await judge("6", "8", "1")).isCorrect).toBe(false);
  });

  it("takes an answer of an earlier edition, which held the seed", () => {
    expect(z.parse(exercise.answerSchema, { seed: 4, texts: ["6"] })).toEqual({ texts: ["6"] });
  });

  it("proves itself, and judges whatever it is given", async () => {
    expect(exercise.prove(4, {}).wrong).toHaveLength(2);
    await expectProven(exercise);
    await judgeAnything(exercise, fc.record({ texts: fc.array(fc.string(), { maxLength: 4 }) }));
  });
});

describe("numberExercise(definition) with a tolerance", () => {
  const isRight = async (tolerance: Tolerance, answer: number, typed: string) => {
    const question = { answer, slips: [], explanation: "So." };
    const one = numberExercise({
      ...text,
      label: "x",
      tolerance,
      nudge: "No.",
      questions: () => [question],
    });
    return (await one.judge({ texts: [typed] }, createContext())).isCorrect;
  };

  it("of nothing takes decimals as they are computed, and no others", async () => {
    expect(await isRight("exact", 0.1 + 0.2, "0.3")).toBe(true);
    expect(await isRight("exact", 160, "160")).toBe(true);
    expect(await isRight("exact", 160, "160.001")).toBe(false);
    expect(await isRight("exact", 0, "-0")).toBe(true);
  });

  it("of an amount takes what is as near as that, to 0 as well", async () => {
    expect(await isRight({ absolute: 0.05 }, 0, "0.05")).toBe(true);
    expect(await isRight({ absolute: 0.05 }, 0, "-0.051")).toBe(false);
    expect(await isRight({ absolute: 0.1 }, 0.2, "0.3")).toBe(true);
  });

  it("of a share of 0 takes 0 only", async () => {
    expect(await isRight({ relative: 0.01 }, 0, "0")).toBe(true);
    expect(await isRight({ relative: 0.01 }, 0, "1e-9")).toBe(false);
  });
});

describe("numberExercise(definition) with a unit", () => {
  const share = numberExercise({
    ...text,
    label: "Share",
    unit: { symbol: "%", names: ["per cent", "cent"] },
    tolerance: "exact",
    nudge: "No.",
    questions: () => [{ answer: 5, slips: [], explanation: "So." }],
  });
  const reply = async (typed: string) =>
    (await share.judge({ texts: [typed] }, createContext())).reply;

  it.each(["5", "5%", "5 %", "5 per cent", "5,0 Per Cent"])("takes %j", async (typed) => {
    expect(await reply(typed)).toBe("So.");
  });

  it("says what the unit is where another one was typed", async () => {
    expect(await reply("5 m")).toContain("The unit is %");
    expect(await reply("%")).toContain("“%” is not a number");
  });
});
