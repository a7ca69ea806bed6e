import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import {
  createRecord,
  exerciseRecordSchema,
  isOutdated,
  recordAnswer,
  recordDraft,
  recordHints,
  recordSolution,
  recordVerdict,
  renewRecord,
} from "./record";

const fresh = createRecord("e1");
const right = { isCorrect: true };
const wrong = { isCorrect: false };

describe("createRecord(edition)", () => {
  it("is what the schema makes of nothing, but for the edition", () => {
    expect({ ...fresh, edition: "" }).toEqual(z.parse(exerciseRecordSchema, {}));
  });
});

describe("recordVerdict(record, answer, verdict)", () => {
  it("counts the attempt, and keeps the answer", () => {
    expect(recordVerdict(fresh, "b", wrong)).toMatchObject({
      attempts: 1,
      answer: "b",
      isSolved: false,
    });
  });

  it("solves once and for all: a wrong answer afterwards does not replace the right one", () => {
    const tried = recordVerdict(fresh, "b", wrong);
    const solved = recordVerdict(recordAnswer(tried, "a"), "a", right);
    expect(solved).toMatchObject({ attempts: 2, answer: "a", draft: undefined, isSolved: true });
    const played = recordVerdict(recordAnswer(solved, "c"), "c", wrong);
    expect(played).toMatchObject({ attempts: 3, answer: "a", isSolved: true });
    expect(recordVerdict(played, "d", right).answer).toBe("d");
  });

  it("keeps what was written while the check ran", () => {
    const during = recordDraft(recordAnswer(fresh, "b"), "c");
    expect(recordVerdict(during, "b", wrong)).toMatchObject({ answer: "c", attempts: 1 });
    expect(recordVerdict(during, "b", right)).toMatchObject({ answer: "b", draft: "c" });
  });

  it("keeps the answer with what the check has measured", () => {
    const checked = recordAnswer(fresh, { runs: [] });
    const judged = recordVerdict(checked, { runs: [] }, wrong, { runs: [1] });
    expect(judged.answer).toEqual({ runs: [1] });
  });

  it("takes a blank answer for no attempt", () => {
    expect(recordVerdict(fresh, "", { isCorrect: false, isBlank: true })).toBe(fresh);
  });
});

describe("recordAnswer(record, answer)", () => {
  it("keeps an answer before its verdict, unless there is a right one", () => {
    expect(recordAnswer(fresh, "b")).toMatchObject({ answer: "b", attempts: 0 });
    const solved = recordVerdict(fresh, "a", right);
    expect(recordAnswer(solved, "b")).toBe(solved);
  });
});

describe("recordDraft(record, draft)", () => {
  it("keeps what is written, and is no attempt", () => {
    expect(recordDraft(fresh, "b")).toMatchObject({ answer: "b", attempts: 0, isSolved: false });
  });

  it("keeps a right answer, with what was written since beside it, also in another edition", () => {
    const solved = recordVerdict(fresh, "a", right);
    const begun = recordDraft(solved, "b");
    expect(begun).toMatchObject({ answer: "a", draft: "b", isSolved: true });
    expect(recordVerdict(begun, "c", wrong)).toMatchObject({ answer: "a", draft: "b" });
    expect(recordVerdict(begun, "b", right)).toMatchObject({ answer: "b", draft: undefined });
    const renewed = renewRecord(begun, "e2");
    expect(renewed).toMatchObject({ answer: "a", draft: "b", isSolved: false });
    expect(recordDraft(renewed, "d")).toMatchObject({ answer: "d", draft: undefined });
  });
});

describe("recordHints(record, shown) and recordSolution(record)", () => {
  it("remember how much was shown before the exercise was solved", () => {
    expect(recordHints(recordHints(fresh, 2), 1).hintsShown).toBe(2);
    expect(recordSolution(fresh).solutionShown).toBe(true);
    const solved = recordVerdict(fresh, "a", right);
    expect(recordHints(solved, 2)).toBe(solved);
    expect(recordSolution(solved)).toBe(solved);
  });
});

describe("renewRecord(record, edition)", () => {
  const solved = recordSolution(recordHints(recordVerdict(fresh, "b", wrong), 1));

  it("leaves a record of this edition alone", () => {
    expect(renewRecord(solved, "e1")).toBe(solved);
    expect(isOutdated(solved, "e1")).toBe(false);
  });

  it("takes over the answer of another edition, and nothing else", () => {
    expect(isOutdated(solved, "e2")).toBe(true);
    expect(renewRecord(solved, "e2")).toEqual({ ...createRecord("e2"), answer: "b" });
    expect(renewRecord(fresh, "e2")).toEqual(createRecord("e2"));
    expect(isOutdated(fresh, "e2")).toBe(false);
  });
});
