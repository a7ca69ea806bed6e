import type { SubmissionResult } from "./outcome";
import { assignToRoster, groupByStudent, type Roster } from "./roster";

/** What the instructor should know of each file, by its path: of the file itself, and of the others beside it. */
export function collectRemarks(
  results: readonly SubmissionResult[],
  roster: Roster | undefined,
): Map<string, string[]> {
  const remarks = new Map(
    results.map((result) => [
      result.path,
      [...(result.problem ? [`Not graded: ${result.problem}`] : []), ...result.remarks],
    ]),
  );
  const add = (path: string, remark: string) => remarks.get(path)?.push(remark);
  for (const { results: own } of groupByStudent(results)) {
    for (const { path } of own) {
      const others = own.filter((other) => other.path !== path).map((other) => other.path);
      if (others.length === 0) continue;
      add(
        path,
        `The same student has also handed in ${others.join(", ")}. Each is graded; choose.`,
      );
    }
  }
  for (const { path, student } of results) {
    if (student && !student.name.trim() && !student.number.trim()) {
      add(path, "It has neither a name nor a number.");
    }
  }
  if (!roster) return remarks;
  for (const { path } of assignToRoster(roster, results).strangers) {
    add(path, "Nobody in the roster has this number.");
  }
  return remarks;
}

/** The report: first what could not be graded, then what else is odd. */
export function formatReport(
  results: readonly SubmissionResult[],
  remarks: ReadonlyMap<string, readonly string[]>,
): string {
  const isOdd = ({ path }: SubmissionResult) => (remarks.get(path) ?? []).length > 0;
  const lost = results.filter((result) => result.problem);
  const odd = results.filter((result) => !result.problem && isOdd(result));
  const describe = ({ path, student }: SubmissionResult) => [
    `${flatten(path)}${student ? `  ${flatten(student.name)} (${flatten(student.number)})` : ""}`,
    ...(remarks.get(path) ?? []).map((remark) => `  - ${flatten(remark)}`),
    "",
  ];
  const section = (title: string, part: readonly SubmissionResult[]) =>
    part.length > 0 ? [title, "", ...part.flatMap(describe)] : [];
  return [
    `${results.length} files, ${results.length - lost.length} graded.`,
    "",
    ...section(`Not graded (${lost.length})`, lost),
    ...section(`Graded, with remarks (${odd.length})`, odd),
  ].join("\n");
}

/** In one line, and without signs that a terminal obeys. */
function flatten(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, " ");
}
