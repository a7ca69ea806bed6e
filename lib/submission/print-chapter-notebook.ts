import type { ExerciseRecord } from "../exercises/record";
import type { Cell } from "../notebook/cell";
import { toIpynb } from "../notebook/ipynb";
import type { KeptCell } from "../notebook/keep";
import { escapeMarkdown, toMarkdown } from "./markdown-text";
import { printAnswer } from "./print-answer";
import type { ChapterWork, ExerciseToPrint, SubmissionDraft } from "./submission-draft";

/** A student's work in a chapter as a Jupyter notebook: each exercise with its answer, then the cells that are theirs. */
export function printChapterNotebook(
  chapter: ChapterWork,
  { student, createdAt, edition, seed, exercises }: SubmissionDraft,
): string {
  const records = new Map(
    exercises.filter((kept) => kept.chapter === chapter.slug).map(({ id, record }) => [id, record]),
  );
  const head = [
    `# ${chapter.number}. ${escapeMarkdown(chapter.title)}`,
    `Work of **${escapeMarkdown(student.name)}** (${escapeMarkdown(student.number)}), handed in on ${new Date(createdAt).toISOString().slice(0, 10)}, from the edition \`${edition}\` of the book.`,
  ];
  const cells = [
    toText("head", head.join("\n\n")),
    ...chapter.exercises.flatMap((exercise) =>
      printExercise(exercise, records.get(exercise.id), seed),
    ),
    ...printOwnCells(chapter.cells),
  ];
  return toIpynb(cells, { title: chapter.title });
}

function printExercise(
  exercise: ExerciseToPrint,
  record: ExerciseRecord | undefined,
  seed: number,
): Cell[] {
  const { id, title, edition, prompt, starter, definition } = exercise;
  const question = [`## ${escapeMarkdown(title)}`, toMarkdown(prompt)];
  if (record?.answer === undefined) {
    return [toText(id, [...question, "*Not answered.*"].join("\n\n"))];
  }
  const printed = printAnswer(record.answer, definition, seed);
  const isOutdated = record.edition !== edition;
  const notes = isOutdated ? ["*This answers another edition of the exercise.*"] : [];
  if (printed.kind === "markdown") {
    return [toText(id, [...question, ...notes, "**Answer**", printed.source].join("\n\n"))];
  }
  // An empty one is the starter, which the student has not changed.
  const source = printed.source.trim() === "" ? (starter ?? "") : printed.source;
  return [
    toText(id, [...question, ...notes, "**Answer**"].join("\n\n")),
    { id: `${id}-code`, kind: "code", source, outputs: [], executionCount: null },
  ];
}

function printOwnCells(cells: readonly KeptCell[]): Cell[] {
  if (cells.length === 0) return [];
  return [
    toText("own-cells", "## Cells\n\nCells of the chapter that were changed, and others."),
    ...cells.map(({ outputs = [], ...cell }): Cell => ({ ...cell, outputs })),
  ];
}

function toText(id: string, source: string): Cell {
  return { id, kind: "markdown", source, outputs: [], executionCount: null };
}
