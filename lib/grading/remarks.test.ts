import { describe, expect, it } from "vitest";
import { collectRemarks, formatReport } from "./remarks";
import { parseRoster } from "./roster";
import { makeResult } from "./testing/results";

const ada = makeResult("a.zip", "Ada", "1001");

describe("collectRemarks(results, roster)", () => {
  it("names each file of a student who has handed in several", () => {
    const remarks = collectRemarks([ada, makeResult("b.zip", "A. L.", " 1001")], undefined);
    expect(remarks.get("a.zip")).toEqual([
      "The same student has also handed in b.zip. Each is graded; choose.",
    ]);
    expect(remarks.get("b.zip")?.[0]).toContain("a.zip");
  });

  it("names who is nobody of the roster, and who has no name", () => {
    const roster = parseRoster("Student,ID,SIS User ID,SIS Login ID,Section\nAda,1,1001,ada,A");
    const remarks = collectRemarks([ada, makeResult("b.zip", " ", "")], roster);
    expect(remarks.get("a.zip")).toEqual([]);
    expect(remarks.get("b.zip")).toEqual([
      "It has neither a name nor a number.",
      "Nobody in the roster has this number.",
    ]);
  });
});

describe("formatReport(results, remarks)", () => {
  it("begins with what was not graded, in lines that no name can forge", () => {
    const lost = { ...ada, path: "x\n0 files.zip", student: null, problem: "It is broken." };
    const odd = makeResult("b.zip", "Eve\u001b[2J\u202E", "2");
    const remarks = new Map([
      [lost.path, ["Not graded: It is broken."]],
      [odd.path, ["Look at this."]],
    ]);
    expect(formatReport([ada, odd, lost], remarks)).toBe(
      [
        "3 files, 2 graded.\n",
        "Not graded (1)\n",
        "x 0 files.zip",
        "  - Not graded: It is broken.\n",
        "Graded, with remarks (1)\n",
        "b.zip  Eve [2J  (2)",
        "  - Look at this.\n",
      ].join("\n"),
    );
  });
});
