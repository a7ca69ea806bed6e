// @ts-check
import { cpSync, existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { installChromium, tryChromium } from "./browser.mjs";
import {
  countCommand,
  countPassedIn,
  countReport,
  formatCounts,
  readPlaywrightReport,
  readVitestReport,
  sumCounts,
  writeCounts,
} from "./counts.mjs";
import { runCommand } from "./run-command.mjs";
import { courseFolder, exportFolder, reportFolder } from "./site.mjs";

/** @typedef {import("./counts.mjs").Counts} Counts */

const unitReport = path.join(reportFolder, "vitest.json");
const bookReport = path.join(reportFolder, "check-book.json");
const readerReport = path.join(reportFolder, "playwright.json");
const timedReport = path.join(reportFolder, "playwright-timed.json");

/** @type {{ name: string, run: () => Promise<Counts> }[]} */
const stages = [
  {
    name: "Style (Biome)",
    run: async () => countCommand(await runCommand("npx", ["biome", "check"])),
  },
  { name: "Types (tsc)", run: checkTypes },
  { name: "Unit tests (Vitest)", run: testUnits },
  { name: "Exercises (check:book)", run: checkBook },
  { name: "Static export (Next)", run: buildSites },
  { name: "What a reader does (Playwright)", run: testReaders },
  { name: "How fast the page answers (Playwright)", run: testSpeed },
];

await main();

async function main() {
  // A report of an earlier run must not stand in for one that was never written.
  rmSync(reportFolder, { recursive: true, force: true });

  /** @type {Counts[]} */
  const results = [];
  /** @type {string[]} */
  const lines = [];
  let isFailed = false;
  for (const { name, run } of stages) {
    if (isFailed) {
      lines.push(`  not run  ${name}`);
      continue;
    }
    console.log(`\n=== ${name} ===\n`);
    const startMs = performance.now();
    const counts = await run().catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      return { passed: 0, failed: 1, skipped: 0 };
    });
    const seconds = ((performance.now() - startMs) / 1000).toFixed(1);
    results.push(counts);
    isFailed = counts.failed > 0;
    lines.push(
      `${isFailed ? "   failed" : "  passed "}  ${name}: ${formatCounts(counts)} (${seconds} s)`,
    );
  }

  const total = sumCounts(results);
  writeCounts(path.join(reportFolder, "npm-test.json"), total);
  console.log(`\n${lines.join("\n")}\n\n${formatCounts(total)}`);
  process.exitCode = isFailed ? 1 : 0;
}

/** Next's own types are generated first: a clean clone has none. */
async function checkTypes() {
  const exitCode =
    (await runCommand("npx", ["next", "typegen"])) ||
    (await runCommand("node", ["node_modules/typescript/bin/tsc", "--noEmit"]));
  return countCommand(exitCode);
}

/** Some units, the WebGPU kernels, run in a browser. */
async function testUnits() {
  await installChromium();
  const exitCode = await runCommand("npx", [
    "vitest",
    "run",
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${unitReport}`,
  ]);
  return countReport(unitReport, readVitestReport, exitCode);
}

/** Each exercise is one test, and their places in the book are another. */
async function checkBook() {
  const exitCode = await runCommand("npm", ["run", "check:book"]);
  return countReport(bookReport, (counts) => counts, exitCode);
}

/** Builds the site under `/course` and at the root; the second is left in `out/`. */
async function buildSites() {
  const courseExitCode = await runCommand("npm", ["run", "build"], { BASE_PATH: "/course" });
  if (courseExitCode !== 0) return countCommand(courseExitCode);
  cpSync(exportFolder, courseFolder, { recursive: true });
  const exitCode = await runCommand("npm", ["run", "build"], { BASE_PATH: "" });
  return sumCounts([countCommand(0), countCommand(exitCode)]);
}

/** Two at a time, since most of a reader's time is waiting. */
async function testReaders() {
  const counts = await runPlaywright(["--workers=2", "--grep-invert=@timed"], readerReport);
  if (!existsSync(readerReport)) return counts;

  const report = JSON.parse(readFileSync(readerReport, "utf8"));
  if (counts.failed === 0 && countPassedIn(report, "webgpu") === 0) {
    console.error(
      "No test ran on WebGPU, although a browser with an adapter is there: tag one @webgpu.",
    );
    return { ...counts, failed: 1 };
  }
  return counts;
}

/** What measures time runs by itself. */
function testSpeed() {
  return runPlaywright(["--workers=1", "--grep=@timed"], timedReport);
}

/**
 * @param {string[]} options
 * @param {string} report
 */
async function runPlaywright(options, report) {
  const chromium = await installChromium();
  console.log(`Chromium ${await tryChromium(chromium)} (${chromium})\n`);
  const exitCode = await runCommand("npx", ["playwright", "test", ...options], {
    CHROMIUM_PATH: chromium,
    PLAYWRIGHT_REPORT: report,
  });
  return countReport(report, readPlaywrightReport, exitCode);
}
