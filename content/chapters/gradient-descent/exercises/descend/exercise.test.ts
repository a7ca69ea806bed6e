import { describe, expect, it } from "vitest";
import { readExerciseSources } from "@/content/exercises";
import { createNodeContext } from "@/lib/exercises/node/context";
import descend from "./exercise";

/** Readers with other seeds get other arguments. */
const judge = (code: string, seed = 1) => descend.judge({ code }, createNodeContext({ seed }));

const proof = descend.prove(1, await readExerciseSources("gradient-descent", "descend"));

describe("descend", () => {
  it.each([1, 2, 3, 4, 5])("takes the author's solution, whatever is drawn (%i)", async (seed) => {
    expect(await judge(proof.solutions[0].code, seed)).toMatchObject({ isCorrect: true });
  });

  it.each(proof.wrong)("explains %o", async ({ answer, says }) => {
    for (const seed of [1, 2, 3]) {
      const { isCorrect, reply } = await judge(answer.code, seed);
      expect(isCorrect).toBe(false);
      expect(reply).toContain(says);
    }
  });

  it("tells who runs the starter what is missing", async () => {
    const { isCorrect, reply, parts } = await judge(proof.starter.code);
    expect(isCorrect).toBe(false);
    expect(reply).toBe("The path has the start only. A loop has to add a place for each step.");
    expect(parts?.map(({ isCorrect }) => isCorrect)).toEqual([
      false,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it("is content with other ways to write it", async () => {
    const code = `export const descend = async (slope, start, alpha, steps) => {
      const path = Float64Array.from({ length: steps + 1 }, () => start);
      for (let i = 1; i <= steps; i++) path[i] = path[i - 1] - alpha * (await slope(path[i - 1]));
      return path;
    }`;
    expect(await judge(code)).toMatchObject({ isCorrect: true });
  });

  it("does not take results that were looked up", async () => {
    const { isCorrect } = await judge(`const descend = (slope, start, alpha, steps) =>
      Array.from({ length: steps + 1 }, (_, n) => start * 0.6 ** n)`);
    expect(isCorrect).toBe(false);
  });
});
