import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orderExercise } from "./order";
import { createContext, expectProven, judgeAnything, text } from "./testing";

const items = [
  { id: "draw", text: "Draw a batch" },
  { id: "predict", text: "Predict", reply: "There is nothing to predict yet." },
  { id: "compare", text: "Compare" },
  { id: "step", text: "Step", reply: "Nothing says where to yet." },
];
const rules = [
  { earlier: "draw", later: "compare", reply: "The labels come with the batch." },
  { earlier: "predict", later: "compare", reply: "There is nothing to compare yet." },
];
const exercise = orderExercise({ ...text, items, rules, explanation: "One after the other." });
const judge = (...ids: string[]) => exercise.judge(ids, createContext());

describe("orderExercise(definition).judge(answer)", () => {
  it("takes the right order", async () => {
    const { isCorrect, reply } = await judge("draw", "predict", "compare", "step");
    expect([isCorrect, reply]).toEqual([true, "One after the other."]);
  });

  it("says why the first item out of place cannot stand there: by the rule that it breaks first", async () => {
    expect((await judge("compare", "draw", "predict", "step")).reply).toBe(
      "“Compare” cannot come first. The labels come with the batch.",
    );
    expect((await judge("draw", "compare", "predict", "step")).reply).toBe(
      "The first is right. “Compare” cannot come next. There is nothing to compare yet.",
    );
  });

  it("says it in the item's own words where no rule is broken", async () => {
    const { reply, parts } = await judge("draw", "predict", "step", "compare");
    expect(reply).toBe(
      "The first 2 are right. “Step” cannot come next. Nothing says where to yet.",
    );
    expect(parts?.map(({ id, isCorrect }) => [id, isCorrect])).toEqual([
      ["draw", true],
      ["predict", true],
      ["step", false],
      ["compare", false],
    ]);
    expect(parts?.[2]?.says).toContain("Nothing says where to yet.");
    expect(parts?.[3]?.says).not.toContain("cannot");
  });

  it("takes the order in which the items were found for no try", async () => {
    const found = exercise.shuffled.map(({ id }) => id);
    expect(await judge(...found)).toMatchObject({ isCorrect: false, isBlank: true });
  });

  it("survives what is no order of its items", async () => {
    for (const ids of [[], ["draw"], ["draw", "draw", "draw", "draw"]]) {
      expect((await judge(...ids)).isCorrect).toBe(false);
    }
  });

  it("proves itself, and judges whatever it is given", async () => {
    expect(exercise.prove(4, {}).wrong).toHaveLength(4);
    await expectProven(exercise);
    const ids = items.map(({ id }) => id);
    await judgeAnything(exercise, fc.shuffledSubarray(ids, { minLength: 3 }));
  });
});

describe("orderExercise(definition)", () => {
  const make = (changes: object) => () =>
    orderExercise({ ...text, items, rules, explanation: "So.", ...changes });

  it("throws for a rule against the order or about nothing", () => {
    const rule = { earlier: "step", later: "draw", reply: "No." };
    expect(make({ rules: [rule] })).toThrow("in the right order, but got step before draw");
    expect(make({ rules: [{ ...rule, earlier: "x" }] })).toThrow(RangeError);
  });

  it("throws for an item that nothing explains, an id used twice, and a single item", () => {
    expect(make({ rules: [] })).toThrow("a reply or a rule for compare");
    expect(make({ items: [...items, items[1]] })).toThrow("each item's id once");
    expect(make({ items: items.slice(0, 1), rules: [] })).toThrow("at least two items");
  });
});

describe("orderExercise(definition).shuffled", () => {
  it("is drawn from the id, holds all items, and is never the right order", () => {
    const seen = new Set<string>();
    for (let index = 0; index < 200; index += 1) {
      const { shuffled } = orderExercise({
        ...text,
        id: `x${index}`,
        items: items.slice(0, 3),
        rules,
        explanation: "So.",
      });
      seen.add(shuffled.map(({ id }) => id).join(" "));
    }
    // All 6 orders of three items but the right one.
    expect(seen.size).toBe(5);
    expect(seen.has("draw predict compare")).toBe(false);
  });
});
