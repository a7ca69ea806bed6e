import { countPoints, type GradedExercise, type SubmissionResult, sumPoints } from "./outcome";
import { assignToRoster, groupByStudent, type Roster, readCell } from "./roster";

/** A table as it is written to a CSV file. */
export type Table = (string | number)[][];

/** Everything, a row for each file. */
export function tabulatePlain(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  remarks: ReadonlyMap<string, readonly string[]>,
): Table {
  const rows = results.map((result) => [
    result.student?.name ?? "",
    result.student?.number ?? "",
    result.path,
    ...exercises.map((exercise) => countPoints(exercise, result.outcomes[exercise.key])),
    sumPoints(exercises, result),
    (remarks.get(result.path) ?? []).join(" "),
  ]);
  const keys = exercises.map(({ key }) => key);
  return [["student", "number", "file", ...keys, "total", "remarks"], ...rows];
}

const canvasColumns = ["Student", "ID", "SIS User ID", "SIS Login ID", "Section"];
/** Those that describe a student and not a grade, as Canvas' importer knows them. */
const canvasStudentColumns = [...canvasColumns, "Integration ID", "Root Account"];

/**
 * For the import of Canvas' gradebook: a column for each exercise, or one for the sum. Where the roster has a column
 * of that name, with or without Canvas' number in parentheses, that one is filled, else Canvas makes an assignment.
 *
 * Who has handed in several files gets no grade here.
 */
export function tabulateCanvas(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  roster: Roster | undefined,
  assignment: string | undefined,
): Table {
  const header = roster
    ? roster.header.filter((name) => canvasStudentColumns.includes(name))
    : canvasColumns;
  const titles = assignment ? [assignment] : exercises.map(({ key }) => key);
  const grades = (result: SubmissionResult | undefined) => {
    if (!result) return titles.map(() => "");
    return assignment
      ? [sumPoints(exercises, result)]
      : exercises.map((exercise) => countPoints(exercise, result.outcomes[exercise.key]));
  };
  const most = assignment
    ? [exercises.reduce((sum, { points }) => sum + points, 0)]
    : exercises.map(({ points }) => points);
  const students = roster
    ? assignToRoster(roster, results).students.filter((student) => student.results.length > 0)
    : groupByStudent(results.filter(({ student }) => student));
  const rows = students.map(({ row, results: own }) => [
    ...(roster ? header.map((name) => readCell(roster, row, name)) : describe(own[0])),
    ...grades(own.length === 1 ? own[0] : undefined),
  ]);
  const columns = titles.map(
    (title) => roster?.header.find((name) => isTitle(name, title)) ?? title,
  );
  const blanks = header.slice(1).map(() => "");
  return [[...header, ...columns], ["    Points Possible", ...blanks, ...most], ...rows];
}

function isTitle(column: string, title: string): boolean {
  return column === title || column.replace(/ \(\d+\)$/, "") === title;
}

function describe(result: SubmissionResult | undefined): string[] {
  const { name = "", number = "" } = result?.student ?? {};
  // Canvas looks for the number first among its numbers, then among its logins.
  return [name, "", number, number, ""];
}

/**
 * For Moodle. With a grading worksheet as the roster, that sheet with its grades filled in, in parts of its maximum;
 * else a table for the gradebook's import, which asks what each column is.
 *
 * Who has handed in several files gets no grade here.
 */
export function tabulateMoodle(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  roster: Roster | undefined,
): Table {
  if (roster?.header.includes("Identifier") && roster.header.includes("Grade")) {
    return fillWorksheet(exercises, results, roster);
  }
  const students = roster
    ? assignToRoster(roster, results).students
    : groupByStudent(results.filter(({ student }) => student));
  const rows = students.map(({ row, results: own }) => {
    const [result, other] = own;
    const { name = "", number = "" } = result?.student ?? {};
    const isClear = result && !other;
    return [
      ...(roster ? row : [name, number]),
      ...exercises.map(({ key, points }) =>
        isClear ? countPoints({ key, points } as GradedExercise, result.outcomes[key]) : "",
      ),
      isClear ? sumPoints(exercises, result) : "",
    ];
  });
  const header = roster?.header ?? ["Full name", "ID number"];
  return [[...header, ...exercises.map(({ key }) => key), "Total"], ...rows];
}

/** Moodle finds the student by the identifier, and asks for the time of the last grade, which stays as it was. */
function fillWorksheet(
  exercises: readonly GradedExercise[],
  results: readonly SubmissionResult[],
  roster: Roster,
): Table {
  const at = (column: string) => roster.header.indexOf(column);
  const [gradeAt, mostAt, commentsAt] = [at("Grade"), at("Maximum Grade"), at("Feedback comments")];
  const points = exercises.reduce((sum, exercise) => sum + exercise.points, 0);
  const rows = assignToRoster(roster, results).students.map(({ row, results: own }) => {
    const cells = [...row];
    const [result, other] = own;
    if (!result || other) return cells;
    const most = cells[mostAt] ?? "";
    const share = points > 0 ? sumPoints(exercises, result) / points : 0;
    const grade = most ? share * Number(most.replace(",", ".")) : sumPoints(exercises, result);
    cells[gradeAt] = formatGrade(grade, most.includes(",") ? "," : ".");
    if (commentsAt >= 0) cells[commentsAt] = listPoints(exercises, result);
    return cells;
  });
  return [roster.header, ...rows];
}

function formatGrade(grade: number, point: string): string {
  return grade.toFixed(2).replace(".", point);
}

function listPoints(exercises: readonly GradedExercise[], result: SubmissionResult): string {
  return exercises
    .map((exercise) => {
      const points = countPoints(exercise, result.outcomes[exercise.key]);
      return `${exercise.title}: ${points} of ${exercise.points}`;
    })
    .join("; ");
}
