import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { listExercises } from "./exercise-list";
import { sampleChapters as chaptersFolder } from "./testing/make-submission";

const privateChecks = mkdtempSync(path.join(tmpdir(), "descent-checks-"));
afterAll(() => rmSync(privateChecks, { recursive: true }));

describe("listExercises(choice)", () => {
  it("gives them in the order of the chapter's text, with what students begin from", async () => {
    const { chosen } = await listExercises({ chaptersFolder });
    expect(chosen.map(({ key }) => key)).toEqual([
      "sample/double",
      "sample/triple",
      "sample/ten",
      "sample/soon",
    ]);
    expect(chosen[0]?.starter).toContain("function double");
    expect(chosen[2]?.starter).toBeUndefined();
  });

  it("gives those that are chosen, in the same order", async () => {
    const exercises = ["sample/ten", "double"];
    const { all, chosen } = await listExercises({ chaptersFolder, exercises });
    expect(chosen.map(({ key }) => key)).toEqual(["sample/double", "sample/ten"]);
    expect(all).toHaveLength(4);
  });

  it("refuses an exercise, and checks for one, that does not exist", async () => {
    await expect(listExercises({ chaptersFolder, exercises: ["dubble"] })).rejects.toThrow(
      "There is no exercise “dubble”. There are: sample/double, sample/triple, sample/ten, sample/soon.",
    );
    mkdirSync(path.join(privateChecks, "sample"));
    writeFileSync(path.join(privateChecks, "sample", "dubble.ts"), "export const checks = [];");
    await expect(listExercises({ chaptersFolder, privateChecks })).rejects.toThrow(
      "“sample/dubble”",
    );
  });
});
