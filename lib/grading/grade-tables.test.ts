import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { tabulateCanvas, tabulateMoodle, tabulatePlain } from "./grade-tables";
import { parseRoster, readRoster } from "./roster";
import { makeResult, twoExercises } from "./testing/results";

const ada = makeResult("lovelaceada_77_456_w.zip", "Ada", "s-1001", ["one", "two"]);
const alan = makeResult("b.zip", "Alan", " S-1002 ", ["two"]);
const bad = { ...makeResult("c.zip", "", ""), student: null, problem: "It is broken." };

// As Canvas exports it (lib/gradebook_exporter.rb): the ids of assignments in their titles, a row of points.
const canvas = parseRoster(
  [
    "Student,ID,SIS User ID,SIS Login ID,Section,Sheet 1 (900),Current Score",
    "    Points Possible,,,,,10,(read only)",
    '"Lovelace, Ada",77,x-1,ada@x.org,A,,',
    '"Turing, Alan",78,s-1002,alan@x.org,A,3,',
    '"Hopper, Grace",79,s-1003,grace@x.org,A,,',
  ].join("\n"),
);

// As Moodle's "Download grading worksheet" (mod/assign/gradingtable.php).
const moodle = parseRoster(
  [
    "Identifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments",
    'Participant 12,Ada Lovelace,ada@x.org,Submitted,,"100,00",Yes,"Monday, 4 May 2026",-,',
    "Participant 13,Alan Turing,S-1002,Submitted,5.00,100.00,Yes,-,-,",
  ].join("\n"),
);

describe("tabulatePlain(exercises, results, remarks)", () => {
  it("has a row for each file, and a column for each exercise", () => {
    const remarks = new Map([["c.zip", ["Not graded: It is broken."]]]);
    expect(tabulatePlain(twoExercises, [ada, bad], remarks)).toEqual([
      ["student", "number", "file", "sample/one", "sample/two", "total", "remarks"],
      ["Ada", "s-1001", ada.path, 1, 2, 3, ""],
      ["", "", "c.zip", 0, 0, 0, "Not graded: It is broken."],
    ]);
  });
});

describe("tabulateCanvas(exercises, results, roster, assignment)", () => {
  it("gives the columns that the importer asks for, without a roster", () => {
    expect(tabulateCanvas(twoExercises, [alan, bad], undefined, undefined)).toEqual([
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "sample/one", "sample/two"],
      ["    Points Possible", "", "", "", "", 1, 2],
      ["Alan", "", " S-1002 ", " S-1002 ", "", 0, 2],
    ]);
  });

  it("finds students by Canvas' number in the file's name, then by the number that they typed", () => {
    expect(tabulateCanvas(twoExercises, [ada, alan], canvas, "Sheet 1")).toEqual([
      ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", "Sheet 1 (900)"],
      ["    Points Possible", "", "", "", "", 3],
      ["Lovelace, Ada", "77", "x-1", "ada@x.org", "A", 3],
      ["Turing, Alan", "78", "s-1002", "alan@x.org", "A", 2],
    ]);
  });

  it("leaves the grade open where somebody has handed in twice", () => {
    const again = { ...alan, path: "d.zip" };
    const [, , row] = tabulateCanvas(twoExercises, [alan, again], undefined, undefined);
    expect(row).toEqual(["Alan", "", " S-1002 ", " S-1002 ", "", "", ""]);
  });
});

describe("tabulateMoodle(exercises, results, roster)", () => {
  it("fills the grading worksheet in parts of its maximum, and leaves the rest as it was", () => {
    const fromMoodle = { ...ada, path: "Ada Lovelace_12_assignsubmission_file_/w.zip" };
    const [header, first, second] = tabulateMoodle(twoExercises, [fromMoodle, alan], moodle);
    expect(header).toEqual(moodle.header);
    expect(first).toEqual([
      ...["Participant 12", "Ada Lovelace", "ada@x.org", "Submitted", "100,00", "100,00", "Yes"],
      ...["Monday, 4 May 2026", "-", "Exercise one: 1 of 1; Exercise two: 2 of 2"],
    ]);
    expect(second?.[4]).toBe("66.67");
  });

  it("gives a table for the gradebook's import without one", () => {
    expect(tabulateMoodle(twoExercises, [ada], undefined)).toEqual([
      ["Full name", "ID number", "sample/one", "sample/two", "Total"],
      ["Ada", "s-1001", 1, 2, 3],
    ]);
  });
});

describe("readRoster(file)", () => {
  it("refuses a file in another encoding, by its name", async () => {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "descent-roster-")), "class.csv");
    writeFileSync(file, Buffer.from("Identifier,Full name\nParticipant 1,Zo\u00eb", "latin1"));
    await expect(readRoster(file)).rejects.toThrow(/class\.csv is not in UTF-8/);
    rmSync(path.dirname(file), { recursive: true });
  });
});

describe("parseRoster(text)", () => {
  it("reads what a spreadsheet has saved: a mark at the beginning, semicolons and quotes", () => {
    const text =
      '\uFEFFIdentifier;"Full name";"Email address"\r\nParticipant 1;"Ada ""A."" L.";a@x.org\r\n;;\r\n';
    expect(parseRoster(text)).toEqual({
      system: "moodle",
      header: ["Identifier", "Full name", "Email address"],
      rows: [["Participant 1", 'Ada "A." L.', "a@x.org"]],
    });
  });

  it("refuses what is neither Canvas' nor Moodle's", () => {
    expect(() => parseRoster("name,grade\nAda,1")).toThrow(RangeError);
    expect(() => parseRoster("")).toThrow("The roster is neither");
  });
});
