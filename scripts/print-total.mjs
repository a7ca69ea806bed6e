// @ts-check
// The grand total of what .ci/run has run, as its last line. Arguments: a name and an exit code for
// each command, such as "npm-test=0"; a command that failed without counts is one failed test.
import path from "node:path";
import { countReport, formatCounts, sumCounts } from "./counts.mjs";
import { reportFolder } from "./site.mjs";

const commands = process.argv.slice(2).map((argument) => argument.split("="));
const counts = commands.map(([name, exitCode]) =>
  countReport(path.join(reportFolder, `${name}.json`), (report) => report, Number(exitCode)),
);
console.log(formatCounts(sumCounts(counts)));
