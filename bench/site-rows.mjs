// @ts-check
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { serve } from "../scripts/serve.mjs";
import { exportFolder, findBuiltBasePath } from "../scripts/site.mjs";
import { openCpuBrowser } from "./browsers.mjs";

/**
 * Rows that need more than a page: another site, or the browser's processes.
 *
 * @import { Browser, Page } from "@playwright/test"
 * @import { Finding, RowDescription } from "./row"
 *
 * @typedef {RowDescription & { measure(benchUrl: string): Promise<Finding> }} SiteRow
 */

const watchMs = 5000;
const chapter = "chapters/gradient-descent/";

/** @type {SiteRow[]} */
export const siteRows = [
  {
    name: "memory-process",
    work: "the page's process at its largest, with the row memory-heap in it",
    measure: measureProcess,
  },
  {
    name: "frames-interval",
    work: `95th percentile of the time between frames in ${watchMs / 1000} s of training, exported chapter`,
    atMost: 25,
    measure: () => report((frames) => frames.intervalMs),
  },
  {
    name: "frames-longest-task",
    work: "the longest task on the page's main thread meanwhile",
    atMost: 100,
    measure: () => report((frames) => frames.longestTaskMs),
  },
  {
    name: "finger-frames",
    work: "95th percentile of the frames from a move of the slider α to the curve of the whole run, exported chapter",
    atMost: 2,
    measure: measureFinger,
  },
];

/** @returns {Promise<Finding>} */
async function measureFinger() {
  const basePath = findBuiltBasePath(exportFolder);
  if (basePath === undefined) return skipped("the site is not exported: npm run build");
  const site = await serve({ root: exportFolder, basePath });
  const browser = await openCpuBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(site.url + chapter);
    const widget = await findTrainable(page);
    const slider = widget.getByRole("slider", { name: "Learning rate" });
    await slider.focus();
    await page.keyboard.press("ArrowRight");
    await widget.getByText(/^After 200 epochs/).waitFor();
    const frames = await slider.evaluate(collectFingerFrames);
    frames.sort((a, b) => a - b);
    const value = frames[Math.floor(0.95 * (frames.length - 1))] ?? Number.NaN;
    const middle = frames[frames.length >> 1];
    return { kind: "reading", value, unit: "frames", note: `median ${middle}` };
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}

/**
 * Runs in the page: moves the slider to and fro, and counts the frames until the curve has changed.
 *
 * @param {HTMLElement | SVGElement} element
 */
async function collectFingerFrames(element) {
  const slider = /** @type {HTMLInputElement} */ (element);
  const curve = slider.closest("section")?.querySelector('[aria-label^="Loss by epoch"]');
  // React sees a change only where the browser's own setter made it.
  const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  /** @type {number[]} */
  const frames = [];
  for (let move = 0; move < 80; move += 1) {
    await new Promise(requestAnimationFrame);
    const before = curve?.innerHTML;
    set?.call(slider, String(Number(slider.value) + (move % 40 < 20 ? 1 : -1)));
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    let count = 0;
    for (; curve?.innerHTML === before && count < 200; count += 1) {
      await new Promise(requestAnimationFrame);
    }
    frames.push(count);
  }
  return frames;
}

/** @param {string} benchUrl @returns {Promise<Finding>} */
async function measureProcess(benchUrl) {
  if (process.platform !== "linux") {
    return skipped("only Linux tells a process's largest size");
  }
  const browser = await openCpuBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(benchUrl);
    await page.waitForFunction("globalThis.bench !== undefined");
    const heap = /** @type {Finding} */ (await page.evaluate("bench.run('memory-heap')"));
    if (heap.kind === "skipped") return heap;
    const session = await browser.newBrowserCDPSession();
    const { processInfo } = await session.send("SystemInfo.getProcessInfo");
    const sizes = processInfo
      .filter(({ type }) => type === "renderer")
      .map(({ id }) => readLargestSize(id));
    return { kind: "reading", value: Math.max(...sizes), unit: "MB" };
  } finally {
    await browser.close();
  }
}

/** Megabytes of memory that a process has had at once. @param {number} id */
function readLargestSize(id) {
  const status = readFileSync(`/proc/${id}/status`, "utf8");
  return (Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1]) * 1024) / 1e6;
}

/**
 * @typedef {object} Frames
 * @property {number} intervalMs
 * @property {number} longestTaskMs 0 if no task took 50 ms, which is where browsers begin to count
 * @property {string} path which of the engine's paths has trained
 */

/** @type {Promise<Frames> | undefined} Both rows are of one run. */
let frames;

/** @param {(frames: Frames) => number} choose @returns {Promise<Finding>} */
async function report(choose) {
  const basePath = findBuiltBasePath(exportFolder);
  if (basePath === undefined || !existsSync(path.join(exportFolder, chapter))) {
    return skipped("the site is not exported: npm run build");
  }
  frames ??= watchTraining(basePath);
  const found = await frames;
  return { kind: "reading", value: choose(found), unit: "ms", note: `path ${found.path}` };
}

/** @param {string} basePath @returns {Promise<Frames>} */
async function watchTraining(basePath) {
  const site = await serve({ root: exportFolder, basePath });
  const browser = await openCpuBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(site.url + chapter);
    const widget = await startTraining(page);
    const trainingPath = await widget.getAttribute("data-path");
    const { intervalsMs, tasksMs } = await page.evaluate(collectFrames, watchMs);
    intervalsMs.sort((a, b) => a - b);
    return {
      intervalMs: intervalsMs[Math.floor(0.95 * (intervalsMs.length - 1))] ?? Number.NaN,
      longestTaskMs: Math.max(0, ...tasksMs),
      path: trainingPath ?? "unknown",
    };
  } finally {
    await Promise.all([browser.close(), site.close()]);
  }
}

/**
 * The last widget that trains a network, once its script runs: what is pressed before is lost.
 *
 * @param {Page} page
 */
async function findTrainable(page) {
  const button = page.getByRole("button", { name: /^(Train|Pause)$/ });
  const widget = page.getByRole("region").filter({ has: button }).last();
  await widget.waitFor().catch(() => {
    throw new Error("The chapter in out/ has no network to train. Build it again: npm run build");
  });
  await widget.scrollIntoViewIfNeeded();
  const element = await widget.elementHandle();
  await page.waitForFunction(
    (node) => node?.closest("[data-lazy]")?.getAttribute("data-lazy") === "awake",
    element,
  );
  return widget;
}

/** Presses Train, and waits until the network trains. @param {Page} page */
async function startTraining(page) {
  const widget = await findTrainable(page);
  const element = await widget.elementHandle();
  await widget.getByRole("button", { name: "Train", exact: true }).click();
  await page.waitForFunction((node) => node?.hasAttribute("data-device"), element);
  return widget;
}

/** Runs in the page. @param {number} durationMs */
async function collectFrames(durationMs) {
  /** @type {number[]} */
  const intervalsMs = [];
  /** @type {number[]} */
  const tasksMs = [];
  const observer = new PerformanceObserver((list) => {
    tasksMs.push(...list.getEntries().map(({ duration }) => duration));
  });
  observer.observe({ type: "longtask" });
  const start = performance.now();
  let last = start;
  while (last - start < durationMs) {
    const now = await new Promise(requestAnimationFrame);
    if (now > last) intervalsMs.push(now - last);
    last = now;
  }
  observer.disconnect();
  return { intervalsMs, tasksMs };
}

/** @param {string} reason @returns {Finding} */
function skipped(reason) {
  return { kind: "skipped", reason };
}
