import type { Locator, Page } from "@playwright/test";
import { expect } from "./fixtures";

/** What tests do with a notebook, by the names that readers see and hear. */

export const notebookPath = "/notebook/";

export function getCell(page: Page, number: number): Locator {
  return page.getByRole("region", { name: `Code cell ${number}`, exact: true });
}

export function getOutput(page: Page, number: number): Locator {
  return page.getByRole("region", { name: `Output of cell ${number}`, exact: true });
}

export function getKernelState(page: Page): Locator {
  return page.getByRole("status", { name: "Kernel" });
}

/** Opens a blank notebook with these cells of code. */
export async function openNotebook(page: Page, ...sources: string[]) {
  await page.goto(notebookPath);
  for (const [index, source] of sources.entries()) {
    await addCell(page, index + 1, source);
  }
}

/** Adds a cell of code at the end; `number` is its own. */
export async function addCell(page: Page, number: number, source: string) {
  await page.getByRole("button", { name: "Add code cell", exact: true }).click();
  await fillCell(page, number, source);
}

export async function fillCell(page: Page, number: number, source: string) {
  await getCell(page, number).getByRole("textbox").fill(source);
}

/** Runs a cell and waits for the end of the run. */
export async function runCell(page: Page, number: number) {
  await getCell(page, number).getByRole("button", { name: "Run", exact: true }).click();
  await expectDone(page, number);
}

export async function expectDone(page: Page, number: number, timeout = 30_000) {
  const run = getCell(page, number).getByRole("button", { name: "Run", exact: true });
  await expect(run).toBeVisible({ timeout });
}

/** The execution count, as in `[3]`. */
export async function expectCount(page: Page, number: number, count: number) {
  await expect(getCell(page, number).getByText(`[${count}]`, { exact: true })).toBeVisible();
}
