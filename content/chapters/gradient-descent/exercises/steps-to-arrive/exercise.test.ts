import { describe, expect, it } from "vitest";
import { createNodeContext } from "@/lib/exercises/node/context";
import exercise, { bouncingBowls } from "./exercise";

const judge = (texts: string[]) => exercise.judge({ texts }, createNodeContext({ seed: 1 }));

/** By the rule itself, with the slope 2 · height · w. */
function walk({ height, rate, start }: { height: number; rate: number; start: number }): number[] {
  const places = [start];
  while (Math.abs(places.at(-1) as number) >= 0.01) {
    const w = places.at(-1) as number;
    places.push(w - rate * 2 * height * w);
  }
  return places;
}

describe("steps-to-arrive", () => {
  it("asks for 15 steps, by the rule itself", async () => {
    const places = walk({ height: 3, rate: 0.05, start: 2 });
    expect(places).toHaveLength(1 + 15);
    expect(places[14]?.toFixed(4)).toBe("0.0136");
    expect(places[15]?.toFixed(4)).toBe("0.0095");
    expect(await judge(["15"])).toMatchObject({ isCorrect: false, isRightSoFar: true });
  });

  it.each([
    ["33", "took 3 for the curvature"],
    ["14", "still 0.0136"],
    ["16", "one too many"],
    ["13", "from a distance of 1"],
    ["10", "when the loss"],
    ["5", "multiplied by αλ"],
    ["20", "Work out λ"],
  ])("recognises how %s came about", async (text, words) => {
    const { isCorrect, reply } = await judge([text]);
    expect(isCorrect).toBe(false);
    expect(reply).toContain(words);
  });

  it("asks the second question about a path that bounces, in which no common mistake looks right", () => {
    const asked = new Set<string>();
    for (let seed = 0; seed < 200; seed += 1) {
      const [, drawn] = exercise.questions(seed);
      if (!drawn) throw new Error("There is no second question.");
      asked.add(drawn.text ?? "");
      const bowl = bouncingBowls.find(({ start }) => drawn.text?.includes(`w = ${start} `));
      if (!bowl) throw new Error(`No bowl belongs to “${drawn.text}”.`);
      const places = walk(bowl);
      expect(drawn.answer).toBe(places.length - 1);
      expect(drawn.explanation).toContain(`${Math.abs(places.at(-1) ?? 0).toFixed(4)} after`);
      const values = drawn.slips.map(({ value }) => value);
      expect(values).not.toContain(drawn.answer);
    }
    expect(asked.size).toBe(bouncingBowls.length);
  });
});
