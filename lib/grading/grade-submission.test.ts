import { describe, expect, it } from "vitest";
import type { Submission } from "../submission/submission";
import { gradeSubmission } from "./grade-submission";
import type { GradingSettings, Outcome } from "./outcome";
import type { JudgeRequest } from "./protocol";
import { makeSubmission } from "./testing/make-submission";
import { judged } from "./testing/results";

const settings: GradingSettings = {
  seed: "s",
  edition: "mine",
  grader: "g",
  exercises: ["double", "ten"].map((id) => ({
    key: `sample/${id}`,
    title: id,
    kind: id === "ten" ? "number" : "code",
    edition: "e1",
    prompt: "",
    points: 1,
  })),
  known: ["sample/double", "sample/triple", "sample/ten"],
  privateChecks: "",
  limits: { timeMs: 1, memoryBytes: 1 },
};

async function grade(submission = makeSubmission(), outcome: Outcome = judged(false)) {
  const asked: Omit<JudgeRequest, "id">[] = [];
  const judge = async (request: Omit<JudgeRequest, "id">) => {
    asked.push(request);
    return outcome;
  };
  const result = await gradeSubmission("a.zip", { hash: "h", submission }, settings, { judge });
  return { asked, result };
}

describe("gradeSubmission(path, read, settings, client)", () => {
  it("judges each answer anew, and believes no score", async () => {
    const { asked, result } = await grade(
      makeSubmission({
        edition: "mine",
        answers: { double: "code", ten: "9" },
        claims: { isSolved: true, edition: "e1" },
      }),
    );
    expect(asked.map(({ key, answer }) => [key, answer])).toEqual([
      ["sample/double", { code: "code" }],
      ["sample/ten", { texts: ["9"] }],
    ]);
    expect(result.outcomes["sample/ten"]).toMatchObject({ verdict: { isCorrect: false } });
    expect(result.code).toEqual({ "sample/double": "code" });
    expect(result.remarks).toEqual([
      "Solved, as the file says, but the answer in it is not right: sample/double, sample/ten.",
    ]);
  });

  it("says what belongs to another edition, and what is asked nowhere", async () => {
    const submission = makeSubmission({ answers: { double: "x", triple: "y" } });
    const [double] = submission.exercises as [Submission["exercises"][number]];
    const unknown = ["a", "b", "c", "d", "e", "f"].map((id) => ({ ...double, id }));
    const { result } = await grade(
      { ...submission, exercises: [...submission.exercises, ...unknown] },
      judged(true),
    );
    expect(result.outcomes["sample/ten"]).toEqual({ state: "unanswered" });
    expect(result.remarks).toEqual([
      "It was made with another edition of the book, and is graded with the exercises of this one.",
      "Changed since it was answered: sample/double.",
      "Answered, though this edition does not ask it: sample/a, sample/b, sample/c, sample/d, sample/e and 1 more.",
    ]);
  });

  it("names what could not be judged", async () => {
    const answer = { kind: "code", source: "" } as const;
    const { result } = await grade(
      makeSubmission({ edition: "mine", answers: { double: "x" }, claims: { edition: "e1" } }),
      { state: "failed", answer, reason: "It took more than 60 s." },
    );
    expect(result.remarks).toEqual(["sample/double could not be judged: It took more than 60 s."]);
  });
});
