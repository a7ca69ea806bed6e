import { describe, expect, it } from "vitest";
import { explainUnfair, formatMeasurement, type Measurement, type Role } from "./measurement";
import { printChapter, printSummary } from "./print-report";
import type { ExerciseProof } from "./prove-exercise";

const measure = (passed: number, atLeast = 5, role: Role = "solution"): Measurement => ({
  answer: role,
  role,
  statement: { of: 7, atLeast, quantity: "testLoss", below: 0.02, epochs: 60 },
  passed,
  tries: 1000,
});

describe("explainUnfair(measurement)", () => {
  it.each([
    [5, 930],
    [6, 978],
  ])("asks of a solution for %i of 7 that %i of 1000 starts pass", (atLeast, passed) => {
    expect(explainUnfair(measure(passed, atLeast))).toBeUndefined();
    expect(explainUnfair(measure(passed - 1, atLeast))).toMatch(/^passes with/);
  });

  it("asks of anything else that the whole check passes one time in twenty at most", () => {
    // 5 of 7 with p = 0.34: 0.0487 by the binomial tail, and 0.0546 with 0.35.
    for (const role of ["starter", "wrong"] as const) {
      expect(explainUnfair(measure(340, 5, role))).toBeUndefined();
      expect(explainUnfair(measure(350, 5, role))).toMatch(/^passes with probability 0\.05/);
    }
  });
});

describe("formatMeasurement(measurement)", () => {
  it("gives the share and the probability, each with its interval", () => {
    // Clopper and Pearson for 942 of 1000: 0.9257 to 0.9556.
    expect(formatMeasurement(measure(942))).toBe(
      "p 0.942 [0.926, 0.956] of 1000 starts; 5 of 7 pass 0.9943 [0.9886, 0.9973]",
    );
  });
});

describe("printChapter(chapter, proofs)", () => {
  const prove = (id: string, change: Partial<ExerciseProof> = {}): ExerciseProof => ({
    files: { chapter: "a", id, folder: "", sources: {}, load: () => Promise.reject() },
    kind: "goal",
    answerCount: 2,
    measurements: [],
    findings: [],
    ...change,
  });
  const finding = { file: "content/x.ts", line: 3, message: "There is no hint." };
  const proofs = [
    prove("later", { findings: [finding], answerCount: 1 }),
    prove("first", {
      measurements: [measure(1000), measure(100, 5, "wrong"), measure(3, 5, "wrong")],
    }),
  ];

  it("has a line for each exercise, in the chapter's order, and for each measurement", () => {
    const placements = ["first", "later"].map((id, line) => ({ id, line }));
    expect(printChapter({ title: "A chapter", placements }, proofs).split("\n")).toEqual([
      "A chapter",
      "  ✓ first goal     2 answers",
      "      solution  p 1.000 [0.996, 1.000] of 1000 starts; 5 of 7 pass 1.0000 [1.0000, 1.0000]",
      "      wrong     p 0.100 [0.082, 0.120] of 1000 starts; 5 of 7 pass 0.0002 [0.0001, 0.0004] (tightest of 2)",
      "  ✗ later goal     1 answer",
    ]);
  });

  it("ends with what is wrong, where, and the sum", () => {
    expect(printSummary(proofs, [finding], 1234).split("\n")).toEqual([
      "content/x.ts:3 There is no hint.",
      "",
      "1 of 2 exercises proved, 1 finding, in 1.2 s.",
    ]);
  });
});
