import { type ImportPlan, isEmptyPlan } from "./merge-progress";
import type { ProgressFile } from "./progress-file";

/** What a file holds, and what taking it in would do, in sentences for the reader's decision. */
export function describeImport(
  { exercises, readings, createdAt, edition }: ProgressFile,
  plan: ImportPlan,
  presentEdition: string,
): string[] {
  const holds = [
    exercises.length > 0 && count(exercises.length, "exercise"),
    readings.length > 0 && `what you have read of ${count(readings.length, "chapter")}`,
  ].filter(Boolean);
  const date = formatDate(createdAt);
  const sentences = [
    `The file${date ? ` of ${date}` : ""} holds ${holds.join(" and ") || "nothing yet"}.`,
  ];
  if (edition !== presentEdition) {
    sentences.push(
      "It was saved with another edition of the book. An exercise that has changed since says so.",
    );
  }
  if (isEmptyPlan(plan)) {
    return [
      ...sentences,
      "All of it is here already, or here is something later. Nothing changes.",
    ];
  }
  const { added, replaced, kept, lostSolved, isOtherSeed } = plan;
  if (added > 0) sentences.push(`${count(added, "exercise")} will be new here.`);
  if (plan.readings.length > 0) {
    sentences.push("What you have read there is added to what you have read here.");
  }
  if (replaced > 0) {
    sentences.push(
      `Of ${count(replaced, "exercise")} the file has the answer that counts, a right one or the later one: it takes the place of the one here.`,
    );
  }
  if (kept > 0) {
    sentences.push(
      `Of ${count(kept, "exercise")} the answer that counts is here: it stays, and the one in the file is left out.`,
    );
  }
  if (lostSolved.length > 0) {
    const names = lostSolved.map(({ id }) => id).join(", ");
    sentences.push(
      `You had solved ${names} in another edition of the book; the later answer counts instead, and is not right yet.`,
    );
  }
  if (isOtherSeed) {
    sentences.push(
      "Numbers in some exercises are drawn for each browser. Those of this browser stay, so an answer from the file may ask to be given again.",
    );
  }
  return sentences;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}

/** The day, or nothing where the file's own word for it is none. */
function formatDate(iso: string): string | undefined {
  const date = new Date(iso);
  if (Number.isNaN(date.getTime())) return undefined;
  return date.toLocaleDateString("en-GB", { dateStyle: "long" });
}
