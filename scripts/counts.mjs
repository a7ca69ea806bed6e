// @ts-check
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/**
 * What test runners report, as one kind of number.
 *
 * @typedef {object} Counts
 * @property {number} passed
 * @property {number} failed
 * @property {number} skipped
 */

/**
 * @param {readonly Counts[]} all
 * @returns {Counts}
 */
export function sumCounts(all) {
  return all.reduce(
    (sum, counts) => ({
      passed: sum.passed + counts.passed,
      failed: sum.failed + counts.failed,
      skipped: sum.skipped + counts.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  );
}

/** @param {Counts} counts */
export function formatCounts({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed, ${skipped} skipped`;
}

/**
 * A command that is one test.
 *
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countCommand(exitCode) {
  return { passed: exitCode === 0 ? 1 : 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
}

/**
 * The counts of a runner's JSON report, in agreement with its exit code: a runner that fails without
 * a failed test (a file that does not compile, a crash, no report at all) counts as one failure.
 *
 * @param {string} file
 * @param {(report: any) => Counts} read
 * @param {number} exitCode
 * @returns {Counts}
 */
export function countReport(file, read, exitCode) {
  const counts = existsSync(file) ? read(JSON.parse(readFileSync(file, "utf8"))) : sumCounts([]);
  const isUnexplained = exitCode !== 0 && counts.failed === 0;
  return isUnexplained ? { ...counts, failed: 1 } : counts;
}

/**
 * @param {{ numPassedTests: number, numFailedTests: number, numPendingTests: number, numTodoTests: number }} report
 *   of Vitest's `json` reporter
 * @returns {Counts}
 */
export function readVitestReport(report) {
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

/**
 * @param {{ stats: { expected: number, unexpected: number, flaky: number, skipped: number } }} report
 *   of Playwright's `json` reporter
 * @returns {Counts}
 */
export function readPlaywrightReport({ stats }) {
  return {
    passed: stats.expected,
    // Nothing is retried here, so a flaky test is a failed one.
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  };
}

/**
 * How many tests of a Playwright project passed.
 *
 * @param {any} report of Playwright's `json` reporter
 * @param {string} projectName
 * @returns {number}
 */
export function countPassedIn(report, projectName) {
  /** @param {any} suite @returns {any[]} */
  const testsOf = (suite) => [
    ...(suite.specs ?? []).flatMap((/** @type {any} */ spec) => spec.tests),
    ...(suite.suites ?? []).flatMap(testsOf),
  ];
  return testsOf(report).filter(
    (test) => test.projectName === projectName && test.status === "expected",
  ).length;
}

/**
 * @param {string} file
 * @param {Counts} counts
 */
export function writeCounts(file, counts) {
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(counts)}\n`);
}
