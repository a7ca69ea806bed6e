import { describe, expect, it } from "vitest";
import { describeImport } from "./describe-import";
import type { ImportPlan } from "./merge-progress";
import type { ProgressFile } from "./progress-file";
import { record } from "./testing";

const kept = { chapter: "descent", id: "step", record: record("e1") };

const file: ProgressFile = {
  format: "descent-progress/1",
  edition: "e",
  createdAt: "2026-02-03T10:00:00.000Z",
  seed: 1,
  exercises: [kept],
  readings: [],
};

const plan: ImportPlan = {
  exercises: [kept],
  readings: [],
  added: 1,
  replaced: 0,
  kept: 0,
  lostSolved: [],
  isOtherSeed: false,
};

const say = (change: Partial<ImportPlan> = {}, edition = "e") =>
  describeImport({ ...file, edition }, { ...plan, ...change }, "e").join(" ");

describe("describeImport(file, plan, edition)", () => {
  it("says what the file holds, and what would become of it", () => {
    expect(say()).toBe(
      "The file of 3 February 2026 holds 1 exercise. 1 exercise will be new here.",
    );
    expect(say({ added: 0, replaced: 2 })).toMatch(/Of 2 exercises the file has the answer that/);
    expect(say({ added: 0, kept: 1 })).toMatch(/Of 1 exercise the answer that counts is here/);
  });

  it("says what was read there, and leaves out what is not in it", () => {
    const reading = { chapter: "descent", reading: { sections: ["up"], changedAt: 1 } };
    const only = { ...file, exercises: [], readings: [reading] };
    const change = { ...plan, exercises: [], readings: [reading], added: 0 };
    expect(describeImport(only, change, "e").join(" ")).toBe(
      "The file of 3 February 2026 holds what you have read of 1 chapter. What you have read there is added to what you have read here.",
    );
    const empty = describeImport({ ...file, exercises: [] }, { ...plan, exercises: [] }, "e");
    expect(empty[0]).toBe("The file of 3 February 2026 holds nothing yet.");
  });

  it("says so where there is nothing to do", () => {
    expect(say({ exercises: [] })).toMatch(/All of it is here already/);
  });

  it("names what is lost, and what may not fit", () => {
    expect(say({ lostSolved: [kept] })).toMatch(/You had solved step in another edition/);
    expect(say({ isOtherSeed: true })).toMatch(/drawn for each browser/);
    expect(say({}, "older")).toMatch(/another edition of the book/);
  });

  it("leaves out a date that is none", () => {
    const [first] = describeImport({ ...file, createdAt: "soon" }, plan, "e");
    expect(first).toBe("The file holds 1 exercise.");
  });
});
