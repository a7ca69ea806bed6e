import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  countCommand,
  countPassedIn,
  countReport,
  formatCounts,
  readPlaywrightReport,
  readVitestReport,
  sumCounts,
} from "./counts.mjs";

describe("sumCounts(all)", () => {
  it("adds each kind", () => {
    const sum = sumCounts([countCommand(0), countCommand(2), { passed: 3, failed: 4, skipped: 5 }]);
    expect(formatCounts(sum)).toBe("4 passed, 5 failed, 5 skipped");
  });

  it("is zero of nothing", () => {
    expect(formatCounts(sumCounts([]))).toBe("0 passed, 0 failed, 0 skipped");
  });
});

describe("countReport(file, read, exitCode)", () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), "descent-counts-"));
    file = path.join(folder, "report.json");
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function writeVitestReport(numFailedTests: number) {
    const report = { numPassedTests: 7, numFailedTests, numPendingTests: 2, numTodoTests: 1 };
    writeFileSync(file, JSON.stringify(report));
  }

  it("reads what the runner reports", () => {
    writeVitestReport(0);
    expect(countReport(file, readVitestReport, 0)).toEqual({ passed: 7, failed: 0, skipped: 3 });
  });

  it("does not count a failure twice", () => {
    writeVitestReport(4);
    expect(countReport(file, readVitestReport, 1).failed).toBe(4);
  });

  it("counts a failure that is no test's, and a report that was never written, as one", () => {
    writeVitestReport(0);
    expect(countReport(file, readVitestReport, 1)).toEqual({ passed: 7, failed: 1, skipped: 3 });
    expect(countReport(`${file}.none`, readVitestReport, 1).failed).toBe(1);
  });
});

describe("Playwright's report", () => {
  const report = {
    stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 },
    suites: [
      {
        specs: [{ tests: [{ projectName: "webgpu", status: "expected" }] }],
        suites: [
          {
            specs: [
              { tests: [{ projectName: "webgpu", status: "unexpected" }] },
              { tests: [{ projectName: "webgpu", status: "expected" }] },
              { tests: [{ projectName: "webgpu", status: "skipped" }] },
              { tests: [{ projectName: "cpu", status: "expected" }] },
            ],
          },
        ],
      },
    ],
  };

  it("counts a flaky test as failed", () => {
    expect(readPlaywrightReport(report)).toEqual({ passed: 5, failed: 2, skipped: 2 });
  });

  it("says how many tests of a project passed, however deep they lie", () => {
    expect(countPassedIn(report, "webgpu")).toBe(2);
    expect(countPassedIn(report, "firefox")).toBe(0);
  });
});
