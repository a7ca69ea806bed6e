// @ts-check
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strToU8, zipSync } from "fflate";
import { repositoryFolder } from "../scripts/site.mjs";

/**
 * What an instructor waits for.
 *
 * @import { Finding } from "./row"
 * @import { SiteRow } from "./site-rows.mjs"
 */

const submissionCount = 200;
const exerciseCount = 5;
const exercise = path.join(repositoryFolder, "content/chapters/gradient-descent/exercises/descend");

/** @type {SiteRow[]} */
export const gradingRows = [
  {
    name: "grade-submissions",
    work: `npm run grade on two cores: ${submissionCount} submissions with ${exerciseCount} code exercises each, a third of them wrong`,
    atMost: 600,
    measure: measureGrading,
  },
];

/** @returns {Promise<Finding>} */
async function measureGrading() {
  const folder = mkdtempSync(path.join(tmpdir(), "descent-bench-"));
  try {
    writeChapter(path.join(folder, "chapters", "bench"));
    writeSubmissions(path.join(folder, "submissions"));
    const startMs = performance.now();
    const code = await grade(folder);
    const seconds = (performance.now() - startMs) / 1000;
    if (code !== 0) throw new Error(`npm run grade ended with ${code}.`);
    checkGrades(path.join(folder, "grades.csv"));
    return { kind: "reading", value: seconds, unit: "s" };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The book's code exercise, several times. @param {string} folder */
function writeChapter(folder) {
  const ids = listIds();
  for (const id of ids) {
    const copy = path.join(folder, "exercises", id);
    cpSync(exercise, copy, { recursive: true });
    const file = path.join(copy, "exercise.ts");
    writeFileSync(file, readFileSync(file, "utf8").replace('id: "descend"', `id: "${id}"`));
  }
  const text = ids.map((id) => `<Exercise id="${id}" />\n`).join("\n");
  writeFileSync(path.join(folder, "chapter.mdx"), text);
}

/** @param {string} folder */
function writeSubmissions(folder) {
  mkdirSync(folder);
  const right = readFileSync(path.join(exercise, "solution.ts"), "utf8");
  const wrong = readFileSync(path.join(exercise, "wrong", "uphill.ts"), "utf8");
  for (let index = 0; index < submissionCount; index += 1) {
    const code = isRight(index) ? right : wrong;
    const submission = {
      format: "descent-submission/1",
      edition: "",
      createdAt: "",
      student: { name: `Student ${index}`, number: String(index) },
      seed: index,
      exercises: listIds().map((id) => ({ chapter: "bench", id, record: { answer: { code } } })),
      cells: [],
    };
    const bytes = zipSync({ "submission.json": strToU8(JSON.stringify(submission)) });
    writeFileSync(path.join(folder, `${index}.zip`), bytes);
  }
}

function listIds() {
  return Array.from({ length: exerciseCount }, (_, index) => `descend-${index + 1}`);
}

/** @param {number} index */
function isRight(index) {
  return index % 3 > 0;
}

/** @param {string} folder @returns {Promise<number | null>} the exit code */
function grade(folder) {
  const at = (/** @type {string} */ name) => path.join(folder, name);
  const sandbox = process.getuid?.() === 0 ? ["--unsafe-no-sandbox"] : [];
  const args = [at("submissions"), "--out", at("grades.csv"), "--chapters", at("chapters")];
  const child = spawn(process.execPath, ["scripts/grade.mjs", ...args, "--jobs", "2", ...sandbox], {
    cwd: repositoryFolder,
    stdio: ["ignore", "ignore", "inherit"],
  });
  return new Promise((resolve) => child.on("exit", resolve));
}

/** A grading that is fast and wrong measures nothing. @param {string} file */
function checkGrades(file) {
  const text = readFileSync(file, "utf8");
  for (let index = 0; index < submissionCount; index += 1) {
    const points = isRight(index) ? 1 : 0;
    const row = `Student ${index},${index},${index}.zip,${`${points},`.repeat(exerciseCount)}`;
    if (!text.includes(`\n${row}`)) throw new Error(`expected in grades.csv: ${row}`);
  }
}
