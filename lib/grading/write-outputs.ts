import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { formatCsv } from "./csv";
import { formatFeedback, isFeedbackName, nameFeedback } from "./feedback-page";
import { type Table, tabulateCanvas, tabulateMoodle, tabulatePlain } from "./grade-tables";
import type { GradedExercise, SubmissionResult } from "./outcome";
import { collectRemarks, formatReport } from "./remarks";
import type { Roster } from "./roster";
import { findSimilar, renderSimilarity, type SimilarityItem, toCsv } from "./similarity";

export interface OutputOptions {
  /** `grades.csv`; everything else is put beside it. */
  out: string;
  roster?: Roster;
  assignment?: string;
}

/** Students by their names and their files, since two may have one name. */
function listCode(results: readonly SubmissionResult[]): SimilarityItem[] {
  return results.flatMap(({ path: file, student, code }) =>
    Object.entries(code).map(([exercise, text]) => ({
      student: `${student?.name ?? ""} (${file})`,
      exercise,
      code: text,
    })),
  );
}

function listStarters(exercises: readonly GradedExercise[]): Record<string, string> {
  return Object.fromEntries(exercises.map(({ key, starter = "" }) => [key, starter]));
}

/**
 * Writes all that a grading gives. The same results give the same bytes.
 *
 * Gives the names of what was written, and how many files need the instructor's eye.
 */
export async function writeOutputs(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  { out, roster, assignment }: OutputOptions,
): Promise<{ files: string[]; remarkedCount: number }> {
  const of = (system: Roster["system"]) => (roster?.system === system ? roster : undefined);
  const remarks = collectRemarks(results, roster);
  const folder = path.dirname(out);
  const files: string[] = [];
  const write = async (name: string, text: string) => {
    await mkdir(path.dirname(name), { recursive: true });
    await writeFile(name, text);
    files.push(name);
  };
  const writeTable = (name: string, table: Table) => write(name, formatCsv(table));

  await writeTable(out, tabulatePlain(exercises, results, remarks));
  await writeTable(
    out.replace(/\.csv$/, ".canvas.csv"),
    tabulateCanvas(exercises, results, of("canvas"), assignment),
  );
  await writeTable(
    out.replace(/\.csv$/, ".moodle.csv"),
    tabulateMoodle(exercises, results, of("moodle")),
  );
  await write(path.join(folder, "report.txt"), formatReport(results, remarks));

  const feedback = path.join(folder, "feedback");
  await mkdir(feedback, { recursive: true });
  // Pages of an earlier run; what else an instructor keeps there stays.
  for (const name of (await readdir(feedback)).filter(isFeedbackName)) {
    await rm(path.join(feedback, name));
  }
  for (const result of results) {
    await writeFile(
      path.join(feedback, nameFeedback(result.path)),
      formatFeedback(exercises, result),
    );
  }
  files.push(`${feedback}/`);

  const pairs = findSimilar(listCode(results), listStarters(exercises));
  await write(path.join(folder, "similarity.html"), renderSimilarity(pairs));
  await write(path.join(folder, "similarity.csv"), toCsv(pairs));
  const remarkedCount = [...remarks.values()].filter((list) => list.length > 0).length;
  return { files, remarkedCount };
}
