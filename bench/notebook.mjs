// @ts-check

/**
 * A notebook as measurements use it, by the names that readers see and hear.
 *
 * @import { Page } from "@playwright/test"
 */

/**
 * Opens a blank notebook with these cells.
 *
 * @param {Page} page
 * @param {string} siteUrl
 * @param {string[]} sources
 */
export async function openNotebook(page, siteUrl, ...sources) {
  await page.goto(`${siteUrl}notebook/`);
  for (const [index, source] of sources.entries()) {
    await page.getByRole("button", { name: "Add code cell", exact: true }).click();
    await getCell(page, index + 1)
      .getByRole("textbox")
      .fill(source);
  }
}

/** @param {Page} page @param {number} number */
export function getCell(page, number) {
  return page.getByRole("region", { name: `Code cell ${number}`, exact: true });
}

/**
 * Runs a cell, waits for the end of the run, and gives the text of its output.
 *
 * @param {Page} page
 * @param {number} number
 */
export async function runCell(page, number) {
  const cell = getCell(page, number);
  const run = cell.getByRole("button", { name: "Run", exact: true });
  await run.click();
  await cell.getByText(/^\[\d+\]$/).waitFor({ timeout: 120_000 });
  await run.waitFor({ timeout: 120_000 });
  const output = page.getByRole("region", { name: `Output of cell ${number}`, exact: true });
  return (await output.count()) > 0 ? output.innerText() : "";
}

/**
 * Milliseconds from a press of Run until a text stands in the output, as the page sees it.
 *
 * @param {Page} page
 * @param {number} number
 * @param {string} text
 * @returns {Promise<number>}
 */
export function timeRun(page, number, text) {
  return page.evaluate(
    ([label, output, expected]) => {
      const region = document.querySelector(`[aria-label="${label}"]`);
      const run = [...(region?.querySelectorAll("button") ?? [])].find(
        (button) => button.textContent === "Run",
      );
      const isThere = () =>
        document.querySelector(`[aria-label="${output}"]`)?.textContent?.includes(expected);
      return new Promise((resolve) => {
        const start = performance.now();
        const observer = new MutationObserver(() => {
          if (!isThere()) return;
          observer.disconnect();
          resolve(performance.now() - start);
        });
        observer.observe(document.body, { subtree: true, childList: true, characterData: true });
        run?.click();
      });
    },
    /** @type {const} */ ([`Code cell ${number}`, `Output of cell ${number}`, text]),
  );
}

/**
 * Milliseconds from a press of Stop until the cell can be run again.
 *
 * @param {Page} page
 * @param {number} number
 * @returns {Promise<number>}
 */
export function timeStop(page, number) {
  return getCell(page, number).evaluate(async (region) => {
    /** @param {string} label */
    const find = (label) =>
      [...region.querySelectorAll("button")].find((button) => button.textContent === label);
    const start = performance.now();
    find("Stop")?.click();
    while (!find("Run")) await new Promise((resolve) => setTimeout(resolve, 5));
    return performance.now() - start;
  });
}

/**
 * The longest times between two frames while something is done, the longest first.
 *
 * @param {Page} page
 * @param {() => Promise<void>} act
 * @returns {Promise<number[]>}
 */
export async function watchFrames(page, act) {
  const watch = await page.evaluateHandle(() => {
    /** @type {number[]} */
    const gaps = [];
    let isOver = false;
    let last = performance.now();
    const tick = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (!isOver) requestAnimationFrame(tick);
    };
    requestAnimationFrame(tick);
    return {
      finish() {
        isOver = true;
        return gaps;
      },
    };
  });
  await act();
  const gaps = await watch.evaluate(({ finish }) => finish());
  return gaps.sort((a, b) => b - a);
}
