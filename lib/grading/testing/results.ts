import type { GradedExercise, Outcome, SubmissionResult } from "../outcome";

export const twoExercises: GradedExercise[] = ["one", "two"].map((id, index) => ({
  key: `sample/${id}`,
  title: `Exercise ${id}`,
  kind: "number",
  edition: "e",
  prompt: "How much?",
  points: index + 1,
}));

const answer = { kind: "markdown", source: "10" } as const;

export function judged(isCorrect: boolean, reply = "So it is."): Outcome {
  return { state: "judged", answer, verdict: { isCorrect, reply } };
}

/** A submission in which the exercises named here were answered rightly. */
export function makeResult(
  path: string,
  name: string,
  number: string,
  right: readonly string[] = [],
): SubmissionResult {
  return {
    path,
    hash: "h",
    student: { name, number },
    createdAt: "",
    remarks: [],
    outcomes: Object.fromEntries(
      twoExercises.map(({ key }) => [key, judged(right.some((id) => key.endsWith(id)))]),
    ),
    code: {},
  };
}
