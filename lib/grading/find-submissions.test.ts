import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { findOwner, findSubmissions } from "./find-submissions";

describe("findSubmissions(folder)", () => {
  it("finds archives in the folder and in Moodle's, and names what is none", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "descent-find-"));
    const moodle = "Ada Lovelace_12_assignsubmission_file_";
    mkdirSync(path.join(folder, moodle));
    for (const file of [`${moodle}/work.zip`, "b.ZIP", "notes.txt", ".DS_Store"]) {
      writeFileSync(path.join(folder, file), "");
    }
    symlinkSync(folder, path.join(folder, "circle.zip"));
    const found = await findSubmissions(folder);
    rmSync(folder, { recursive: true });
    expect(found.map(({ path: file, problem }) => [file, problem?.slice(0, 24)])).toEqual([
      [`${moodle}/work.zip`, undefined],
      ["b.ZIP", undefined],
      ["circle.zip", "It is a symbolic link, w"],
      ["notes.txt", "It is no .zip, as the bo"],
    ]);
  });
});

describe.skipIf(process.getuid?.() === 0)("findSubmissions(folder), not as root", () => {
  it("names a folder in it that may not be read, and finds the others", async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "descent-find-"));
    const closed = path.join(folder, "closed");
    mkdirSync(closed, { mode: 0 });
    writeFileSync(path.join(folder, "a.zip"), "");
    const found = await findSubmissions(folder);
    chmodSync(closed, 0o700);
    rmSync(folder, { recursive: true });
    expect(found).toEqual([
      { path: "a.zip", problem: undefined },
      { path: "closed", problem: "The folder could not be read (EACCES)." },
    ]);
  });
});

describe("findOwner(file)", () => {
  it.each([
    [
      "Ada Lovelace_123_assignsubmission_file_/w.zip",
      { system: "moodle", id: "123", name: "Ada Lovelace" },
    ],
    [
      "Ada Lovelace_123_assignsubmission_file_w.zip",
      { system: "moodle", id: "123", name: "Ada Lovelace" },
    ],
    ["lovelaceada_77_456_descent_1.zip", { system: "canvas", id: "77", name: "lovelaceada" }],
    ["lovelaceada_LATE_77_456_w.zip", { system: "canvas", id: "77", name: "lovelaceada" }],
    [
      "Eve_111_assignsubmission_file_Ada_123_assignsubmission_file_.zip",
      { system: "moodle", id: "111", name: "Eve" },
    ],
    ["eve_111_222_ada_77_456_w.zip", { system: "canvas", id: "111", name: "eve" }],
    ["ada.zip", undefined],
    ["descent-submission_2026.zip", undefined],
  ])("reads %s", (file, owner) => {
    expect(findOwner(file)).toEqual(owner);
  });
});
