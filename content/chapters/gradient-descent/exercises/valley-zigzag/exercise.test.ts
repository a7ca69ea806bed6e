import { describe, expect, it } from "vitest";
import type { JudgeContext } from "@/lib/exercises/exercise";
import exercise from "./exercise";

const { task } = exercise;
if (task.form !== "curve") throw new Error("It asks for a curve.");

const judge = (sketch: readonly (number | null)[]) =>
  exercise.judge({ form: "curve", sketch, first: null }, {} as JudgeContext);

describe("valley-zigzag", () => {
  it("follows 0.1w₁² + 2w₂² from (−5, −2) with α = 0.45, as its words say", () => {
    // By hand: −2 · (−0.8)ᵏ.
    const byHand = [-2, 1.6, -1.28, 1.024, -0.8192, 0.65536, -0.524288, 0.4194304, -0.33554432];
    for (const [step, value] of task.truth.entries())
      expect(value).toBeCloseTo(byHand[step] ?? NaN, 12);
    const said = byHand.map((value) => String(Number(value.toPrecision(3))).replace("-", "−"));
    expect(exercise.solution).toContain(said.join(", "));
  });

  it("takes a hand's sketch of the zig-zag, and gives no credit for the start", async () => {
    const byEye = [null, 1.5, -1.2, 1.1, -0.8, 0.8, -0.5, 0.5, -0.4];
    const { isCorrect, score } = await judge(byEye);
    expect(isCorrect).toBe(true);
    expect(score).toBeGreaterThan(0.95);
  });

  it("gives the truth the best score of all factors", async () => {
    const scores = await Promise.all(
      [-1, -0.9, -0.8, -0.7, -0.5, 0, 0.8].map(
        async (factor) => (await judge(task.truth.map((_, k) => -2 * factor ** k))).score ?? 0,
      ),
    );
    expect(Math.max(...scores)).toBe(scores[2]);
    expect(scores[2]).toBe(1);
    expect(scores.at(-1)).toBeLessThan(0.6);
  });
});
