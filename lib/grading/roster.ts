import { readFile } from "node:fs/promises";
import { parseCsv } from "./csv";
import { findOwner } from "./find-submissions";
import type { SubmissionResult } from "./outcome";

/** A file that Canvas or Moodle exports, with a row for each student. */
export interface Roster {
  system: "canvas" | "moodle";
  header: string[];
  rows: string[][];
}

/** Columns in which a student's own number may stand. */
const numberColumns = [
  "SIS User ID",
  "SIS Login ID",
  "Integration ID",
  "ID number",
  "Username",
  "Email address",
];

/** Rejects with a sentence for a file that is no roster. */
export async function readRoster(file: string): Promise<Roster> {
  const bytes = await readFile(file);
  try {
    return parseRoster(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    if (error instanceof RangeError) throw new RangeError(`${file}: ${error.message}`);
    throw new RangeError(`${file} is not in UTF-8. Save it as “CSV UTF-8”, or export it again.`);
  }
}

/** Throws a RangeError with a sentence for a text that is neither. */
export function parseRoster(text: string): Roster {
  const [header, ...rows] = parseCsv(text);
  if (header?.[0] === "Student" && header.includes("ID")) {
    return { system: "canvas", header, rows };
  }
  const isMoodle = header?.some((name) =>
    ["Identifier", "ID number", "Email address"].includes(name),
  );
  if (header && isMoodle) return { system: "moodle", header, rows };
  throw new RangeError(
    "The roster is neither an export of Canvas' gradebook nor a grading worksheet of Moodle: it has no such columns. They are looked for by their English names.",
  );
}

export function readCell({ header }: Roster, row: readonly string[], column: string): string {
  return row[header.indexOf(column)]?.trim() ?? "";
}

/** A student with all that they have handed in. */
export interface StudentRow {
  /** Of the roster; empty without one. */
  row: readonly string[];
  /** Usually one. With several, the instructor decides. */
  results: readonly SubmissionResult[];
}

export interface Assignment {
  students: readonly StudentRow[];
  /** What belongs to nobody of the roster. */
  strangers: readonly SubmissionResult[];
}

/**
 * Puts submissions to the rows of a roster: by the system's own number, which is in the name that it gave to the file,
 * else by the number that the student typed, which may also be a login or an address.
 */
export function assignToRoster(roster: Roster, results: readonly SubmissionResult[]): Assignment {
  const found = results.map((result) => findRow(roster, result));
  return {
    students: roster.rows.map((row) => ({
      row,
      results: results.filter((_result, index) => found[index] === row),
    })),
    strangers: results.filter((_result, index) => !found[index]),
  };
}

function findRow(roster: Roster, result: SubmissionResult): readonly string[] | undefined {
  const { header, rows, system } = roster;
  const owner = findOwner(result.path);
  const ownId = (row: readonly string[]) =>
    system === "canvas"
      ? readCell(roster, row, "ID")
      : /\d+$/.exec(readCell(roster, row, "Identifier"))?.[0];
  const owned = owner?.system === system && rows.find((row) => ownId(row) === owner.id);
  if (owned) return owned;
  const number = normalize(result.student?.number ?? "");
  if (!number) return undefined;
  const columns = numberColumns.filter((column) => header.includes(column));
  const matching = rows.filter((row) =>
    columns.some((column) => normalize(readCell(roster, row, column)) === number),
  );
  return matching.length === 1 ? matching[0] : undefined;
}

/**
 * Students without a roster: what has the same number, or the same owner in Canvas or Moodle, is one student's; what
 * has neither is by somebody of its own.
 */
export function groupByStudent(results: readonly SubmissionResult[]): StudentRow[] {
  const groups: { keys: Set<string>; results: SubmissionResult[] }[] = [];
  for (const result of results) {
    const keys = getStudentKeys(result);
    const group = groups.find((candidate) => keys.some((key) => candidate.keys.has(key)));
    if (!group) groups.push({ keys: new Set(keys), results: [result] });
    else {
      group.results.push(result);
      for (const key of keys) group.keys.add(key);
    }
  }
  return groups.map((group) => ({ row: [], results: group.results }));
}

function getStudentKeys({ path, student }: SubmissionResult): string[] {
  const owner = findOwner(path);
  const number = normalize(student?.number ?? "");
  return [
    ...(owner ? [`${owner.system} ${owner.id}`] : []),
    ...(number ? [`number ${number}`] : []),
  ];
}

function normalize(text: string): string {
  return text.normalize("NFKC").trim().toLowerCase();
}
