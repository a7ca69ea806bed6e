import { getCode } from "./answer-text";
import type { JudgeClient } from "./judge-client";
import { type GradingSettings, isPassed, type SubmissionResult } from "./outcome";
import type { ReadSubmission } from "./read-submission";

const mostNames = 5;

/**
 * Judges all answers of a submission anew. Nothing that the file claims beside the answers changes an outcome; what
 * is odd about it is named in the remarks.
 */
export async function gradeSubmission(
  path: string,
  { hash, submission, problem }: ReadSubmission,
  { seed: graderSeed, edition, exercises, known }: GradingSettings,
  client: Pick<JudgeClient, "judge">,
): Promise<SubmissionResult> {
  const result: SubmissionResult = {
    path,
    hash,
    student: submission?.student ?? null,
    createdAt: submission?.createdAt ?? "",
    problem,
    remarks: [],
    outcomes: {},
    code: {},
  };
  if (!submission) return result;

  const records = new Map(
    submission.exercises.map(({ chapter, id, record }) => [`${chapter}/${id}`, record]),
  );
  if (submission.edition !== edition) {
    result.remarks.push(
      "It was made with another edition of the book, and is graded with the exercises of this one.",
    );
  }
  const changed: string[] = [];
  const claimed: string[] = [];
  for (const { key, kind, edition: present } of exercises) {
    const record = records.get(key);
    if (record?.answer === undefined) {
      result.outcomes[key] = { state: "unanswered" };
      continue;
    }
    const { answer } = record;
    const { seed } = submission;
    const outcome = await client.judge({ submissionHash: hash, key, answer, seed, graderSeed });
    result.outcomes[key] = outcome;
    const code = kind === "code" ? getCode(answer) : undefined;
    if (code !== undefined) result.code[key] = code;
    if (record.edition !== present) changed.push(key);
    if (record.isSolved && !isPassed(outcome)) claimed.push(key);
    if (outcome.state === "failed") {
      result.remarks.push(`${key} could not be judged: ${outcome.reason}`);
    }
  }
  const unknown = [...records.keys()].filter((key) => !known.includes(key));
  const addRemark = (remark: string, keys: readonly string[]) => {
    if (keys.length > 0) result.remarks.push(`${remark}: ${listKeys(keys)}.`);
  };
  addRemark("Changed since it was answered", changed);
  addRemark("Solved, as the file says, but the answer in it is not right", claimed);
  addRemark("Answered, though this edition does not ask it", unknown);
  return result;
}

function listKeys(keys: readonly string[]): string {
  const rest = keys.length > mostNames ? ` and ${keys.length - mostNames} more` : "";
  return keys.slice(0, mostNames).join(", ") + rest;
}
