import type { SubmissionDraft } from "./submission-draft";

/** What the zip is, for whoever opens it. */
export function printReadme({ student, edition, createdAt }: SubmissionDraft): string {
  const lines = [
    "This is what a student hands in from Descent, an interactive textbook on how neural",
    "networks learn. The student saved it on the book's page Progress.",
    "",
    `Name:     ${toLine(student.name)}`,
    `Number:   ${toLine(student.number)}`,
    `Saved:    ${new Date(createdAt).toISOString()}`,
    `Edition:  ${edition}`,
    "",
    "notebooks/        To be read, in Jupyter or any program that opens .ipynb: each exercise with",
    "                  its answer, then the cells that the student changed or added.",
    "submission.json   The same for the book's own grading (npm run grade), which checks every",
    "                  answer anew and believes nothing else in it.",
    "",
    "Nothing in this file runs by itself.",
  ];
  return `${lines.join("\n")}\n`;
}

/** Without line ends, and without marks that turn the direction of what follows. */
function toLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ").trim();
}
