import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MatchDefinition, matchExercise } from "./match";
import { createContext, expectProven, judgeAnything, text } from "./testing";

const definition: MatchDefinition = {
  ...text,
  pictures: [
    { id: "flat", text: "Stays flat.", setting: "slow", explanation: "Short steps." },
    { id: "wild", text: "Jumps.", setting: "fast", explanation: "Long steps." },
  ],
  settings: [
    { id: "fast", text: "α = 3" },
    { id: "slow", text: "α = 0.003" },
    { id: "good", text: "α = 0.1" },
  ],
  replies: [{ picture: "flat", setting: "fast", reply: "Long steps do not creep." }],
  nudge: "Look again.",
  explanation: "All by α.",
};
const exercise = matchExercise(definition);
const judge = (answer: Record<string, string>) => exercise.judge(answer, createContext());

describe("matchExercise(definition).judge(answer)", () => {
  it("takes the right pairs and explains each", async () => {
    const { isCorrect, reply, parts } = await judge({ flat: "slow", wild: "fast" });
    expect([isCorrect, reply]).toEqual([true, "All by α."]);
    expect(parts?.map(({ says }) => says)).toEqual(["A: Short steps.", "B: Long steps."]);
  });

  it("judges each pair, by its own reply where it has one", async () => {
    const { reply, parts } = await judge({ flat: "fast", wild: "good" });
    expect(reply).toBe("None of the 2 is right.");
    expect(parts?.map(({ says }) => says)).toEqual([
      "A: Long steps do not creep.",
      "B: Look again.",
    ]);
  });

  it("says what has no match yet, and takes an empty answer for none", async () => {
    const { reply, parts } = await judge({ wild: "fast" });
    expect(reply).toBe("1 of the 2 is right.");
    expect(parts?.[0]?.says).toBe("A: nothing is chosen yet.");
    expect(await judge({})).toMatchObject({ isCorrect: false, isBlank: true });
    expect(await judge({ wild: "toString" })).toMatchObject({ isBlank: true });
  });

  it("proves itself, and judges whatever it is given", async () => {
    await expectProven(exercise);
    const ids = fc.constantFrom("flat", "wild", "fast", "slow", "__proto__", "constructor");
    await judgeAnything(exercise, fc.dictionary(ids, ids));
    await judgeAnything(
      exercise,
      fc.constantFrom('{"__proto__":"slow","flat":"slow"}').map((json) => JSON.parse(json)),
    );
  });
});

describe("matchExercise(definition)", () => {
  const make = (changes: Partial<MatchDefinition>) => () =>
    matchExercise({ ...definition, ...changes });

  it("throws for a reply to a right pair, an unknown setting and a curve without axes", () => {
    const reply = { picture: "flat", setting: "slow", reply: "No." };
    expect(make({ replies: [reply] })).toThrow("replies to wrong pairs, but got flat with slow");
    expect(make({ settings: definition.settings.slice(0, 1) })).toThrow(
      "slow, which is no setting",
    );
    const [flat, wild] = definition.pictures;
    if (!flat || !wild) throw new Error("There are two pictures.");
    const curve = { getPoints: () => [[0, 1] as const] };
    expect(make({ pictures: [{ ...flat, curve }, wild] })).toThrow("axes for the curve of flat");
    expect(make({ pictures: [flat, flat] })).toThrow("each id once");
  });
});
