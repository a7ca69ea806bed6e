// @ts-check
import { rmSync } from "node:fs";
import path from "node:path";
import { countReport, formatCounts, readVitestReport, writeCounts } from "./counts.mjs";
import { findFirefox, findWebKit, findXvfbRun } from "./other-browsers.mjs";
import { installDebianPackages, runCommand } from "./run-command.mjs";
import { exportFolder, findBuiltBasePath, reportFolder } from "./site.mjs";

const browsersReport = path.join(reportFolder, "browsers.json");

await main();

async function main() {
  rmSync(browsersReport, { force: true });
  await installMissing();

  let exitCode = 0;
  if (findBuiltBasePath(exportFolder) !== "") {
    exitCode = await runCommand("npm", ["run", "build"], { BASE_PATH: "" });
  }
  if (exitCode === 0) {
    const vitest = [
      "vitest",
      "run",
      "--config=vitest.browsers.config.ts",
      "--reporter=verbose",
      "--reporter=json",
      `--outputFile.json=${browsersReport}`,
    ];
    // WebKitGTK has no headless mode; the virtual display ends with the command.
    const xvfbRun = findXvfbRun();
    exitCode = xvfbRun
      ? await runCommand(xvfbRun, ["-a", "npx", ...vitest])
      : await runCommand("npx", vitest);
  }

  const counts = countReport(browsersReport, readVitestReport, exitCode);
  writeCounts(path.join(reportFolder, "npm-run-test-browsers.json"), counts);
  console.log(`\n${formatCounts(counts)}`);
  process.exitCode = exitCode;
}

/** What cannot be installed is named here, and skipped by name in the tests. */
async function installMissing() {
  const missing = [
    ...(findFirefox() ? [] : ["firefox-esr"]),
    ...(findWebKit() ? [] : ["webkit2gtk-driver"]),
    ...(findXvfbRun() ? [] : ["xvfb", "xauth"]),
  ];
  if (missing.length > 0) {
    console.log(
      `Installing ${missing.join(", ")} with apt-get, for the browsers that are missing.`,
    );
    await installDebianPackages(missing);
  }
  if (!findFirefox())
    console.log("Firefox was not found: install it, or name it with FIREFOX_PATH.");
  if (!findWebKit()) {
    console.log("WebKit was not found: install Debian's webkit2gtk-driver to test it.");
  }
}
