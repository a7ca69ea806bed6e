import { formatCount } from "../../format";
import type { ChapterFiles } from "./check-places";
import { type Finding, formatFinding } from "./finding";
import { findTightest, formatMeasurement, type Measurement } from "./measurement";
import type { ExerciseProof } from "./prove-exercise";

/** A chapter's exercises as a table, in the order of its text, each with what was measured. */
export function printChapter(
  { title, placements }: Pick<ChapterFiles, "title" | "placements">,
  proofs: readonly ExerciseProof[],
): string {
  const placeOf = ({ files }: ExerciseProof) => {
    const index = placements.findIndex(({ id }) => id === files.id);
    return index < 0 ? placements.length : index;
  };
  const ordered = [...proofs].sort((a, b) => placeOf(a) - placeOf(b));
  const idWidth = Math.max(...proofs.map(({ files }) => files.id.length));
  const nameWidth = Math.max(
    0,
    ...proofs.flatMap(({ measurements }) => measurements.map(({ answer }) => answer.length)),
  );
  const rows = ordered.flatMap(({ files, kind, answerCount, measurements, findings }) => [
    [
      findings.length === 0 ? "  ✓" : "  ✗",
      files.id.padEnd(idWidth),
      (kind ?? "").padEnd(8),
      formatCount(answerCount, "answer"),
    ].join(" "),
    ...groupByAnswer(measurements).map((ofAnswer) => {
      const tightest = findTightest(ofAnswer) as Measurement;
      const more = ofAnswer.length > 1 ? ` (tightest of ${ofAnswer.length})` : "";
      return `      ${tightest.answer.padEnd(nameWidth)}  ${formatMeasurement(tightest)}${more}`;
    }),
  ]);
  return [title, ...rows].join("\n");
}

/** Where questions are drawn, an answer is measured for several readers. */
function groupByAnswer(measurements: readonly Measurement[]): Measurement[][] {
  const names = [...new Set(measurements.map(({ answer }) => answer))];
  return names.map((name) => measurements.filter(({ answer }) => answer === name));
}

/** All that is wrong, and the sum. */
export function printSummary(
  proofs: readonly ExerciseProof[],
  findings: readonly Finding[],
  elapsedMs: number,
): string {
  const proved = proofs.filter((proof) => proof.findings.length === 0).length;
  const seconds = (elapsedMs / 1000).toFixed(1);
  const sum = `${proved} of ${formatCount(proofs.length, "exercise")} proved, ${formatCount(findings.length, "finding")}, in ${seconds} s.`;
  return [...findings.map(formatFinding), ...(findings.length > 0 ? [""] : []), sum].join("\n");
}
