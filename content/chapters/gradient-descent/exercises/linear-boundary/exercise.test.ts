import { describe, expect, it } from "vitest";
import type { JudgeContext } from "@/lib/exercises/exercise";
import { createGrid, type Grid } from "@/lib/exercises/predict/grid";
import { recordBoundary, recordCurve } from "@/lib/exercises/predict/record-truth";
import { parseExperiment } from "@/lib/experiment/experiment";
import exercise from "./exercise";

const { task } = exercise;
if (task.form !== "boundary") throw new Error("It asks for a boundary.");
const experiment = parseExperiment(task.experiment);

const judge = (sketch: Grid) =>
  exercise.judge({ form: "boundary", sketch, first: null }, {} as JudgeContext);

describe("linear-boundary", () => {
  it("shows what the trained network says, which has learned its data well", async () => {
    expect(await recordBoundary(experiment, task.truth.length)).toEqual(task.truth);
    const [testLoss] = await recordCurve(experiment, "testLoss", [60]);
    expect(testLoss).toBeLessThan(0.01);
  });

  it("takes the line half-way between the clouds, of whatever slope a hand gives it", async () => {
    for (const slope of [0.8, 1, 1.4]) {
      const { isCorrect } = await judge(createGrid(12, (x1, x2) => slope * x1 + x2));
      expect(isCorrect, `slope ${slope}`).toBe(true);
    }
  });
});
