// @ts-check
import { serve } from "../scripts/serve.mjs";
import { openCpuBrowser, openGpuBrowser, prepareBrowser } from "./browsers.mjs";
import { buildPage } from "./build-page.mjs";
import { gradingRows } from "./grading-rows.mjs";
import { notebookRows } from "./notebook-rows.mjs";
import { parseOptions } from "./options.mjs";
import { createLine, createSpinLine, formatTable, isBusy } from "./report.mjs";
import { siteRows } from "./site-rows.mjs";
import { measureWithoutBrowser } from "./without-browser.mjs";

/**
 * @import { Browser } from "@playwright/test"
 * @import { SiteRow } from "./site-rows.mjs"
 * @import { RowDescription } from "./row"
 * @import { Line } from "./report.mjs"
 */

try {
  process.exitCode = await runBenchmark(parseOptions(process.argv.slice(2)));
} catch (error) {
  console.error(`npm run bench: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

/**
 * Prints the rows and returns the exit code: 1 where one of them failed. A bar that is missed is no
 * failure of the benchmark.
 *
 * @param {import("./options.mjs").Options} options
 */
async function runBenchmark({ isJson, only, isWithoutBrowser }) {
  /** @param {Line} line */
  const onLine = (line) => isJson && console.log(JSON.stringify(line));
  const hasBrowser = !isWithoutBrowser && (await prepareBrowser());
  const lines = hasBrowser ? await measureRows(only, onLine) : [await measureWithoutBrowser()];
  if (!hasBrowser) lines.forEach(onLine);
  if (!isJson) console.log(`\n${formatTable(lines)}`);
  return lines.some(({ error }) => error) ? 1 : 0;
}

/**
 * Runs the rows one after the other, each in a fresh page, with a spin probe before and after it.
 *
 * @param {string} only
 * @param {(line: Line) => void} onLine
 */
async function measureRows(only, onLine) {
  const site = await serve({ root: await buildPage() });
  const cpu = await openCpuBrowser();
  /** @type {Browser | undefined} */
  let gpu;
  /** @type {Line[]} */
  const lines = [];
  const measureSpin = () => inPage(cpu, site.url, () => bench.measureSpin());

  /** @param {RowDescription & Partial<SiteRow>} row */
  const measureRow = async (row) => {
    if (row.measure) return row.measure(site.url);
    if (row.needsGpu) gpu ??= await openGpuBrowser((browser) => findAdapter(browser, site.url));
    const browser = row.needsGpu && gpu ? gpu : cpu;
    return inPage(browser, site.url, (name) => bench.run(name), row.name);
  };

  try {
    let spin = await measureSpin();
    onLine(createSpinLine(spin));
    lines.push(createSpinLine(spin));
    console.error(formatTable(lines));
    const pageRows = await inPage(cpu, site.url, () => bench.rows);
    const rows = [...pageRows, ...siteRows, ...notebookRows, ...gradingRows];
    for (const row of rows.filter(({ name }) => name.includes(only))) {
      console.error(`${row.name}: ${row.work}`);
      /** @type {Line} */
      let line;
      try {
        const finding = await measureRow(row);
        const before = spin;
        spin = await measureSpin();
        line = createLine(row, finding, isBusy(before) || isBusy(spin));
      } catch (error) {
        const message = error instanceof Error ? (error.message.split("\n")[0] ?? "") : `${error}`;
        line = { name: row.name, work: row.work, error: message };
      }
      lines.push(line);
      onLine(line);
    }
  } finally {
    await Promise.all([cpu.close(), gpu?.close(), site.close()]);
  }
  return lines;
}

/** @param {Browser} browser @param {string} url */
function findAdapter(browser, url) {
  return inPage(browser, url, () => bench.findAdapter());
}

/**
 * Asks a fresh page, so that no row meets what another has left in the optimizing compiler.
 *
 * @template Result, Argument
 * @param {Browser} browser
 * @param {string} url
 * @param {(argument: Argument) => Result | Promise<Result>} ask
 * @param {Argument} [argument]
 * @returns {Promise<Result>}
 */
async function inPage(browser, url, ask, argument) {
  const page = await browser.newPage();
  try {
    await page.goto(url);
    await page.waitForFunction("globalThis.bench !== undefined");
    return /** @type {Result} */ (await page.evaluate(/** @type {any} */ (ask), argument));
  } finally {
    await page.close();
  }
}
