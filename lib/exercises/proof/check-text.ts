import type { ExerciseText, Verdict } from "../exercise";
import { type ExerciseFiles, findIn } from "./exercise-files";
import type { Finding } from "./finding";

/** What is missing in the words of an exercise, or is not in the book's tone. */
export function checkText(files: ExerciseFiles, exercise: ExerciseText): Finding[] {
  const find = (place: string | RegExp, message: string) =>
    findIn(files, "exercise.ts", place, message);
  const findings: Finding[] = [];
  const { id, hints, ...rest } = exercise;
  if (id !== files.id) {
    findings.push(find(/\bid:/, `The id is "${id}", and the folder is named "${files.id}".`));
  }
  for (const name of ["title", "objective", "solution"] as const) {
    if (!rest[name]?.trim())
      findings.push(find(new RegExp(`\\b${name}:`), `The ${name} is missing.`));
  }
  findings.push(...checkHints(hints ?? []).map((message) => find(/\bhints:/, message)));
  for (const words of [rest.title, rest.objective, rest.solution, ...(hints ?? [])]) {
    if (words && isLoud(words)) findings.push(find(words.slice(0, 20), explainLoud(words)));
  }
  const prompt = files.sources["prompt.mdx"] ?? "";
  const lines = removeCode(prompt).split("\n");
  for (const [index, line] of lines.entries()) {
    if (isLoud(line)) {
      findings.push({
        file: `${files.folder}/prompt.mdx`,
        line: index + 1,
        message: explainLoud(line),
      });
    }
  }
  if (prompt !== "" && prompt.trim() === "")
    findings.push(findIn(files, "prompt.mdx", "", "It asks nothing."));
  return findings;
}

function checkHints(hints: readonly string[]): string[] {
  const messages: string[] = [];
  if (hints.length < 2) {
    messages.push(
      `There ${hints.length === 1 ? "is one hint" : "is no hint"}: every exercise has at least two.`,
    );
  }
  for (const [index, hint] of hints.entries()) {
    if (hint.trim() === "") messages.push(`Hint ${index + 1} is empty.`);
    const same = hints.indexOf(hint);
    if (same < index) messages.push(`Hint ${index + 1} says the same as hint ${same + 1}.`);
  }
  return messages;
}

/** All that a verdict tells the reader. */
export function listWords({ reply, parts = [] }: Verdict): string[] {
  return [
    reply,
    ...parts.flatMap(({ says, expected = "", actual = "" }) => [says, expected, actual]),
  ];
}

/** Whether there is an exclamation mark; "is not" of a program, `!=`, is none. */
export function isLoud(words: string): boolean {
  return /!(?!=)/.test(words);
}

export function explainLoud(words: string): string {
  return `There is an exclamation mark in “${words.trim().slice(0, 60)}”. The book speaks calmly.`;
}

/** Keeps the lines where they are. */
function removeCode(mdx: string): string {
  return mdx.replace(/```[\s\S]*?```|`[^`\n]*`|\$[^$]*\$|\{\/\*[\s\S]*?\*\/\}|!(?=\[)/g, (code) =>
    code.replace(/[^\n]/g, ""),
  );
}
