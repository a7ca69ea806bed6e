import { spawnSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Browser } from "@playwright/test";
import Papa from "papaparse";
import { serve } from "../scripts/serve.mjs";
import { expect, test, waitUntilAwake } from "./fixtures";

// What the page /teach tells instructors, followed from an empty folder to a graded table. The files and the commands are
// those of the page: code blocks marked `file=…` are written, those marked `walk` are run, in their order.
//
// Two things differ. `npm ci` is a copy of what is installed already; and where the tests run without Chromium's sandbox,
// the grader is told so, as the page says.

const text = readFileSync("content/teach.mdx", "utf8");
const isRoot = process.getuid?.() === 0;
const needsUnsafe = isRoot || process.env.CHROMIUM_SANDBOX === "0";

interface Block {
  file?: string;
  isRun: boolean;
  content: string;
}

const blocks: Block[] = [...text.matchAll(/^(`{3,})\w+ (\S+)\n([\s\S]*?)^\1$/gm)].map(
  ([, , mark = "", content = ""]) => ({
    file: /^file=(.+)$/.exec(mark)?.[1],
    isRun: mark === "walk",
    content,
  }),
);
const commands = blocks
  .filter(({ isRun }) => isRun)
  .flatMap(({ content }) => content.trim().split("\n"));

let folder: string;

test.beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "descent-course-"));
});
test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("the page on teaching leads from an empty folder to a graded table", async ({ browser }) => {
  test.setTimeout(600_000);
  copyProject();
  for (const { file, content } of blocks) {
    if (!file) continue;
    mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
    writeFileSync(path.join(folder, file), content);
  }

  const publishing = commands.indexOf("npm run build");
  expect(commands[0]).toBe("npm ci");
  expect(publishing).toBeGreaterThan(0);
  for (const command of commands.slice(1, publishing + 1)) run(command);

  const site = await serve({ root: path.join(folder, "out") });
  mkdirSync(path.join(folder, "submissions"));
  await handIn(browser, site.url, { name: "Ada Lovelace", number: "1815", answer: "1.6" });
  await handIn(browser, site.url, { name: "Charles Babbage", number: "1791", answer: "2.4" });
  await site.close();

  for (const command of commands.slice(publishing + 1)) run(command);
  for (const table of ["grades.csv", "private-grades.csv"]) {
    expect(readTable(table)).toMatchObject([
      { student: "Charles Babbage", number: "1791", "slopes/one-step": "0", total: "0" },
      { student: "Ada Lovelace", number: "1815", "slopes/one-step": "1", total: "1" },
    ]);
  }
  expect(readFileSync(path.join(folder, "report.txt"), "utf8")).toContain("2 files, 2 graded.");
  expect(readFileSync(path.join(folder, "similarity.html"), "utf8")).toContain("Similar answers");
});

test("all that the page names is there", () => {
  const named = [...text.matchAll(/`([\w.-]+(?:\/[\w.-]+)+)`/g)].map(([, file]) => file as string);
  expect(named.length).toBeGreaterThan(4);
  const missing = named.filter(
    (file) =>
      !/^(out|cells|exercises|wrong|feedback|submissions)\//.test(file) &&
      !blocks.some((block) => block.file === file) &&
      !existsSync(file),
  );
  expect(missing).toEqual([]);
});

/** The project without what was built in it, as a fresh copy of it is. */
function copyProject() {
  const built = /^(\.git|\.next|out|test-results|node_modules|next-env\.d\.ts)$|\.tsbuildinfo$/;
  for (const name of readdirSync(".").filter((entry) => !built.test(entry))) {
    cpSync(name, path.join(folder, name), {
      recursive: true,
      filter: (file) => !/^(public\/(sandbox|language)|bench\/peers\/.*node_modules)/.test(file),
    });
  }
  // Links to the same bytes, where the system has them: the bundler follows no link out of its folder.
  const installed = path.join(folder, "node_modules");
  if (spawnSync("cp", ["-al", "node_modules", installed]).status !== 0) {
    cpSync("node_modules", installed, { recursive: true, force: true, verbatimSymlinks: true });
  }
  for (const cache of [".cache", ".vite"])
    rmSync(path.join(installed, cache), { recursive: true, force: true });
}

function run(command: string) {
  const isGrading = command.includes("grade -- submissions/");
  const line = isGrading && needsUnsafe ? `${command} --unsafe-no-sandbox` : command;
  const { status, stdout, stderr } = spawnSync(line, {
    cwd: folder,
    shell: true,
    encoding: "utf8",
    env: { ...process.env, BASE_PATH: "", NEXT_TELEMETRY_DISABLED: "1", CI: "1" },
  });
  expect(status, `${line}\n${stdout}\n${stderr}`).toBe(0);
}

/** A student with a browser of their own answers, and saves the file for their instructor. */
async function handIn(
  browser: Browser,
  url: string,
  { name, number, answer }: { name: string; number: string; answer: string },
) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(new URL("/chapters/slopes/", url).href);
  const exercise = page.getByRole("region", { name: "Exercise: One step" });
  const check = exercise.getByRole("button", { name: "Check" });
  await check.scrollIntoViewIfNeeded();
  await waitUntilAwake(check);
  await exercise.getByRole("textbox", { name: "The new w" }).fill(answer);
  await check.click();
  await expect(exercise.getByRole("status").filter({ hasText: /Correct|Not yet/ })).toBeVisible();

  await page.goto(new URL("/progress/", url).href);
  const section = page.getByRole("region", { name: "Hand in" });
  await expect(section).toContainText("1 of 8 exercises answered");
  await section.getByRole("textbox", { name: "Your name" }).fill(name);
  await section.getByRole("textbox", { name: "Your number" }).fill(number);
  const downloading = page.waitForEvent("download");
  await section.getByRole("button", { name: "Export submission" }).click();
  const download = await downloading;
  await download.saveAs(path.join(folder, "submissions", download.suggestedFilename()));
  await context.close();
}

function readTable(name: string): Record<string, string>[] {
  const table = readFileSync(path.join(folder, name), "utf8");
  return Papa.parse<Record<string, string>>(table, { header: true, skipEmptyLines: true }).data;
}
