import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { grade } from "./grade";
import { type GradeOptions, parseOptions } from "./options";
import { sampleChapters } from "./testing/make-submission";

// What comes of a whole run is tested by e2e/grade-submissions.spec.ts.

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-grade-"));
  mkdirSync(path.join(folder, "submissions"));
  writeFileSync(path.join(folder, "submissions", "ada.zip"), "");
});
afterEach(() => rmSync(folder, { recursive: true }));

function run(submissions: string, out: string, more: readonly string[] = []) {
  const own = ["--chapters", sampleChapters, "--unsafe-no-sandbox"];
  const args = [path.join(folder, submissions), "--out", path.join(folder, out), ...own, ...more];
  const { signal } = new AbortController();
  return grade(parseOptions(args) as GradeOptions, { output: { write: () => {} }, signal });
}

describe("grade(options, context)", () => {
  it.each<[string, string, string[], string]>([
    ["none", "g.csv", [], "is no folder. Put the students' files into one"],
    ["submissions/ada.zip", "g.csv", [], "is no folder"],
    ["empty", "g.csv", [], "There is nothing in"],
    ["submissions", "submissions/g.csv", [], "among what was handed in"],
    [".", "new/g.csv", [], "among what was handed in"],
    ["submissions", "g.csv", ["--exercises", "dubble"], "There are: sample/double, sample/triple"],
    ["submissions", "g.csv", ["--private-checks", "none"], "none"],
  ])("begins nothing with %s and %s %j, and says why", async (submissions, out, more, reason) => {
    mkdirSync(path.join(folder, "empty"));
    await expect(run(submissions, out, more)).rejects.toThrow(reason);
    expect(readdirSync(folder)).toEqual(["empty", "submissions"]);
  });
});
