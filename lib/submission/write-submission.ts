import { strToU8, type Zippable, zipSync } from "fflate";
import type { KeptCell } from "../notebook/keep";
import { formatBytes } from "../notebook/limits";
import { maxSubmissionBytes, parseSubmission, submissionFileName } from "./parse-submission";
import { printChapterNotebook } from "./print-chapter-notebook";
import { printReadme } from "./print-readme";
import { maxSource, type Submission } from "./submission";
import type { ChapterWork, SubmissionDraft } from "./submission-draft";

/** Of the zip. Whoever grades reads no more. */
export const maxArchiveBytes = 50 * 1024 * 1024;

/**
 * The zip that a student hands in: `submission.json`, which is judged, a notebook for each chapter to be read in
 * Jupyter, and `README.txt`. The same draft gives the same bytes.
 *
 * Throws a RangeError in a sentence where the work is larger than what can be handed in.
 */
export function writeSubmission(draft: SubmissionDraft): Uint8Array<ArrayBuffer> {
  checkCells(draft.chapters);
  const json = printSubmission(draft);
  const bytes = strToU8(json);
  checkSize(bytes, maxSubmissionBytes, "Shorten the longest of your cells");
  // What is not taken there must not leave here.
  parseSubmission(json);
  const files: Zippable = {
    "README.txt": strToU8(printReadme(draft)),
    [submissionFileName]: bytes,
  };
  for (const chapter of draft.chapters) {
    files[`notebooks/${chapter.slug}.ipynb`] = strToU8(printChapterNotebook(chapter, draft));
  }
  const zip = zipSync(files, { mtime: toZipDate(draft.createdAt) });
  checkSize(zip, maxArchiveBytes, "Clear the outputs of your cells");
  return zip;
}

function printSubmission({
  student,
  edition,
  createdAt,
  seed,
  exercises,
  chapters,
}: SubmissionDraft) {
  const submission: Submission = {
    format: "descent-submission/1",
    edition,
    createdAt: new Date(createdAt).toISOString(),
    student,
    seed,
    exercises: exercises.map(({ chapter, id, record }) => ({ chapter, id, record })),
    cells: chapters.flatMap(({ slug, cells }) => cells.map((cell) => toCell(slug, cell))),
  };
  return `${JSON.stringify(submission, null, 1)}\n`;
}

function toCell(chapter: string, { id, kind, source }: KeptCell): Submission["cells"][number] {
  return { chapter, id, kind, source };
}

function checkSize({ length }: Uint8Array, maxBytes: number, remedy: string) {
  if (length <= maxBytes) return;
  throw new RangeError(
    `Your work has ${formatBytes(length)}, and at most ${formatBytes(maxBytes)} can be handed in. ${remedy}, and export again.`,
  );
}

/** For the one limit that a student may come to by accident, as with data pasted into a cell. */
function checkCells(chapters: readonly ChapterWork[]) {
  const found = chapters.find(({ cells }) => cells.some(({ source }) => source.length > maxSource));
  if (!found) return;
  throw new RangeError(
    `A cell of “${found.title}” is longer than a million characters. Shorten it, and export again.`,
  );
}

/** A zip knows the years 1980 to 2107, in local time. */
function toZipDate(ms: number): Date {
  const [first, last] = [new Date(1980, 0, 2), new Date(2099, 11, 30)];
  return new Date(Math.min(Math.max(ms, first.getTime()), last.getTime()));
}
