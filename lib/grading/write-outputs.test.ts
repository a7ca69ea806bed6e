import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { makeResult, twoExercises } from "./testing/results";
import { writeOutputs } from "./write-outputs";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-outputs-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe("writeOutputs(exercises, results, options)", () => {
  const out = () => path.join(folder, "new", "grades.csv");
  const feedback = () => readdirSync(path.join(folder, "new", "feedback"));

  it("writes a page for each file, also of students with one name, in a folder that it makes", async () => {
    const results = ["ada.zip", "Ada.zip", "a/da.zip"].map((file) => makeResult(file, "Ada", ""));
    const { files, remarkedCount } = await writeOutputs(twoExercises, results, { out: out() });
    expect(feedback()).toHaveLength(3);
    expect(files).toHaveLength(7);
    expect(remarkedCount).toBe(0);
  });

  it("takes away the pages of an earlier run, and nothing else", async () => {
    await writeOutputs(twoExercises, [makeResult("ada.zip", "Ada", "1")], { out: out() });
    mkdirSync(path.join(folder, "new", "feedback", "drafts"));
    writeFileSync(path.join(folder, "new", "feedback", "my-notes.html"), "");
    await writeOutputs(twoExercises, [makeResult("ben.zip", "Ben", "2")], { out: out() });
    expect(feedback()).toEqual([expect.stringMatching(/^ben-/), "drafts", "my-notes.html"]);
  });
});
